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

/** The lines as pairs. */
export function* pairsOf(lines: HeaderLines): Generator<readonly [name: string, value: string]> {
  for (let index = 0; index + 1 < lines.length; index += 2)
    yield [lines[index] ?? "", lines[index + 1] ?? ""];
}

/** The values of a header, joined by a comma; undefined where it is not there. */
export function headerOf(lines: HeaderLines, name: string): string | undefined {
  const values = [...pairsOf(lines)].flatMap(([one, value]) =>
    one.toLowerCase() === name ? [value] : [],
  );
  return values.length === 0 ? undefined : values.join(", ");
}

/** The lines that are passed on: without those of the connection, those that `Connection` names, and some others by name. */
export function passedOn(lines: HeaderLines, without: readonly string[] = []): string[] {
  const named = (headerOf(lines, "connection") ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase());
  // Without a length a body could not be told apart from the next message.
  const gone = new Set([...named.filter((name) => name !== "content-length"), ...without]);
  return [...pairsOf(lines)].flatMap(([name, value]) =>
    ofConnection.has(name.toLowerCase()) || gone.has(name.toLowerCase()) ? [] : [name, value],
  );
}
