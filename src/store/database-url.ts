/** Where a URL leads, without the password: `host:5432/database`. */
export const placeOfDatabase = ({ hostname, port, pathname, searchParams }: URL): string =>
  `${hostname || searchParams.get("host") || "localhost"}:${port || 5432}${pathname}`;

/**
 * The failure of a first connection, with the place it was to lead to; keeps the code of the system or the server, else it
 * is PostgreSQL's own for a connection that could not be made.
 */
export function unreachableDatabase(url: URL, cause: unknown): Error {
  const place = placeOfDatabase(url);
  const message = `cannot open the database that DATABASE_URL names, ${place}: ${reasonOf(cause)}`;
  const code = cause instanceof Error && "code" in cause ? cause.code : unconnected;
  return Object.assign(new Error(message, { cause }), { place }, { code });
}

/** PostgreSQL's code for a connection that could not be made. */
const unconnected = "08001";

/** Where a name has several addresses, Node says nothing but what each of them said. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === "")
    return [...new Set(error.errors.map(reasonOf))].join("; ");
  return error instanceof Error ? error.message : String(error);
}
