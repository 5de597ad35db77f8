import { Command } from "commander";
import type { Result } from "../fault/fault.ts";
import { type Backup, backUp, verifyBackup } from "../services/backups.ts";
import { findInstallation } from "../services/installation.ts";
import { type BackupManifest, rowsOf } from "../store/backup/backup-format.ts";
import type { ClickHouse } from "../store/clickhouse/clickhouse.ts";
import { clickhouseAt } from "./clickhouse-at.ts";
import { openDatabasePlace } from "./database-place.ts";
import { type Exit, exitCodes, exitProcess } from "./exit.ts";
import { settingValues } from "./settings-in-force.ts";
import { dataFolderDefault } from "./stored-data.ts";
import { counted, refuseInFile, refuseWith, type Terminal } from "./terminal.ts";

interface BackupOptions {
  readonly data: string;
  readonly withoutEvents?: boolean;
  readonly json?: boolean;
}

const shown = {
  backup: `
Examples:
  florin backup books.florin-backup
  florin backup "books-$(date +%F).florin-backup" --data /var/lib/florin --json`,
  verify: `
Examples:
  florin backup verify books.florin-backup
  florin backup verify books.florin-backup --json | jq .content`,
};

/** `florin backup`: everything that is stored in one checked file, and whether a file is whole. */
export function backupCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  return new Command("backup")
    .description("write everything that is stored into one checked file; a server may go on")
    .argument("[file]", "the file to write; one that is there is replaced")
    .option(
      "--data <folder>",
      "the folder of florin serve; DATABASE_URL goes before it",
      dataFolderDefault,
    )
    .option(
      "--without-events",
      "leave out usage events that are kept in ClickHouse, which CLICKHOUSE_URL names",
    )
    .option("--json", "print what the backup is as JSON")
    .addHelpText("after", shown.backup)
    .action(async (file: string | undefined, options: BackupOptions, command: Command) => {
      if (file === undefined) return command.error("error: missing required argument 'file'");
      return exit(await backup(file, options, terminal));
    })
    .addCommand(
      new Command("verify")
        .description("read a backup to its end and compare every sum; needs no database")
        .argument("<file>", "a file that florin backup wrote")
        .option("--json", "print what the backup is as JSON")
        .addHelpText("after", shown.verify)
        .action(async (file: string, { json }: Pick<BackupOptions, "json">) => {
          exit(report(file, await verifyBackup(file), json, terminal));
        }),
    );
}

async function backup(file: string, options: BackupOptions, terminal: Terminal): Promise<number> {
  const opened = await openDatabasePlace(options.data);
  if (!opened.ok) return refuseWith(opened.faults, terminal);
  const place = opened.value;
  let clickhouse: ClickHouse | undefined;
  try {
    const set = await settingValues("clickhouseUrl");
    if (!set.ok) return refuseWith(set.faults, terminal);
    clickhouse = await clickhouseAt(set.value.clickhouseUrl);
    const installation = await findInstallation(options.data);
    const made = await backUp(place, file, {
      now: Date.now(),
      pepper: installation?.pepper,
      clickhouse,
      withoutEvents: options.withoutEvents === true,
    });
    const code = report(file, made, options.json, terminal);
    if (made.ok) terminal.err(ofSecret(made.value.manifest, options.data));
    return code;
  } finally {
    await clickhouse?.close();
    await place.embedded?.stop();
  }
}

const ofSecret = ({ secret }: BackupManifest, folder: string): string =>
  secret === null
    ? `${folder} holds no file pepper: keep that of the folder that servers of this database are given.`
    : `Keep ${folder}/pepper too, in another place: without it no API key works and nothing that is sealed can be read.`;

function report(
  file: string,
  made: Result<Backup>,
  json: boolean | undefined,
  terminal: Terminal,
): number {
  if (!made.ok) return refuseInFile(file, made.faults, terminal);
  const { manifest, fileBytes } = made.value;
  if (json === true) terminal.out(JSON.stringify({ ...manifest, fileBytes }, null, 2));
  else for (const line of backupLines(file, made.value)) terminal.out(line);
  return exitCodes.done;
}

function backupLines(file: string, { manifest, fileBytes }: Backup): readonly string[] {
  const { tables, migrations, madeAt, version, events, holdsEvents, content } = manifest;
  return [
    file,
    `  made     ${madeAt} by Florin ${version}, schema ${migrations.at(-1)}`,
    `  holds    ${counted(rowsOf(manifest), "row")} in ${counted(tables.length, "table")}, ${counted(fileBytes, "byte")} packed`,
    ...(events === "clickhouse" && holdsEvents !== true
      ? ["  without  usage events, which are in ClickHouse"]
      : []),
    `  content  ${content}`,
  ];
}
