import { readFile } from "node:fs/promises";
import { ok, type Result, refuse } from "../fault/fault.ts";
import { failure } from "./failure.ts";

/** The bytes of a file that an argument names; refuses in the system's words where it cannot be read. */
export async function readNamedFile(path: string): Promise<Result<Buffer>> {
  try {
    return ok(await readFile(path));
  } catch (error) {
    return refuse(failure(error));
  }
}
