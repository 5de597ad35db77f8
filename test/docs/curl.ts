import { type Command, fileOf, type Shell } from "./shell.ts";

/** The request that a curl command makes. */
export interface CurlRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
  /** Where received cookies go. */
  readonly cookiesTo: string | undefined;
}

/** Reads a curl command: `-i -s -S -X -H -d --data-binary -b -c` and the address. */
export function parseCurl({ words }: Command, shell: Shell): CurlRequest {
  const headers: Record<string, string> = {};
  let method: string | undefined;
  let url: string | undefined;
  let body: Buffer | undefined;
  let cookiesTo: string | undefined;
  const rest = words.slice(1);
  const next = (flag: string): string => {
    const value = rest.shift();
    if (value === undefined) throw new Error(`curl ${flag} needs a value`);
    return value;
  };
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "-X") method = next(word);
    else if (word === "-H") {
      const [, name = "", value = ""] = /^([^:]+): *(.*)$/.exec(next(word)) ?? [];
      headers[name.toLowerCase()] = value;
    } else if (word === "-d" || word === "--data-binary") {
      body = dataOf(next(word), word === "-d", shell);
      headers["content-type"] ??= "application/x-www-form-urlencoded";
    } else if (word === "-b") headers.cookie = fileOf(shell, next(word)).toString();
    else if (word === "-c") cookiesTo = next(word);
    else if (/^-[isS]+$/.test(word)) continue;
    else if (word.startsWith("http")) url = word;
    else throw new Error(`curl is not called with ${word} here`);
  }
  if (url === undefined) throw new Error("curl needs an address");
  return { method: method ?? (body ? "POST" : "GET"), url, headers, body, cookiesTo };
}

/** `-d` leaves out line breaks of a file, as curl does; `--data-binary` keeps them. */
function dataOf(value: string, withoutBreaks: boolean, shell: Shell): Buffer {
  if (!value.startsWith("@")) return Buffer.from(value);
  const file = fileOf(shell, value.slice(1));
  return withoutBreaks ? Buffer.from(file.toString().replace(/[\r\n]/g, "")) : file;
}
