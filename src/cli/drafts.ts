import { Command } from "commander";
import type { Invoice } from "../account/invoice.ts";
import { expectOk } from "../fault/fault.ts";
import type { CustomerDetail } from "../services/reports.ts";
import { findZone, UTC } from "../time/zone.ts";
import { type Exit, exitCodes, exitProcess } from "./exit.ts";
import { invoicePage } from "./invoice-text.ts";
import { ask, asking, type ServerOptions } from "./server-api.ts";
import { refuseWith, type Terminal } from "./terminal.ts";

const examples = `
Examples:
  florin drafts c-17
  florin drafts c-17 --json | jq '.items[].total'

The key is read from the folder of florin serve, or taken from FLORIN_API_KEY.`;

/** `florin drafts CUSTOMER`: what a customer of a running server would be invoiced now. */
export const draftsCommand = (terminal: Terminal, exit: Exit = exitProcess): Command =>
  asking(new Command("drafts"))
    .description("print what a customer of a running server would be invoiced now")
    .argument("<customer>", "the customer's id")
    .addHelpText("after", examples)
    .action(async (customer: string, options: ServerOptions) =>
      exit(await printDrafts(customer, options, terminal)),
    );

/** Days are those of the customer's own time zone; of UTC where it has none. */
async function printDrafts(
  id: string,
  options: ServerOptions,
  terminal: Terminal,
): Promise<number> {
  const path = `/v1/customers/${encodeURIComponent(id)}`;
  const drafts = await ask<{ readonly items: readonly Invoice[] }>(options, {
    method: "GET",
    path: `${path}/drafts`,
  });
  if (!drafts.ok) return refuseWith(drafts.faults, terminal);
  const { items } = drafts.value;
  if (options.json === true) {
    terminal.out(JSON.stringify(drafts.value));
    return exitCodes.done;
  }
  const customer = await ask<CustomerDetail>(options, { method: "GET", path });
  if (!customer.ok) return refuseWith(customer.faults, terminal);
  const { timeZone } = customer.value;
  const zone = timeZone === null ? UTC : expectOk(findZone(timeZone));
  for (const [place, draft] of items.entries()) {
    if (place > 0) terminal.out("");
    for (const row of invoicePage(draft, zone, terminal)) terminal.out(row);
  }
  if (items.length === 0) terminal.err("Nothing is due.");
  return exitCodes.done;
}
