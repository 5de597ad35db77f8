import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { access, chmod, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { ok, type Result, refuse } from "../fault/fault.ts";
import { failure } from "./failure.ts";

/**
 * Writes a file that an argument names, whole or not at all: beside it first, and then in its place, so a reader never finds half of it and what
 * was there stays where writing fails. Its folder and its permissions stay; where it is no plain file, as /dev/stdout, it is written to as it is.
 * Refuses in the system's words where it cannot be written.
 */
export async function writeNamedFile(
  path: string,
  content: string | Uint8Array,
): Promise<Result<undefined>> {
  try {
    const place = await realpath(path).catch(() => path);
    const found = await stat(place).catch(() => undefined);
    if (found !== undefined && !found.isFile()) await writeFile(place, content);
    else await replaceFile(place, content, found?.mode);
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

async function replaceFile(
  path: string,
  content: string | Uint8Array,
  mode: number | undefined,
): Promise<void> {
  // What may not be written to may not be replaced either.
  if (mode !== undefined) await access(path, constants.W_OK);
  const fresh = `${path}.${process.pid}-${randomUUID().slice(0, 8)}.tmp`;
  try {
    await writeFile(fresh, content, { flag: "wx" });
    if (mode !== undefined) await chmod(fresh, mode);
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    // A file that is mounted alone, or stands in a folder that takes no other, can only be written to as it is.
    if (mode === undefined || !["EACCES", "EPERM", "EBUSY"].includes(code)) throw error;
    await writeFile(path, content);
  }
}

const suggestions: Readonly<Record<string, string>> = {
  enoent: "there is no such folder: make it first, or name another",
  eacces: "you may not write there: name another folder",
  enotdir: "a part of the path is a file and no folder: name another",
  enospc: "the disk is full: make room, or name another",
  erofs: "nothing can be written there: name another folder",
  eisdir: "this is a folder: name a file in it",
};
