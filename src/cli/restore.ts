import { Command } from "commander";
import { restore, secretMark } from "../services/backups.ts";
import { findInstallation } from "../services/installation.ts";
import { type BackupManifest, rowsOf } from "../store/backup/backup-format.ts";
import type { ClickHouse } from "../store/clickhouse/clickhouse.ts";
import { clickhouseAt } from "./clickhouse-at.ts";
import { openDatabasePlace } from "./database-place.ts";
import { type Exit, exitCodes, exitProcess } from "./exit.ts";
import { settingValues } from "./settings-in-force.ts";
import { dataFolderDefault } from "./stored-data.ts";
import { counted, refuseInFile, refuseWith, type Terminal } from "./terminal.ts";
import { verify } from "./verify.ts";

interface RestoreOptions {
  readonly data: string;
  readonly identities?: string;
}

const examples = `
Examples:
  florin restore books.florin-backup --data restored
  DATABASE_URL=postgresql://... florin restore books.florin-backup`;

/** `florin restore`: a backup into an empty database, and then `florin verify`. */
export function restoreCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  return new Command("restore")
    .description("restore a backup into an empty database, and verify it; no server may run on it")
    .argument("<file>", "a file that florin backup wrote")
    .option(
      "--data <folder>",
      "a folder without a database; DATABASE_URL goes before it",
      dataFolderDefault,
    )
    .option("--identities <days>", "how long identities of events are kept, where they are pruned")
    .addHelpText("after", examples)
    .action(async (file: string, options: RestoreOptions) => {
      exit(await restoreFile(file, options, terminal));
    });
}

async function restoreFile(
  file: string,
  options: RestoreOptions,
  terminal: Terminal,
): Promise<number> {
  const opened = await openDatabasePlace(options.data, true);
  if (!opened.ok) return refuseWith(opened.faults, terminal);
  const place = opened.value;
  let manifest: BackupManifest;
  let clickhouse: ClickHouse | undefined;
  try {
    const set = await settingValues("clickhouseUrl");
    if (!set.ok) return refuseWith(set.faults, terminal);
    clickhouse = await clickhouseAt(set.value.clickhouseUrl);
    const restored = await restore({ place, clickhouse }, file, Date.now());
    if (!restored.ok) return refuseInFile(file, restored.faults, terminal);
    manifest = restored.value;
  } finally {
    await clickhouse?.close();
    await place.embedded?.stop();
  }
  terminal.out(
    `Restored ${counted(rowsOf(manifest), "row")} in ${counted(manifest.tables.length, "table")}; all sums are those of the backup.`,
  );
  if (manifest.events === "clickhouse" && manifest.holdsEvents !== true) {
    terminal.err(heldWords);
    terminal.err(
      "Usage events are not in this file: restore those of ClickHouse by its own means; florin verify checks them, with CLICKHOUSE_URL set.",
    );
    return exitCodes.done;
  }
  terminal.err(heldWords);
  const code = await verify(options, terminal);
  terminal.err(await ofSecret(manifest, options.data));
  return code;
}

const heldWords =
  "It is on hold: a server on it answers, but bills, charges and sends nothing until florin release.";

/** Whether the secret of the folder is the one that the keys of the backup were made under. */
async function ofSecret({ secret }: BackupManifest, folder: string): Promise<string> {
  const installation = await findInstallation(folder);
  const mark = secretMark(installation?.pepper);
  if (mark !== null && mark === secret) return `${folder}/pepper is the secret of this backup.`;
  const why = mark === null ? "holds no file pepper" : "holds another pepper";
  return `${folder} ${why}: before a server starts on it, put the one there that belongs to the backup. Without it no API key works and nothing that is sealed can be read.`;
}
