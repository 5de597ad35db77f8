import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { Command } from "commander";
import { ok, type Result } from "../fault/fault.ts";
import { readingTenant, type Tx } from "../store/tenant.ts";
import { toldFacts } from "../store/told-facts.ts";
import { type Exit, exitProcess } from "./exit.ts";
import { dataFolderDefault, withStoredData } from "./stored-data.ts";
import { counted, refuseWith, type Terminal } from "./terminal.ts";

interface FactsOptions {
  readonly data: string;
  readonly tenant: string;
}

const examples = `
Examples:
  florin facts facts.ndjson
  florin replay model.ts facts.ndjson --until 2026-04-01`;

/** `florin facts FILE`: what a server was told, as `florin replay` takes it. */
export function factsCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  return new Command("facts")
    .description("write what a server's accounts were told and used as a file of facts")
    .argument("<file>", "NDJSON; one that is there is replaced")
    .option("--data <folder>", "the folder of florin serve, or DATABASE_URL", dataFolderDefault)
    .option("--tenant <id>", "whose facts", "default")
    .addHelpText("after", examples)
    .action(async (file: string, options: FactsOptions) => {
      const written = await writeToldFacts(file, options);
      if (!written.ok) return exit(refuseWith(written.faults, terminal));
      terminal.err(`${file}: ${counted(written.value, "fact")}`);
      exit(0);
    });
}

/** Writes everything that a tenant was told into a file, and answers how many lines that is. Refuses where the data or the tenant is not there. */
export async function writeToldFacts(
  file: string,
  { data, tenant }: FactsOptions,
): Promise<Result<number>> {
  return withStoredData({ data, tenant }, async (store) => {
    const out = createWriteStream(file);
    let lines = 0;
    const told = (tx: Tx) => toldFacts(tx, store.events);
    for await (const line of readingTenant(store.pool, tenant, told)) {
      lines += 1;
      if (!out.write(`${line}\n`)) await once(out, "drain");
    }
    out.end();
    await once(out, "finish");
    return ok(lines);
  });
}
