import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Table from "cli-table3";
import type { Page } from "playwright-core";
import { launch } from "../../test/browser/chromium.ts";
import { routePaths } from "../../test/browser/route-paths.ts";
import { visit } from "../../test/browser/visit.ts";
import { commitHere } from "../kept-outcomes.ts";
import { thisMachine } from "../machine.ts";
import { isMade, makeBusiness, serveBusiness } from "./demo-server.ts";
import { middleMs, type PageTime, timePage } from "./page-times.ts";

/** What every page stays below. */
const limitMs = 1_000;

/** Some id of each kind that addresses name, as the console's own pages link to them. */
async function idsThere(page: Page, origin: string): Promise<Readonly<Record<string, string>>> {
  const first = async (path: string): Promise<Readonly<Record<string, string>>> => {
    const answer = await page.request.get(`${origin}/v1/${path}`);
    const { items } = (await answer.json()) as { items: readonly Record<string, string>[] };
    return items[0] ?? {};
  };
  const customer = await first("customers?plan=managed-inference&limit=1");
  const detail = await page.request.get(`${origin}/v1/customers/${customer.id}`);
  const { subscriptions } = (await detail.json()) as { subscriptions: readonly { id: string }[] };
  const event = await first("events?limit=1");
  return {
    customerId: customer.id ?? "",
    subscriptionId: subscriptions[0]?.id ?? "",
    invoiceId: (await first("invoices?limit=1")).id ?? "",
    contractId: (await first("contracts?limit=1")).id ?? "",
    source: event.source ?? "",
    eventId: event.id ?? "",
  };
}

function table(times: readonly PageTime[]): string {
  const shown = new Table({
    head: ["page", "ms", "worst", "waits longest for", "ms"],
    style: { head: [], border: [] },
  });
  for (const time of [...times].sort((left, right) => middleMs(right) - middleMs(left)))
    shown.push([
      time.path,
      middleMs(time).toFixed(0),
      Math.max(...time.openedMs).toFixed(0),
      (time.slowest?.request ?? "").slice(0, 60),
      time.slowest?.ms.toFixed(0) ?? "",
    ]);
  return shown.toString();
}

/** PAGES.md: how long each page takes, and where that was measured. */
function resultsPage(times: readonly PageTime[], customers: number, rounds: number): string {
  const { cores, cpu, memoryGiB, node, load } = thisMachine();
  const rows = times.map(
    (time) =>
      `| ${time.path} | ${middleMs(time).toFixed(0)} | ${Math.max(...time.openedMs).toFixed(0)} |`,
  );
  const worst = Math.max(...times.map(middleMs));
  return `${[
    "# How long pages of the console take",
    "",
    "Written by `npm run pages -- --keep`; do not edit. Each page is opened anew in Chromium, with its files in the browser's cache, on the",
    `demonstration with ${customers.toLocaleString("en")} customers; the time goes from the request to the moment at which nothing more is`,
    "asked for and the page's thread rests. Server, database and browser share the machine.",
    "",
    `The slowest of ${times.length} takes ${worst.toFixed(0)} ms; each should stay below ${limitMs.toLocaleString("en")}.`,
    "",
    `| page | ms, the middle of ${rounds} | slowest |`,
    "|---|---|---|",
    ...rows,
    "",
    `Machine: ${cores} cores, ${cpu}, ${memoryGiB} GiB, Node ${node}; load before the run ${load.toFixed(1)}. Of commit ${commitHere()}.`,
  ].join("\n")}\n`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      customers: { type: "string", default: "10000" },
      data: { type: "string", default: ".florin/pages" },
      rounds: { type: "string", default: "3" },
      only: { type: "string", multiple: true },
      fresh: { type: "boolean" },
      keep: { type: "boolean" },
    },
  });
  const customers = Number(values.customers);
  const rounds = Number(values.rounds);
  if (values.fresh === true || !isMade(values.data)) await makeBusiness(values.data, customers);
  const server = await serveBusiness(values.data);
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await visit(page, server.consoleLink);
    const ids = await idsThere(page, server.origin);
    const times: PageTime[] = [];
    for (const path of routePaths()) {
      if (values.only?.includes(path) === false) continue;
      const filled = path.replaceAll(/\$(\w+)/g, (_, name: string) =>
        encodeURIComponent(ids[name] ?? "none"),
      );
      times.push({ ...(await timePage(page, server.origin, filled, rounds)), path });
    }
    console.log(table(times));
    if (values.keep === true)
      writeFileSync(
        join(process.cwd(), "bench", "PAGES.md"),
        resultsPage(times, customers, rounds),
      );
  } finally {
    await browser.close();
    await server.stop();
  }
}

await main();
