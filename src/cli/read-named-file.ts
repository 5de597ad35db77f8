import { readFile } from "node:fs/promises";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { failure } from "./failure.ts";

/**
 * The bytes of a file that an argument names. Refuses `file-not-found` with what makes it (`remedy`), `not-a-file` and `file-unreadable`, and in the
 * system's words what else keeps it from being read.
 */
export async function readNamedFile(
  path: string,
  remedy = "check the path",
): Promise<Result<Buffer>> {
  try {
    return ok(await readFile(path));
  } catch (error) {
    const fault = failure(error);
    const known = unusable[fault.code];
    return refuse(known === undefined ? fault : known(path, remedy));
  }
}

const missing = (path: string, suggestion: string): Fault => ({
  code: "file-not-found",
  path: "",
  message: `there is no file "${path}"`,
  value: path,
  suggestion,
});

const unusable: Readonly<Record<string, (path: string, remedy: string) => Fault>> = {
  enoent: missing,
  enotdir: missing,
  eisdir: (value) => ({
    code: "not-a-file",
    path: "",
    message: "this is a folder",
    value,
    suggestion: "name a file in it",
  }),
  eacces: (value) => ({
    code: "file-unreadable",
    path: "",
    message: "this file may not be read",
    value,
    suggestion: "check its permissions",
  }),
};
