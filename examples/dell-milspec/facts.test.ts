import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import type { Invoice } from "../../src/account/invoice.ts";
import { priceBooks } from "../../src/account/price-book.ts";
import { replayFacts } from "../../src/cli/replay-facts.ts";
import model from "./model.ts";

const facts = fileURLToPath(new URL("facts.ndjson", import.meta.url));
const silent = { out: () => {}, err: () => {}, interactive: false };
const endOfFirstOfApril = Date.parse("2026-04-01T23:59:59.999Z");

/** Every invoice of the story: number, day of issue, customer, total, and the kinds of its lines. */
const invoices: readonly string[] = [
  "DMS-000001  2025-12-31  borealis  1348650.00  recurring",
  "DMS-000002  2026-01-01  fort-alder  2800000.00  recurring",
  "DMS-000003  2026-01-01  ridge  49500.00  recurring",
  "DMS-000004  2026-01-10  fort-alder  18000.00  recurring",
  "DMS-000005  2026-01-14  borealis  20000.00  recurring",
  "DMS-000006  2026-01-18  borealis  15000.00  one-off",
  "DMS-000007  2026-01-26  fort-alder  120000.00  one-off",
  "DMS-000008  2026-01-31  borealis  45000.00  recurring",
  "DMS-000009  2026-02-01  cumulus  765000.00  recurring recurring licence one-off",
  "DMS-000010  2026-02-01  borealis  60000.00  one-off",
  "DMS-000011  2026-02-08  anvil  80000.00  one-off",
  "DMS-000012  2026-02-10  fort-alder  18000.00  recurring",
  "DMS-000013  2026-02-14  borealis  20000.00  recurring",
  "DMS-000014  2026-02-16  fort-alder  42000.00  one-off",
  "DMS-000015  2026-02-24  ridge  12000.00  one-off",
  "DMS-000016  2026-02-28  north-sea  35000000.00  recurring",
  "DMS-000017  2026-03-01  cumulus  20000.00  recurring",
  "DMS-000018  2026-03-08  anvil  50000.00  one-off",
  "DMS-000019  2026-03-10  fort-alder  18000.00  recurring",
  "DMS-000020  2026-03-14  borealis  20000.00  recurring",
  "DMS-000021  2026-03-15  anvil  200000.00  licence",
  "DMS-000022  2026-03-31  borealis  1200.00  capacity",
  "DMS-000023  2026-04-01  fort-alder  35000.00  capacity",
  "DMS-000024  2026-04-01  ridge  562.50  capacity",
];

const row = ({ number, issuedAt, customer, total, lines }: Invoice): string =>
  [number, issuedAt.slice(0, 10), customer, total, lines.map((line) => line.kind).join(" ")].join(
    "  ",
  );

it("bills the story of the facts to the cent", async () => {
  const books = priceBooks([model]);
  if (!books.ok) throw new Error("the settings of the model were refused");
  const { replay, usage, refused } = await replayFacts(facts, books.value, silent);
  expect(refused).toEqual([]);
  expect(usage).toEqual({
    accepted: 8,
    duplicate: 1,
    conflict: 0,
    "unknown-customer": 0,
    "unknown-meter": 0,
    "no-subscription": 1,
    "too-late": 0,
  });
  expect([...replay.invoicesUntil(endOfFirstOfApril)].map(row)).toEqual(invoices);
});
