import { ok, type Result, refuse } from "../fault/fault.ts";

/** Reads the URL of a PostgreSQL server. Refuses `invalid-database-url`, without the text: it may hold a password. */
export function parseDatabaseUrl(text: string): Result<URL> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && ["postgresql:", "postgres:"].includes(url.protocol)) return ok(url);
  return refuse({
    code: "invalid-database-url",
    path: "DATABASE_URL",
    message: text === "" ? "this is set, but empty" : "this is no URL of a PostgreSQL server",
    suggestion:
      "write postgresql://user:password@host:5432/database, with % codes for special characters in the password; or unset it to use the embedded server",
  });
}
