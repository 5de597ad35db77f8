import { createHash } from "node:crypto";
import { open, readFile, rm } from "node:fs/promises";
import { ok, type Result, refuse } from "../fault/fault.ts";
import { isRecord } from "../http/record.ts";
import type { RowPlace } from "./import-rows.ts";
import { writeNamedFile } from "./write-named-file.ts";

/** What became of the rows that were sent, by the server's word for it. */
export type ImportCounts = Readonly<Record<ImportStatus, number>>;
/** What can become of a row. */
export type ImportStatus = "accepted" | "duplicate" | "conflict" | "rejected";

/** How far an import is: everything up to the place was answered. */
export interface ImportState extends RowPlace {
  readonly server: string;
  /** What the file says up to the place, as {@link fileMark} has it. */
  readonly mark: string;
  readonly counts: ImportCounts;
}

/** Nothing was sent. */
export const noCounts: ImportCounts = { accepted: 0, duplicate: 0, conflict: 0, rejected: 0 };

const stateFile = (file: string): string => `${file}.import-state.json`;

/**
 * How far an import of the file into the server came that was broken off; undefined where none was. Refuses `file-changed` where
 * the file says something else by now: more at its end is fine.
 */
export async function importState(
  file: string,
  server: string,
): Promise<Result<ImportState | undefined>> {
  const text = await readFile(stateFile(file), "utf8").catch(() => undefined);
  const state = text === undefined ? undefined : parsed(text);
  if (state?.server !== server) return ok(undefined);
  if ((await fileMark(file, state.bytes)) === state.mark) return ok(state);
  return refuse({
    code: "file-changed",
    path: "",
    message: `the file is another than the one that was sent up to line ${state.line.toLocaleString("en")}`,
    suggestion: "add --restart to send all of it: what is sent twice counts once",
  });
}

const markBytes = 65_536;

/** Tells a file up to a place from others: by how it begins and how it goes there. */
export async function fileMark(file: string, bytes: number): Promise<string> {
  const opened = await open(file, "r");
  try {
    const hash = createHash("sha256");
    for (const [from, to] of [
      [0, Math.min(markBytes, bytes)],
      [Math.max(0, bytes - markBytes), bytes],
    ] as const) {
      const { buffer, bytesRead } = await opened.read(Buffer.alloc(to - from), 0, to - from, from);
      hash.update(buffer.subarray(0, bytesRead));
    }
    return hash.digest("hex");
  } finally {
    await opened.close();
  }
}

function parsed(text: string): ImportState | undefined {
  try {
    const state: unknown = JSON.parse(text);
    if (!isRecord(state) || !isRecord(state.counts)) return undefined;
    const { server, line, bytes, header, mark } = state;
    if (typeof server !== "string" || typeof mark !== "string") return undefined;
    if (!Number.isSafeInteger(line) || !Number.isSafeInteger(bytes)) return undefined;
    const place = { line: Number(line), bytes: Number(bytes) };
    const names = Array.isArray(header) ? { header: header.map(String) } : {};
    return { server, mark, ...place, ...names, counts: { ...noCounts, ...state.counts } };
  } catch {
    // What a crash left of it says nothing; rows that are sent twice are duplicates.
    return undefined;
  }
}

/** Keeps how far the import is. */
export const keepImportState = async (
  file: string,
  { line, bytes, header, server, counts }: Omit<ImportState, "mark">,
): Promise<Result<undefined>> => {
  const state = { server, line, bytes, header, mark: await fileMark(file, bytes), counts };
  return writeNamedFile(stateFile(file), `${JSON.stringify(state)}\n`);
};

/** Forgets it. */
export async function forgetImportState(file: string): Promise<Result<undefined>> {
  await rm(stateFile(file), { force: true });
  return ok(undefined);
}
