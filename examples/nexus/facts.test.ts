import { expect, it } from "vitest";
import { billStory } from "../story.fixture.ts";
import model from "./priced.ts";

/** Every invoice of the story: number, day of issue, customer, total, and the kinds of its lines. */
const invoices: readonly string[] = [
  "NX-000001  2026-01-01  atlas  600.00  recurring",
  "NX-000002  2026-01-10  borealis  1250.00  recurring",
  "NX-000003  2026-01-11  indus  25000.00  licence",
  "NX-000004  2026-01-15  gemini  10000.00  recurring",
  "NX-000005  2026-01-26  lyra  198.00  one-off",
  // S1-007: 100.00 of promotional credit.
  "NX-000006  2026-01-30  draco  400.00  recurring",
  "NX-000007  2026-02-01  atlas  600.00  recurring usage",
  "NX-000008  2026-02-01  cygnus  100.00  usage",
  "NX-000009  2026-02-01  eridanus  234.03  usage usage usage usage usage usage",
  "NX-000010  2026-02-01  hydra  90000.00  recurring",
  "NX-000011  2026-02-01  fornax  4200.00  capacity capacity",
  "NX-000012  2026-02-15  gemini  1500.00  usage capacity",
  "NX-000013  2026-02-16  hydra  18000.00  milestone",
  "NX-000014  2026-02-27  draco  500.00  recurring",
  "NX-000015  2026-02-28  norma  4900.00  recurring",
  "NX-000016  2026-03-01  atlas  600.00  recurring usage",
  "NX-000017  2026-03-01  cygnus  700.00  usage",
  "NX-000018  2026-03-01  eridanus  921.00  usage late-usage",
  "NX-000019  2026-03-01  fornax  5800.00  capacity capacity",
  "NX-000020  2026-03-01  indus  12000.00  licence",
  "NX-000021  2026-03-15  gemini  1400.00  usage capacity",
  // S0-022, S0-047: 99.55% in February, so 10% of 28 of the 365 days of 90000.00 go into the credit book: 690.41.
  "NX-000022  2026-03-20  hydra  34309.59  milestone milestone",
  "NX-000023  2026-03-30  draco  500.00  recurring",
  "NX-000024  2026-04-01  atlas  600.00  recurring",
  "NX-000025  2026-04-01  cygnus  5000.00  usage",
  "NX-000026  2026-04-01  fornax  4200.00  capacity capacity",
];

it("bills the story of the facts to the cent", async () => {
  const story = await billStory(new URL("facts.ndjson", import.meta.url), model);
  expect(story.refused).toEqual([]);
  expect(story.usage).toMatchObject({ accepted: 27, duplicate: 1, conflict: 0 });
  expect(story.invoices).toEqual(invoices);
});
