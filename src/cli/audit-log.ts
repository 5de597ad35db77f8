import { Command, Option } from "commander";
import { ok, type Result } from "../fault/fault.ts";
import {
  type AuditLog,
  type AuditVerdict,
  createAuditLog,
} from "../services/governance/audit-log.ts";
import type { AuditFormat } from "../services/governance/audit-views.ts";
import { listTenants } from "../store/tenants.ts";
import { type Exit, exitCodes, exitProcess } from "./exit.ts";
import { dataFolderDefault, withStoredData } from "./stored-data.ts";
import { refuseWith, styled, type Terminal } from "./terminal.ts";

interface LogOptions {
  readonly data: string;
  readonly tenant?: string;
}

interface VerifyOptions extends LogOptions {
  readonly json?: boolean;
}

interface ExportOptions extends LogOptions {
  readonly format: AuditFormat;
}

const shown = {
  verify: `
Examples:
  florin audit-log verify --data .florin
  florin audit-log verify --json | jq '.logs[] | select(.sound | not)'`,
  export: `
Examples:
  florin audit-log export --format csv > audit-log.csv
  florin audit-log export --format ndjson --tenant default | jq .actor`,
};

/** `florin audit-log`: who changed what, beside the server where one runs. */
export function auditLogCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  const part = (name: string, description: string): Command =>
    new Command(name)
      .description(description)
      .option(
        "--data <folder>",
        "the folder of florin serve; DATABASE_URL goes before it",
        dataFolderDefault,
      );
  return new Command("audit-log")
    .description("verify and export the log of who changed what; a server may go on")
    .addCommand(
      part("verify", "walk the log and name its first broken entry; exit code 1 where there is one")
        .option("--tenant <id>", "whose log; every one where absent")
        .option("--json", "print { logs } as JSON")
        .addHelpText("after", shown.verify)
        .action(async (options: VerifyOptions) => exit(await verifyLogs(options, terminal))),
    )
    .addCommand(
      part("export", "write the log, the oldest entry first")
        .addOption(
          new Option("--format <format>", "csv, or ndjson for an entry a line")
            .choices(["csv", "ndjson"])
            .default("csv"),
        )
        .option("--tenant <id>", "whose log", "default")
        .addHelpText("after", shown.export)
        .action(async (options: ExportOptions) => exit(await exportLog(options, terminal))),
    );
}

/** Verifies the log of each tenant, or of one, and prints where the first break is. */
export async function verifyLogs(options: VerifyOptions, terminal: Terminal): Promise<number> {
  const verified = await withLogs(options, async (log, tenants) => {
    const verdicts: (AuditVerdict & { readonly tenant: string })[] = [];
    for (const tenant of tenants) {
      const verdict = await log.verify(tenant);
      verdicts.push({ tenant, ...verdict });
      if (options.json !== true) print(tenant, verdict, terminal);
    }
    return verdicts;
  });
  if (!verified.ok) return refuseWith(verified.faults, terminal);
  if (options.json === true) terminal.out(JSON.stringify({ logs: verified.value }, null, 2));
  return verified.value.every(({ sound }) => sound) ? exitCodes.done : exitCodes.refused;
}

function print(tenant: string, { entries, head, broken }: AuditVerdict, terminal: Terminal): void {
  const verdict =
    broken === null
      ? styled("green", "sound", terminal, "out")
      : styled("red", "broken", terminal, "out");
  const counted = `${entries.toLocaleString("en")} ${entries === 1 ? "entry" : "entries"}`;
  terminal.out(`${tenant}: ${counted}: ${verdict}`);
  if (broken === null) terminal.out(`  ends with ${head.hash}`);
  else terminal.out(`  ${broken.message}`);
}

/** Prints a tenant's log. */
export async function exportLog(options: ExportOptions, terminal: Terminal): Promise<number> {
  const written = await withLogs(options, async (log, [tenant = ""]) => {
    for await (const piece of log.exported(tenant, options.format, {}).pieces)
      terminal.out(piece.replace(/\r?\n$/, ""));
  });
  return written.ok ? exitCodes.done : refuseWith(written.faults, terminal);
}

/** Works with the log of the tenant that is named, or of every one. */
const withLogs = <T>(
  place: LogOptions,
  work: (log: AuditLog, tenants: readonly string[]) => Promise<T>,
): Promise<Result<T>> =>
  withStoredData(place, async (store) => {
    const tenants =
      place.tenant === undefined
        ? (await listTenants(store.pool)).map(({ id }) => id)
        : [place.tenant];
    return ok(await work(createAuditLog(store), tenants));
  });
