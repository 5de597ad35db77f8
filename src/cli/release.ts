import { Command } from "commander";
import { organisationDefault } from "../services/people.ts";
import { endRestoredHold } from "../store/restored-hold.ts";
import { type Exit, exitCodes, exitProcess } from "./exit.ts";
import { dataFolderDefault, exitOfStored } from "./stored-data.ts";
import type { Terminal } from "./terminal.ts";

const examples = `
Examples:
  florin release --data restored
  DATABASE_URL=postgresql://... florin release`;

/** `florin release`: lets a server on a restored database bill, charge and send again. */
export function releaseCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  return new Command("release")
    .description("let a server on a restored database bill, charge and send again")
    .option(
      "--data <folder>",
      "the folder of florin serve; DATABASE_URL goes before it",
      dataFolderDefault,
    )
    .addHelpText("after", examples)
    .action(async ({ data }: { readonly data: string }) => {
      const code = await exitOfStored({ data }, terminal, async (store) => {
        const released = await store.withTenant(organisationDefault, endRestoredHold);
        terminal.out(
          released ? "Released: servers on it act within a second." : "There was no hold.",
        );
        return exitCodes.done;
      });
      exit(code);
    });
}
