import { createHash, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import type { BackupManifest } from "../store/backup/backup-format.ts";
import { readBackup } from "../store/backup/read-backup.ts";
import { type RestorePlace, restoreBackup } from "../store/backup/restore-backup.ts";
import { type BackupChoice, backupBytes } from "../store/backup/write-backup.ts";
import { openClient } from "../store/connection.ts";
import type { DatabasePlace } from "../store/database-place.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { version } from "./software-version.ts";

/** What a backup file is, and how large it is packed. */
export interface Backup {
  readonly manifest: BackupManifest;
  readonly fileBytes: number;
}

/** The secret of an installation, told by a hash that says nothing of it. */
export const secretMark = (pepper: Uint8Array | undefined): string | null =>
  pepper === undefined
    ? null
    : createHash("sha256").update("florin backup").update(pepper).digest("hex").slice(0, 16);

/** What is told of a backup that is made. */
export interface BackupOrder extends BackupChoice {
  readonly now: Instant;
  readonly pepper: Uint8Array | undefined;
}

/**
 * Writes everything that a database holds into a file, whole or not at all, readable by its owner alone, and reads it back once.
 * Refuses what {@link backupBytes} and {@link readBackup} refuse; throws where the disk or the database fails.
 */
export const backUp = (
  place: DatabasePlace,
  file: string,
  { now, pepper, ...choice }: BackupOrder,
): Promise<Result<Backup>> =>
  refusing(async () => {
    const fresh = `${file}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;
    const client = openClient(place.ownerUrl, "florin backup");
    const besides = openClient(place.ownerUrl, "florin backup");
    for (const one of [client, besides]) one.on("error", () => {});
    try {
      await Promise.all([client.connect(), besides.connect()]);
      const terms = { madeAt: formatInstant(now), version, secret: secretMark(pepper) };
      await pipeline(
        Readable.from(backupBytes({ client, besides }, terms, choice)),
        createGzip(),
        createWriteStream(fresh, { flags: "wx", mode: 0o600 }),
      );
      await onDisk(fresh);
      const manifest = await read(fresh);
      await rename(fresh, file);
      return { manifest, fileBytes: (await stat(file)).size };
    } finally {
      for (const one of [client, besides]) await one.end().catch(() => {});
      await rm(fresh, { force: true });
    }
  });

/** Reads a backup to its end and compares every sum. Refuses what {@link readBackup} refuses. */
export const verifyBackup = (file: string): Promise<Result<Backup>> =>
  refusing(async () => ({ manifest: await read(file), fileBytes: (await stat(file)).size }));

/** Restores a file into an empty database, which is on hold from `now` until somebody releases it. Refuses what {@link restoreBackup} refuses. */
export const restore = (
  into: RestorePlace,
  file: string,
  now: Instant,
): Promise<Result<BackupManifest>> =>
  refusing(() => unpacked(file, (bytes) => restoreBackup(into, bytes, now)));

const read = (file: string): Promise<BackupManifest> =>
  unpacked(file, (bytes) =>
    readBackup(bytes, {
      onHead: async () => {},
      onTable: async (_, rows) => {
        for await (const _block of rows);
      },
    }),
  );

/** Hands on the bytes of a packed file; what the packing shows to be damaged is said as such. */
async function unpacked<T>(
  file: string,
  work: (bytes: AsyncIterable<Buffer>) => Promise<T>,
): Promise<T> {
  const source = createReadStream(file);
  const bytes = createGunzip({ chunkSize: 65_536 });
  source.on("error", (error) => bytes.destroy(error));
  source.pipe(bytes);
  try {
    return await work(bytes);
  } finally {
    source.destroy();
    bytes.destroy();
  }
}

async function onDisk(file: string): Promise<void> {
  const opened = await open(file, "r");
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

const codes: Readonly<Record<string, Fault["suggestion"]>> = {
  "backup-damaged": "take another backup; florin backup verify says of each whether it is whole",
  "not-a-backup": "name a file that florin backup wrote",
  "backup-too-new": undefined,
  "database-not-empty":
    "give --data a new folder, or name a database that was just made in DATABASE_URL",
  "restore-differs": "nothing was kept; please report it with what florin backup verify says",
  "nothing-to-back-up": "name the folder that florin serve was given, or set DATABASE_URL",
  "events-elsewhere": undefined,
  "events-of-another": "name the ClickHouse database that the server of these books is given",
};

/** Node's words for packed bytes that are none, or cut short. */
const packing = /^Z_|^ERR_STREAM_PREMATURE/;

async function refusing<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (error) {
    const fault = faultOf(error);
    if (fault === undefined) throw error;
    return refuse(fault);
  }
}

function faultOf(error: unknown): Fault | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  const said = String(error.code);
  if (packing.test(said))
    return faultNamed("backup-damaged", `the file cannot be unpacked: ${error.message}`);
  return said in codes ? faultNamed(said, error.message) : undefined;
}

function faultNamed(name: string, message: string): Fault {
  const suggestion = codes[name];
  return { code: name, path: "", message, ...(suggestion === undefined ? {} : { suggestion }) };
}
