import { expect, it } from "vitest";
import { billStory } from "../story.fixture.ts";
import model from "./model.ts";

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
  "DMS-000022  2026-03-20  ridge  72900.00  recurring recurring one-off",
  "DMS-000023  2026-03-31  borealis  1200.00  capacity",
  "DMS-000024  2026-04-01  fort-alder  35000.00  capacity",
  "DMS-000025  2026-04-01  ridge  562.50  capacity",
];

it("bills the story of the facts to the cent", async () => {
  const story = await billStory(new URL("facts.ndjson", import.meta.url), model);
  expect(story.refused).toEqual([]);
  expect(story.usage).toEqual({
    accepted: 8,
    duplicate: 1,
    conflict: 0,
    "unknown-customer": 0,
    "unknown-meter": 0,
    "no-subscription": 1,
    "too-late": 0,
    voided: 0,
  });
  expect(story.invoices).toEqual(invoices);
});
