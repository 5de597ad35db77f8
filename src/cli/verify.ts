import { Command } from "commander";
import { ok } from "../fault/fault.ts";
import { type TenantVerdict, verifyTenants } from "../services/verification.ts";
import { harmless } from "./columns.ts";
import { type Exit, exitCodes, exitProcess } from "./exit.ts";
import { dataFolderDefault, daysOption, exitOfStored } from "./stored-data.ts";
import { counted, refuseWith, styled, type Terminal } from "./terminal.ts";

interface VerifyOptions {
  readonly data: string;
  readonly identities?: string;
  readonly json?: boolean;
}

const examples = `
Examples:
  florin verify --data .florin
  florin verify --identities 450          where florin prune --identities 450 runs
  florin verify --json | jq '.tenants[].broken'`;

/** `florin verify`: whether everything that is stored adds up. Exit code 1 where something does not. */
export function verifyCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  return new Command("verify")
    .description("check that every stored invoice, number and event adds up; a server may go on")
    .option(
      "--data <folder>",
      "the folder of florin serve; DATABASE_URL goes before it",
      dataFolderDefault,
    )
    .option("--identities <days>", "how long identities of events are kept, where they are pruned")
    .option("--json", "print { tenants } as JSON")
    .addHelpText("after", examples)
    .action(async (options: VerifyOptions) => {
      exit(await verify(options, terminal));
    });
}

/** Verifies every tenant and prints what is broken. */
export async function verify(options: VerifyOptions, terminal: Terminal): Promise<number> {
  const { identities } = options;
  const days = identities === undefined ? ok(undefined) : daysOption(identities, "--identities");
  if (!days.ok) return refuseWith(days.faults, terminal);
  return exitOfStored({ data: options.data }, terminal, async (store) => {
    const verdicts: TenantVerdict[] = [];
    for await (const verdict of verifyTenants(store, days.value)) {
      verdicts.push(verdict);
      if (options.json !== true) print(verdict, terminal);
    }
    if (options.json === true) terminal.out(JSON.stringify({ tenants: verdicts }, null, 2));
    return verdicts.every(({ broken }) => broken.length === 0) ? exitCodes.done : exitCodes.refused;
  });
}

/** The most broken rows printed of one tenant; JSON holds all of them. */
const shownMax = 100;

function print({ tenant, invoices, events, broken }: TenantVerdict, terminal: Terminal): void {
  const verdict =
    broken.length === 0
      ? styled("green", "sound", terminal, "out")
      : styled("red", `${broken.length.toLocaleString("en")} broken`, terminal, "out");
  const looked = `${counted(invoices, "invoice")}, ${counted(events, "event")}`;
  terminal.out(`${tenant}: ${looked}: ${verdict}`);
  for (const { subject, broken: rule } of broken.slice(0, shownMax))
    terminal.out(`  ${styled("bold", harmless(subject), terminal, "out")}  ${harmless(rule)}`);
  if (broken.length > shownMax)
    terminal.out(`  … and ${(broken.length - shownMax).toLocaleString("en")} more`);
}
