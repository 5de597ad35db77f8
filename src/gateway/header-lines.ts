/** Headers as they came: name, value, name, value; order, case and repetitions kept. */
export type HeaderLines = readonly string[];

/** What concerns one connection and not the call (RFC 9110, 7.6.1), and is not passed on. */
const ofConnection: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** The names of all lines in lower case, in order. */
export const namesOf = (lines: HeaderLines): readonly string[] =>
  lines.flatMap((name, index) => (index % 2 === 0 ? [name.toLowerCase()] : []));

/** The values of a header, joined by a comma; undefined where it is not there. */
export function headerOf(lines: HeaderLines, name: string): string | undefined {
  let found: string | undefined;
  for (let index = 0; index + 1 < lines.length; index += 2) {
    const one = lines[index] ?? "";
    if (one.length !== name.length || one.toLowerCase() !== name) continue;
    const value = lines[index + 1] ?? "";
    found = found === undefined ? value : `${found}, ${value}`;
  }
  return found;
}

/** The lines that are passed on: without those of the connection, those that `Connection` names, and some others by name. */
export function passedOn(lines: HeaderLines, without: readonly string[] = []): string[] {
  const named = (headerOf(lines, "connection") ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase());
  const kept: string[] = [];
  for (let index = 0; index + 1 < lines.length; index += 2) {
    const name = lines[index] ?? "";
    const known = name.toLowerCase();
    if (ofConnection.has(known) || without.includes(known)) continue;
    // Without a length a body could not be told apart from the next message.
    if (named.includes(known) && known !== "content-length") continue;
    kept.push(name, lines[index + 1] ?? "");
  }
  return kept;
}
