import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { Command } from "commander";
import type { Fault } from "../fault/fault.ts";
import { readingTenant, type Tx } from "../store/tenant.ts";
import { toldFacts } from "../store/told-facts.ts";
import { type Exit, exitProcess } from "./exit.ts";
import { dataFolderDefault, openStoredData, unknownTenant } from "./stored-data.ts";
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
      if ("faults" in written) return exit(refuseWith(written.faults, terminal));
      terminal.err(`${file}: ${counted(written.lines, "fact")}`);
      exit(0);
    });
}

/** Writes everything that a tenant was told into a file; the faults where the data or the tenant is not there. */
export async function writeToldFacts(
  file: string,
  { data, tenant }: FactsOptions,
): Promise<{ readonly lines: number } | { readonly faults: readonly Fault[] }> {
  const opened = await openStoredData(data);
  if (!opened.ok) return { faults: opened.faults };
  const store = opened.value;
  try {
    const unknown = await unknownTenant(store, tenant);
    if (unknown !== undefined) return { faults: [unknown] };
    const out = createWriteStream(file);
    let lines = 0;
    const told = (tx: Tx) => toldFacts(tx, store.events);
    for await (const line of readingTenant(store.pool, tenant, told)) {
      lines += 1;
      if (!out.write(`${line}\n`)) await once(out, "drain");
    }
    out.end();
    await once(out, "finish");
    return { lines };
  } finally {
    await store.close();
  }
}
