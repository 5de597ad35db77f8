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
  const of = isOfPort ? portHints[code] : folderHints[code];
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

/** What helps where the embedded database cannot be opened. */
const folderHints: Readonly<Record<string, Pick<Fault, "path" | "suggestion">>> = {
  "database-not-made": {
    path: "--data",
    suggestion: "florin doctor looks whether the disk has room and the folder may be written to",
  },
  "database-ended": {
    path: "--data",
    suggestion:
      "florin doctor looks at the disk and the folder, pg/server.log there says more; where data is lost, florin restore puts a backup into a new folder",
  },
  "database-damaged": {
    path: "--data",
    suggestion:
      "bring the folder back as it was, or put a backup into a new one: florin restore FILE --data NEW",
  },
  "other-postgres": {
    path: "--data",
    suggestion:
      "run the version of Florin that made it and back it up there: florin restore puts the backup into a new folder",
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
