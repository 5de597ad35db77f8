import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import type { Invoice } from "../../src/account/invoice.ts";
import { priceBooks } from "../../src/account/price-book.ts";
import { replayFacts } from "../../src/cli/replay-facts.ts";
import model from "./priced.ts";

const facts = fileURLToPath(new URL("facts.ndjson", import.meta.url));
const silent = { out: () => {}, err: () => {}, interactive: false };
const endOfFirstOfApril = Date.parse("2026-04-01T23:59:59.999Z");

/** Every invoice of the story: number, day of issue, customer, total, and the kinds of its lines. */
const invoices: readonly string[] = [
  "NX-000001  2026-01-01  atlas  600.00  recurring",
  "NX-000002  2026-01-10  borealis  1250.00  recurring",
  "NX-000003  2026-01-11  indus  25000.00  licence",
  "NX-000004  2026-01-15  gemini  10000.00  recurring",
  "NX-000005  2026-01-26  lyra  198.00  one-off",
  "NX-000006  2026-01-30  draco  500.00  recurring",
  "NX-000007  2026-02-01  atlas  600.00  recurring usage",
  "NX-000008  2026-02-01  cygnus  100.00  usage",
  "NX-000009  2026-02-01  eridanus  234.03  usage usage usage usage usage usage",
  "NX-000010  2026-02-01  hydra  90000.00  recurring",
  "NX-000011  2026-02-01  fornax  4200.00  capacity capacity",
  "NX-000012  2026-02-15  gemini  1500.00  usage capacity",
  "NX-000013  2026-02-16  hydra  45000.00  one-off",
  "NX-000014  2026-02-27  draco  500.00  recurring",
  "NX-000015  2026-02-28  norma  5000.00  recurring",
  "NX-000016  2026-03-01  atlas  600.00  recurring usage",
  "NX-000017  2026-03-01  cygnus  700.00  usage",
  "NX-000018  2026-03-01  eridanus  921.00  usage late-usage",
  "NX-000019  2026-03-01  fornax  5800.00  capacity capacity",
  "NX-000020  2026-03-01  indus  12000.00  licence",
  "NX-000021  2026-03-15  gemini  1400.00  usage capacity",
  "NX-000022  2026-03-30  draco  500.00  recurring",
  "NX-000023  2026-04-01  atlas  600.00  recurring",
  "NX-000024  2026-04-01  cygnus  5000.00  usage",
  "NX-000025  2026-04-01  fornax  4200.00  capacity capacity",
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
  expect(usage).toMatchObject({ accepted: 27, duplicate: 1, conflict: 0 });
  expect([...replay.invoicesUntil(endOfFirstOfApril)].map(row)).toEqual(invoices);
});
