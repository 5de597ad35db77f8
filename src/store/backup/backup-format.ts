import { createHash } from "node:crypto";

/** The number of the format of backup files. */
export const backupFormat = 1;

/** What a backup begins with. */
export interface BackupHead {
  readonly florin: "backup";
  readonly format: typeof backupFormat;
  /** RFC 3339. */
  readonly madeAt: string;
  /** The software that made it. */
  readonly version: string;
  /** The PostgreSQL that it was read from. */
  readonly postgres: string;
  /** The migrations of its schema, by name. */
  readonly migrations: readonly string[];
  /** Where usage events were kept. */
  readonly events: "postgres" | "clickhouse";
  /** Whether those of ClickHouse are in the file, before the tables. */
  readonly holdsEvents?: true;
  /** Tells the installation's secret by a hash; null where the folder had none. */
  readonly secret: string | null;
}

/** What stands before the rows of a table. */
export interface TableHead {
  readonly table: string;
  readonly columns: readonly string[];
  readonly months: readonly string[];
}

/** What a table came to. */
export interface TableSum {
  readonly table: string;
  readonly rows: number;
  readonly bytes: number;
  /** Of what stands before its rows, and of the rows. */
  readonly sha256: string;
}

/** The value of a sequence. */
export interface SequenceValue {
  readonly sequence: string;
  readonly value: string;
  readonly called: boolean;
}

/** What a backup ends with; a file without it was cut short. */
export interface BackupFoot {
  readonly tables: readonly TableSum[];
  readonly sequences: readonly SequenceValue[];
  /** SHA-256 of the two: backups of the same content have the same. */
  readonly content: string;
}

/** What a backup file is. */
export type BackupManifest = BackupHead & BackupFoot;

/** The line after the rows of a table. No row is like it, for COPY doubles backslashes. */
export const endOfRows = "\\.\n";

/** The end of a backup of these tables. */
export function footOf(
  tables: readonly TableSum[],
  sequences: readonly SequenceValue[],
): BackupFoot {
  const content = createHash("sha256").update(JSON.stringify({ tables, sequences })).digest("hex");
  return { tables, sequences, content };
}

/** How many rows the tables of a backup have together. */
export const rowsOf = ({ tables }: Pick<BackupFoot, "tables">): number =>
  tables.reduce((sum, { rows }) => sum + rows, 0);

/** Counts and hashes the rows of a table as they go by. */
export function rowCounter({ table, columns, months }: TableHead): {
  readonly add: (block: Uint8Array) => void;
  readonly sum: () => TableSum;
} {
  const hash = createHash("sha256").update(JSON.stringify({ table, columns, months }));
  let rows = 0;
  let bytes = 0;
  return {
    add: (block) => {
      hash.update(block);
      bytes += block.length;
      for (let at = block.indexOf(10); at >= 0; at = block.indexOf(10, at + 1)) rows += 1;
    },
    sum: () => ({ table, rows, bytes, sha256: hash.digest("hex") }),
  };
}
