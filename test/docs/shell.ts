import { gzipSync } from "node:zlib";

/** One command of a shell block: its words, and what a here-document gives it to read. */
export interface Command {
  readonly words: readonly string[];
  readonly input: string | undefined;
  /** The file that its output goes to. */
  readonly output: string | undefined;
}

/** What a page's commands have set and written so far. */
export interface Shell {
  readonly variables: Map<string, string>;
  readonly files: Map<string, Buffer>;
}

/**
 * The commands of a block of shell, one after the other, as far as our pages go: quotes, variables, `\\` at a line's end,
 * here-documents. Each is read when its turn comes, with what those before it have set.
 */
export function* commandsOf(block: string, shell: Shell): Generator<Command> {
  const lines = block.split("\n");
  for (let at = 0; at < lines.length; at += 1) {
    let line = lines[at] ?? "";
    if (line.trim() === "" || line.startsWith("#")) continue;
    while (line.endsWith("\\") || isQuoteOpen(line)) {
      at += 1;
      line = line.endsWith("\\") ? line.slice(0, -1) + lines[at] : `${line}\n${lines[at]}`;
    }
    const [, output, marker] = /^cat > (\S+) <<'(\w+)'$/.exec(line) ?? [];
    if (marker === undefined) {
      yield { words: wordsOf(line, shell.variables), input: undefined, output };
      continue;
    }
    const end = lines.indexOf(marker, at);
    if (end < 0) throw new Error(`no end of the here-document in: ${line}`);
    yield { words: ["cat"], input: lines.slice(at + 1, end).join("\n"), output };
    at = end;
  }
}

const isQuoteOpen = (text: string): boolean =>
  text.replace(/<<'\w+'/, "").split("'").length % 2 === 0;

function wordsOf(line: string, variables: ReadonlyMap<string, string>): readonly string[] {
  const words: string[] = [];
  const expand = (text: string): string =>
    text.replace(/\$\{?(\w+)\}?/g, (_, name: string) => {
      const value = variables.get(name);
      if (value === undefined) throw new Error(`$${name} is not set before: ${line}`);
      return value;
    });
  const piece = /'([^']*)'|"((?:[^"\\]|\\.)*)"|\$\(([^)]*)\)|((?:[^\s'"$]|\$(?!\())+)/y;
  let word: string | undefined;
  for (let at = 0; at < line.length; ) {
    if (/\s/.test(line[at] ?? "")) {
      if (word !== undefined) words.push(word);
      word = undefined;
      at += 1;
      continue;
    }
    piece.lastIndex = at;
    const [whole, single, double, command, plain] = piece.exec(line) ?? [];
    if (whole === undefined) throw new Error(`cannot read: ${line.slice(at)}`);
    at += whole.length;
    const quoted = double === undefined ? undefined : expand(double.replace(/\\(.)/g, "$1"));
    const part =
      single ?? quoted ?? (command === undefined ? expand(plain ?? "") : `$(${command})`);
    word = (word ?? "") + part;
  }
  if (word !== undefined) words.push(word);
  return words;
}

/** Runs a command that only sets a variable or writes a file; false for any other. */
export function runLocally(
  { words, input, output }: Command,
  shell: Shell,
  read: (path: string) => string,
): boolean {
  const [first = "", ...rest] = words;
  const assignment = /^([A-Z_]+)=(.*)$/s.exec(first);
  if (assignment !== null && rest.length === 0) {
    const [, name = "", value = ""] = assignment;
    const file = /^\$\(cat (.+)\)$/.exec(value)?.[1];
    shell.variables.set(name, file === undefined ? value : read(file).trim());
    return true;
  }
  if (first === "cat" && input !== undefined && output !== undefined) {
    shell.files.set(output, Buffer.from(`${input}\n`));
    return true;
  }
  if (first === "echo" && rest.slice(1, 5).join(" ") === "| base64 -d >") {
    const [encoded = "", , , , , name = ""] = rest;
    shell.files.set(name, Buffer.from(encoded, "base64"));
    return true;
  }
  if (first === "gzip") {
    const name = rest.at(-1) ?? "";
    shell.files.set(`${name}.gz`, gzipSync(fileOf(shell, name)));
    return true;
  }
  return false;
}

/** A file that an earlier command wrote. */
export function fileOf(shell: Shell, name: string): Buffer {
  const found = shell.files.get(name);
  if (found === undefined) throw new Error(`no command before wrote ${name}`);
  return found;
}
