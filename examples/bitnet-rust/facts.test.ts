import { expect, it } from "vitest";
import { billStory } from "../story.fixture.ts";
import model from "./model.ts";

/** Every invoice of the story: number, day of issue, customer, total, and the kinds of its lines. */
const invoices: readonly string[] = [
  "BN-000001  2025-02-09  fjord  150000.00  licence",
  "BN-000002  2026-01-01  cobalt  2999.00  recurring",
  "BN-000003  2026-01-05  harbor  0.00  recurring",
  "BN-000004  2026-01-15  brightpath  4990.00  recurring",
  "BN-000005  2026-01-19  harbor  424.15  recurring usage",
  "BN-000006  2026-01-20  kestrel  38.32  recurring",
  "BN-000007  2026-01-30  ada  99.00  recurring",
  "BN-000008  2026-02-01  delphi  120000.00  recurring",
  "BN-000009  2026-02-01  elm  10.00  usage",
  "BN-000010  2026-02-01  kestrel  99.00  recurring usage",
  "BN-000011  2026-02-01  cobalt  3129.00  recurring usage",
  "BN-000012  2026-02-09  fjord  30000.00  maintenance",
  "BN-000013  2026-02-15  brightpath  8.00  usage",
  "BN-000014  2026-02-15  fjord  6000.00  one-off",
  "BN-000015  2026-02-19  harbor  424.15  recurring usage",
  "BN-000016  2026-02-28  ada  99.00  recurring usage",
  "BN-000017  2026-02-28  juno  29990.00  recurring",
  "BN-000018  2026-03-01  delphi  0.00  usage",
  "BN-000019  2026-03-01  elm  8.00  usage",
  "BN-000020  2026-03-01  kestrel  99.00  recurring",
  "BN-000021  2026-03-01  northern  500000.00  licence",
  "BN-000022  2026-03-01  cobalt  3031.50  recurring usage late-usage",
  "BN-000023  2026-03-01  fjord  12000.00  one-off",
  "BN-000024  2026-03-10  northern  25000.00  one-off",
  "BN-000025  2026-03-15  brightpath  10.00  usage",
  "BN-000026  2026-03-16  northern  22500.00  one-off",
  "BN-000027  2026-03-19  harbor  425.15  recurring usage",
  "BN-000028  2026-03-19  fjord  60000.00  one-off",
  "BN-000029  2026-03-30  ada  101.50  recurring usage",
  "BN-000030  2026-03-31  juno  0.00  usage",
  "BN-000031  2026-04-01  elm  500.00  usage",
  "BN-000032  2026-04-01  kestrel  99.00  recurring",
  "BN-000033  2026-04-01  cobalt  3499.00  recurring usage",
];

it("bills the story of the facts to the cent", async () => {
  const story = await billStory(new URL("facts.ndjson", import.meta.url), model);
  expect(story.refused).toEqual([]);
  expect(story.usage).toMatchObject({ accepted: 22, duplicate: 1, conflict: 0 });
  expect(story.invoices).toEqual(invoices);
});
