import { Command, Option } from "commander";
import { ok, type Result } from "../fault/fault.ts";
import type {
  MigratedSubscription,
  MigrationCommand,
  MigrationPreview,
} from "../services/model-migration.ts";
import type { Page } from "../services/reports.ts";
import { harmless, left } from "./columns.ts";
import { type Exit, exitCodes, exitProcess } from "./exit.ts";
import { repeated } from "./repeated.ts";
import { apiKey, askServer } from "./server-api.ts";
import { dataFolderDefault } from "./stored-data.ts";
import { refuseWith, type Terminal } from "./terminal.ts";

interface MigrateOptions {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly plan: readonly string[];
  readonly when: "now" | "period-end";
  readonly apply?: boolean;
  readonly json?: boolean;
  readonly server: string;
  readonly data: string;
}

const shown = `
Examples:
  florin migrate-subscriptions --id 2026-prices --from acme@1 --to acme@2
  florin migrate-subscriptions --id 2026-prices --from acme@1 --to acme@2 --plan team --apply
  florin migrate-subscriptions --id 2026-prices --from acme@1 --to acme@2 --json | jq '.with[].total'

The key is read from the folder of florin serve, or taken from FLORIN_API_KEY.`;

/** `florin migrate-subscriptions`: moves the subscriptions of a running server to another version of the model. */
export const migrateSubscriptionsCommand = (
  terminal: Terminal,
  exit: Exit = exitProcess,
): Command =>
  new Command("migrate-subscriptions")
    .description("move subscriptions to another version of the model; shows it first")
    .requiredOption("--id <name>", "your own name of the migration; the same again goes on with it")
    .requiredOption("--from <id@version>", "the version they are on")
    .requiredOption("--to <id@version>", "the version they move to")
    .option(
      "--plan <id>",
      "only subscriptions to this plan or add-on; may be repeated",
      repeated,
      [],
    )
    .addOption(
      new Option("--when <time>", "from when each is on the new version")
        .choices(["now", "period-end"])
        .default("period-end"),
    )
    .option("--apply", "make it; without it nothing is changed")
    .option("--json", "print each line as JSON")
    .option("--server <url>", "where florin serve listens", "http://127.0.0.1:4280")
    .option("--data <folder>", "the folder of florin serve, which holds a key", dataFolderDefault)
    .addHelpText("after", shown)
    .action(async (options: MigrateOptions) => exit(await migrateSubscriptions(options, terminal)));

/** Shows a migration or makes it, page by page, and says how many move and how many stay. */
export async function migrateSubscriptions(
  options: MigrateOptions,
  terminal: Terminal,
): Promise<number> {
  const key = await apiKey(options.data);
  if (!key.ok) return refuseWith(key.faults, terminal);
  const counted = { move: 0, stay: 0 };
  for (let cursor = ""; ; ) {
    const page = await ask(options, key.value, cursor);
    if (!page.ok) return refuseWith(page.faults, terminal);
    for (const item of page.value.items) {
      for (const { outcome } of subscriptionsOf(item)) counted[outcome] += 1;
      for (const line of options.json === true ? [JSON.stringify(item)] : linesOf(item))
        terminal.out(line);
    }
    if (page.value.next === null) break;
    cursor = page.value.next;
  }
  const done = options.apply === true ? "" : " Nothing is changed: --apply makes it.";
  terminal.err(
    `${counted.move} ${counted.move === 1 ? "moves" : "move"}, ${counted.stay} stay.${done}`,
  );
  return exitCodes.done;
}

type Item = MigrationPreview | MigratedSubscription;

async function ask(
  { id, from, to, plan, when, apply, server }: MigrateOptions,
  key: string,
  cursor: string,
): Promise<Result<Page<Item>>> {
  const command: MigrationCommand = {
    id,
    from,
    to,
    when,
    ...(plan.length === 0 ? {} : { plans: plan }),
  };
  const path = apply === true ? "/v1/migrations" : "/v1/migrations/preview";
  const page = cursor === "" ? "" : `?cursor=${encodeURIComponent(cursor)}`;
  const answer = await askServer({
    server,
    key,
    method: "POST",
    path: `${path}${page}`,
    body: JSON.stringify(command),
  });
  if (!answer.ok) return answer;
  const { items = [], next = null } = answer.value as Partial<Page<Item>>;
  return ok({ items, next });
}

const subscriptionsOf = (item: Item): readonly MigratedSubscription[] =>
  "subscriptions" in item ? item.subscriptions : [item];

function linesOf(item: Item): readonly string[] {
  const lines = subscriptionsOf(item).map(lineOf);
  if (!("subscriptions" in item)) return lines;
  const totals = (side: MigrationPreview["with"]): string =>
    side.map(({ total, currency }) => `${total} ${currency}`).join(", ") || "nothing";
  const faults = item.faults.map(({ message }) => `  ${message}`);
  if (item.until === null) return [...lines, ...faults];
  const documents = `  until ${item.until}: ${totals(item.with)} instead of ${totals(item.without)}`;
  return [...lines, documents, ...faults];
}

function lineOf({ customer, subscription, reason, faults, terms }: MigratedSubscription): string {
  const head = `${left(harmless(customer), 20)}  ${left(harmless(subscription), 20)}  `;
  if (terms !== null)
    return `${head}moves on ${terms.from}: ${harmless(terms.planName)}, ${terms.model}`;
  const why = faults.map((fault) => `: ${fault.code}, ${fault.message}`).join("");
  return harmless(`${head}stays: ${reason}${why}`);
}
