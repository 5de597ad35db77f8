import type { Fault } from "../fault/fault.ts";
import { environmentSetting } from "./environment.ts";

/** What broke, in one sentence: the operating system's, the database's, or ours. FLORIN_DEBUG shows where. */
export function failure(error: unknown): Fault {
  if (environmentSetting("debug") !== undefined) throw error;
  const message = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  if (code !== undefined) return { path: "", ...fault(code, message, error) };
  const suggestion = "this is a bug in Florin; FLORIN_DEBUG=1 shows where, please report it";
  return { code: "internal", path: "", message, suggestion };
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;

/** A failure that a user can do something about says what. */
function fault(
  code: string,
  message: string,
  error: unknown,
): Omit<Fault, "path"> & Partial<Fault> {
  const plain = { message, code: code.toLowerCase() };
  if (error instanceof Error && "place" in error)
    return { ...plain, path: "DATABASE_URL", suggestion: hintOfDatabase(code) };
  const isOfPort = error instanceof Error && "syscall" in error && error.syscall === "listen";
  const of = isOfPort ? portHints[code] : undefined;
  return of === undefined ? plain : { ...plain, ...of };
}

const portHints: Readonly<Record<string, Pick<Fault, "path" | "suggestion">>> = {
  EADDRINUSE: {
    path: "--port",
    suggestion: "another program listens there; name another port, or --port 0 for a free one",
  },
  EACCES: { path: "--port", suggestion: "ports below 1024 take special rights; name a higher one" },
  EADDRNOTAVAIL: {
    path: "--host",
    suggestion: "this machine has no such address; 127.0.0.1 and 0.0.0.0 always are there",
  },
};

/** What helps, by the error code of the system or of PostgreSQL. */
function hintOfDatabase(code: string): string {
  if (code === "28P01" || code === "28000")
    return "check the user and the password of DATABASE_URL";
  if (code === "3D000")
    return "make the database first, or name another at the end of DATABASE_URL";
  return "check the host and the port of DATABASE_URL, and that the server runs";
}
