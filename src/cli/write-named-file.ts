import { writeFile } from "node:fs/promises";
import { ok, type Result, refuse } from "../fault/fault.ts";
import { failure } from "./failure.ts";

/** Writes a file that an argument names; refuses in the system's words where it cannot be written. */
export async function writeNamedFile(
  path: string,
  content: string | Uint8Array,
): Promise<Result<undefined>> {
  try {
    await writeFile(path, content);
    return ok(undefined);
  } catch (error) {
    const fault = failure(error);
    const help = suggestions[fault.code];
    return refuse({
      ...fault,
      message: "the file cannot be written",
      ...(help === undefined ? { suggestion: fault.message } : { suggestion: help }),
    });
  }
}

const suggestions: Readonly<Record<string, string>> = {
  enoent: "there is no such folder: make it first, or name another",
  eacces: "you may not write there: name another folder",
  eisdir: "this is a folder: name a file in it",
};
