import { Command, Option } from "commander";
import {
  type Control,
  controls,
  createEvidence,
  evidenceCsv,
} from "../services/governance/evidence.ts";
import { parseInstant } from "../time/instant.ts";
import { type Exit, exitCodes, exitProcess } from "./exit.ts";
import { dataFolderDefault, exitOfStored } from "./stored-data.ts";
import { refuseWith, type Terminal } from "./terminal.ts";

interface EvidenceOptions {
  readonly control: Control;
  readonly from: string;
  readonly to: string;
  readonly format: "csv" | "json";
  readonly tenant: string;
  readonly data: string;
}

const examples = `
Examples:
  florin evidence --control access --from 2026-01-01T00:00:00Z --to 2026-04-01T00:00:00Z
  florin evidence --control changes --from 2026-01-01T00:00:00Z --to 2026-04-01T00:00:00Z --format csv`;

/** `florin evidence`: what a review asks for, beside the server where one runs. */
export function evidenceCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  return new Command("evidence")
    .description("write what a compliance review asks for, control by control; a server may go on")
    .addOption(new Option("--control <control>", "what of").choices(controls).makeOptionMandatory())
    .requiredOption("--from <instant>", "from this RFC 3339 instant on")
    .requiredOption("--to <instant>", "before this one")
    .addOption(
      new Option("--format <format>", "json with a digest, or csv")
        .choices(["json", "csv"])
        .default("json"),
    )
    .option("--tenant <id>", "whose evidence", "default")
    .option(
      "--data <folder>",
      "the folder of florin serve; DATABASE_URL goes before it",
      dataFolderDefault,
    )
    .addHelpText("after", examples)
    .action(async (options: EvidenceOptions) => exit(await writeEvidence(options, terminal)));
}

/** Takes evidence and prints it; the digest of a CSV goes beside it. */
export async function writeEvidence(
  { control, format, tenant, data, ...range }: EvidenceOptions,
  terminal: Terminal,
): Promise<number> {
  const [from, to] = [parseInstant(range.from, "--from"), parseInstant(range.to, "--to")];
  if (!from.ok) return refuseWith(from.faults, terminal);
  if (!to.ok) return refuseWith(to.faults, terminal);
  return exitOfStored({ data, tenant }, terminal, async (store) => {
    const take = createEvidence(store, () => Date.now());
    const evidence = await take(tenant, control, { from: from.value, to: to.value });
    if (format === "json") terminal.out(JSON.stringify(evidence, null, 2));
    else terminal.out(evidenceCsv(evidence).replace(/\r\n$/, ""));
    terminal.err(`${evidence.rows.length} rows, SHA-256 ${evidence.sha256}`);
    return exitCodes.done;
  });
}
