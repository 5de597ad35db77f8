import { STATUS_CODES } from "node:http";
import { isObject } from "./json-schema.ts";

/** An answer as a page shows it. */
export interface ShownAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed; a list of the lines where there are several of them; undefined where there is no body. */
  readonly body: unknown;
}

/** Reads a block that shows an answer: the status line, some headers, an empty line, the body. */
export function parseShown(text: string): ShownAnswer {
  const [head = "", ...rest] = text.split("\n\n");
  const [statusLine = "", ...headerLines] = head.split("\n");
  const [, code = "", reason = ""] = /^HTTP\/1\.1 (\d{3}) (.*)$/.exec(statusLine) ?? [];
  if (STATUS_CODES[code] !== reason) throw new Error(`no status line: ${statusLine}`);
  const headers = Object.fromEntries(
    headerLines.map((line) => {
      const [, name = "", value = ""] = /^([^:]+): (.*)$/.exec(line) ?? [];
      return [name.toLowerCase(), value];
    }),
  );
  const body = rest.join("\n\n").trim();
  return { status: Number(code), headers, body: bodyOf(body, headers["content-type"] ?? "") };
}

/** A body of JSON, or of lines of JSON; any other is text. */
export function bodyOf(text: string, contentType: string): unknown {
  if (text === "") return undefined;
  // CSV ends its lines with CRLF, which a page does not show.
  if (contentType !== "" && !contentType.includes("json"))
    return text.replaceAll("\r\n", "\n").trim();
  if (!contentType.includes("ndjson")) return JSON.parse(text);
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

const leftOut = "…";

/**
 * Where an answer differs from what is shown. `"…"` stands for any value; as a list's last entry for any more; as a field
 * for any others. What is not left out so is shown whole.
 */
export function differences(shown: unknown, actual: unknown, at = ""): readonly string[] {
  if (shown === leftOut) return actual === undefined ? [`${at}: is missing`] : [];
  if (Array.isArray(shown)) {
    if (!Array.isArray(actual)) return [`${at}: is no list`];
    const items = shown.at(-1) === leftOut ? shown.slice(0, -1) : shown;
    const wrong = items.flatMap((item, index) =>
      differences(item, actual[index], `${at}/${index}`),
    );
    const more = items === shown ? actual.length - items.length : 0;
    return more > 0 ? [...wrong, `${at}: has ${more} more`] : wrong;
  }
  if (isObject(shown)) {
    if (!isObject(actual)) return [`${at}: is no object but ${JSON.stringify(actual)}`];
    const { [leftOut]: others, ...fields } = shown;
    const wrong = Object.entries(fields).flatMap(([key, value]) =>
      differences(value, actual[key], `${at}/${key}`),
    );
    const hidden = Object.keys(actual).filter((key) => !Object.hasOwn(fields, key));
    return others === undefined && hidden.length > 0
      ? [...wrong, `${at}: also has ${hidden.join(", ")}`]
      : wrong;
  }
  if (typeof shown === "string" && typeof actual === "string" && shown.endsWith(leftOut))
    return actual.startsWith(shown.slice(0, -1)) ? [] : [`${at}: is ${actual}`];
  return shown === actual
    ? []
    : [`${at}: is ${JSON.stringify(actual)}, shown as ${JSON.stringify(shown)}`];
}
