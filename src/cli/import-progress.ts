import { readFile, rm } from "node:fs/promises";
import { ok, type Result } from "../fault/fault.ts";
import { isRecord } from "../http/record.ts";
import { writeNamedFile } from "./write-named-file.ts";

/** What became of the rows that were sent, by the server's word for it. */
export type ImportCounts = Readonly<Record<ImportStatus, number>>;
/** What can become of a row. */
export type ImportStatus = "accepted" | "duplicate" | "conflict" | "rejected";

/** How far an import is: everything up to the line was answered. */
export interface ImportState {
  readonly server: string;
  readonly line: number;
  readonly counts: ImportCounts;
}

/** Nothing was sent. */
export const noCounts: ImportCounts = { accepted: 0, duplicate: 0, conflict: 0, rejected: 0 };

const stateFile = (file: string): string => `${file}.import-state.json`;

/** How far an import of the file into the server came that was broken off; undefined where none was. */
export async function importState(file: string, server: string): Promise<ImportState | undefined> {
  const text = await readFile(stateFile(file), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const state = parsed(text);
  return state?.server === server ? state : undefined;
}

function parsed(text: string): ImportState | undefined {
  try {
    const state: unknown = JSON.parse(text);
    if (!isRecord(state) || !isRecord(state.counts)) return undefined;
    const { server, line } = state;
    if (typeof server !== "string" || !Number.isSafeInteger(line)) return undefined;
    return { server, line: Number(line), counts: { ...noCounts, ...state.counts } };
  } catch {
    // What a crash left of it says nothing; rows that are sent twice are duplicates.
    return undefined;
  }
}

/** Keeps how far the import is. */
export const keepImportState = (file: string, state: ImportState): Promise<Result<undefined>> =>
  writeNamedFile(stateFile(file), `${JSON.stringify(state)}\n`);

/** Forgets it. */
export async function forgetImportState(file: string): Promise<Result<undefined>> {
  await rm(stateFile(file), { force: true });
  return ok(undefined);
}
