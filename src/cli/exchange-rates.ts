import { Command } from "commander";
import { ok, type Result } from "../fault/fault.ts";
import { parseEcbRates } from "../fx/ecb-rates.ts";
import type { FoundRate } from "../fx/rate-on.ts";
import type { FxRate } from "../fx/rate-table.ts";
import { exchangeRatesMost, type RatesTold } from "../services/exchange-rates.ts";
import { harmless } from "./columns.ts";
import { type Exit, exitCodes, exitProcess } from "./exit.ts";
import { readNamedFile } from "./read-named-file.ts";
import { repeated } from "./repeated.ts";
import { ask, asking, type ServerOptions } from "./server-api.ts";
import { counted, refuseWith, type Terminal } from "./terminal.ts";

interface ImportOptions extends ServerOptions {
  readonly since?: string;
  readonly currency: readonly string[];
  readonly corrects?: boolean;
}

const examples = (line: string): string => `
Examples:
  florin exchange-rates ${line}

The key is read from the folder of florin serve, or taken from FLORIN_API_KEY.`;

const importing = "import eurofxref-hist.csv --since 2026-01-01 --currency USD --currency GBP";

/** `florin exchange-rates`: what currencies were worth on each day, for a running server. */
export function exchangeRatesCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  const command = new Command("exchange-rates")
    .description("import what currencies were worth on each day, and look it up")
    .addHelpText("after", examples(importing));
  asking(command.command("import"))
    .description("import reference rates of the European Central Bank (eurofxref.csv or -hist.csv)")
    .argument("<file>", "the file, unpacked")
    .option("--since <day>", "only days from this one on")
    .option("--currency <code>", "only this currency; may be repeated", repeated, [])
    .option("--corrects", "replace other rates of the same days, for what happens from now on")
    .addHelpText("after", examples(importing))
    .action(async (file: string, options: ImportOptions) =>
      exit(await importRates(file, options, terminal)),
    );
  asking(command.command("find"))
    .description("say by which rate a day is counted")
    .argument("<from>", "of one of this currency")
    .argument("<to>", "in this currency")
    .argument("<day>", "on this day, 2026-01-31")
    .addHelpText("after", examples("find USD EUR 2026-01-31 --json"))
    .action(async (from: string, to: string, day: string, options: ServerOptions) =>
      exit(await findRate({ from, to, day }, options, terminal)),
    );
  return command;
}

async function importRates(
  file: string,
  options: ImportOptions,
  terminal: Terminal,
): Promise<number> {
  const bytes = await readNamedFile(file);
  if (!bytes.ok) return refuseWith(bytes.faults, terminal);
  const read = parseEcbRates(bytes.value.toString("utf8"));
  if (!read.ok) return refuseWith(read.faults, terminal);
  const { since = "", currency } = options;
  const wanted = read.value.rates.filter(
    ({ day, to }) => day >= since && (currency.length === 0 || currency.includes(to)),
  );
  const told = await tellRates(wanted, options);
  if (!told.ok) return refuseWith(told.faults, terminal);
  const { added, corrected, known } = told.value;
  terminal.out(
    options.json === true
      ? JSON.stringify(told.value)
      : `${counted(added, "rate")} added, ${corrected} of them corrected; ${known} known before`,
  );
  return exitCodes.done;
}

/** Oldest first, in as many requests as it takes: what a request has told stays, and is known when it is told again. */
async function tellRates(
  rates: readonly FxRate[],
  options: ImportOptions,
): Promise<Result<Omit<RatesTold, "knownSince">>> {
  const sorted = rates.toSorted((left, right_) => (left.day < right_.day ? -1 : 1));
  let sum = { added: 0, corrected: 0, known: 0 };
  for (let first = 0; first < sorted.length; first += exchangeRatesMost) {
    const some = sorted.slice(first, first + exchangeRatesMost);
    const corrects = options.corrects === true ? { corrects: true } : {};
    const answer = await ask<RatesTold>(options, {
      method: "POST",
      path: "/v1/exchange-rates",
      body: JSON.stringify({ rates: some, ...corrects }),
    });
    if (!answer.ok) return answer;
    const { added, corrected, known } = answer.value;
    sum = {
      added: sum.added + added,
      corrected: sum.corrected + corrected,
      known: sum.known + known,
    };
  }
  return ok(sum);
}

async function findRate(
  pair: { readonly from: string; readonly to: string; readonly day: string },
  options: ServerOptions,
  terminal: Terminal,
): Promise<number> {
  const query = new URLSearchParams(pair);
  const path = `/v1/exchange-rates/find?${query}`;
  const found = await ask<FoundRate>(options, { method: "GET", path });
  if (!found.ok) return refuseWith(found.faults, terminal);
  const { from, to, rate, ratedOn, source, how } = found.value;
  terminal.out(
    options.json === true
      ? JSON.stringify(found.value)
      : harmless(`1 ${from} = ${rate} ${to}  (${source}, ${ratedOn}, ${how})`),
  );
  return exitCodes.done;
}
