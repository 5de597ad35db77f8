import { Command } from "commander";
import { type Pruned, pruneTenants } from "../services/pruning.ts";
import { type Exit, exitCodes, exitProcess } from "./exit.ts";
import { dataFolderDefault, daysOption, exitOfStored } from "./stored-data.ts";
import { counted, refuseWith, type Terminal } from "./terminal.ts";

interface PruneOptions {
  readonly data: string;
  readonly identities: string;
  readonly answers: string;
  readonly reservations: string;
  readonly usage?: string;
  readonly json?: boolean;
}

const examples = `
An event whose identity is gone counts as new when it is sent again, so identities are kept as long as any published
model bills usage that old. Usage itself is kept for ever, unless --usage says for how long: the events of whole months
go then, of every tenant. What they came to stays on the invoices, and in the counters of what was used.

Examples:
  florin prune --identities 450
  florin prune --identities 450 --answers 30 --json
  florin prune --identities 450 --usage 800`;

/** `florin prune`: deletes identities of events, answers to idempotent requests, closed reservations, and old usage that nobody needs any more. */
export function pruneCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  return new Command("prune")
    .description("delete what only protects against repeats, once it is old; a server may go on")
    .requiredOption("--identities <days>", "keep the identity of each event for so many days")
    .option("--answers <days>", "keep the answer to each Idempotency-Key for so many days", "7")
    .option(
      "--reservations <days>",
      "keep reservations for so many days after they were finalized, released or lapsed",
      "90",
    )
    .option(
      "--usage <days>",
      "drop usage older than so many days, in whole months; absent: keep it",
    )
    .option(
      "--data <folder>",
      "the folder of florin serve; DATABASE_URL goes before it",
      dataFolderDefault,
    )
    .option("--json", "print { tenants, usageMonths } as JSON")
    .addHelpText("after", examples)
    .action(async (options: PruneOptions) => {
      exit(await prune(options, terminal));
    });
}

/** Prunes every tenant and prints how much is gone; nothing is deleted where the retention is too short for one. */
export async function prune(options: PruneOptions, terminal: Terminal): Promise<number> {
  const identityDays = daysOption(options.identities, "--identities");
  if (!identityDays.ok) return refuseWith(identityDays.faults, terminal);
  const answerDays = daysOption(options.answers, "--answers");
  if (!answerDays.ok) return refuseWith(answerDays.faults, terminal);
  const reservationDays = daysOption(options.reservations, "--reservations");
  if (!reservationDays.ok) return refuseWith(reservationDays.faults, terminal);
  const usageDays = options.usage === undefined ? undefined : daysOption(options.usage, "--usage");
  if (usageDays?.ok === false) return refuseWith(usageDays.faults, terminal);
  return exitOfStored({ data: options.data }, terminal, async (store) => {
    const pruned = await pruneTenants(store, {
      identityDays: identityDays.value,
      answerDays: answerDays.value,
      reservationDays: reservationDays.value,
      usageDays: usageDays?.value,
    });
    if (!pruned.ok) return refuseWith(pruned.faults, terminal);
    if (options.json === true) terminal.out(JSON.stringify(pruned.value, null, 2));
    else for (const line of linesOf(pruned.value)) terminal.out(line);
    return exitCodes.done;
  });
}

function linesOf({ tenants, usageMonths }: Pruned): readonly string[] {
  const [first] = usageMonths;
  const dropped = `all: dropped the usage of ${counted(usageMonths.length, "month")}, ${first} to ${usageMonths.at(-1)}`;
  return [
    ...tenants.map(
      ({ tenant, identities, answers, reservations }) =>
        `${tenant}: deleted the identities of ${counted(identities, "event")}, ${counted(answers, "answer")}, ${counted(reservations, "closed reservation")}`,
    ),
    ...(first === undefined ? [] : [dropped]),
  ];
}
