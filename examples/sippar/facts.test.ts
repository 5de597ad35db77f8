import { expect, it } from "vitest";
import { billStory } from "../story.fixture.ts";
import model from "./model.ts";

/** Every invoice of the story: number, day of issue, customer, total, and the kinds of its lines. */
const invoices: readonly string[] = [
  "SIP-000001  2026-01-01  lumen  500.00  recurring",
  "SIP-000002  2026-01-01  meridian  425000.00  recurring",
  "SIP-000003  2026-01-10  nova  500.00  recurring",
  "SIP-000004  2026-01-14  harbor  1500000.00  recurring",
  "SIP-000005  2026-01-31  atlas  3040000.00  recurring",
  "SIP-000006  2026-02-01  lumen  515.21  usage recurring usage",
  "SIP-000007  2026-02-01  swift  400.00  usage",
  "SIP-000008  2026-02-01  meridian  62525.00  usage recurring usage usage",
  "SIP-000009  2026-02-10  nova  2500.00  usage recurring",
  "SIP-000010  2026-02-19  harbor  250000.00  one-off",
  "SIP-000011  2026-02-20  ada  0.00  usage",
  "SIP-000012  2026-02-28  harbor  120000.00  recurring",
  "SIP-000013  2026-03-01  lumen  510.40  usage late-usage recurring usage late-usage",
  "SIP-000014  2026-03-01  swift  600.00  usage",
  "SIP-000015  2026-03-01  meridian  1000.05  usage usage usage",
  "SIP-000016  2026-03-02  meridian  75000.00  licence",
  "SIP-000017  2026-03-10  nova  2500.00  recurring usage",
  "SIP-000018  2026-04-01  lumen  500.00  recurring",
  "SIP-000019  2026-04-01  swift  18.00  usage",
  "SIP-000020  2026-04-01  meridian  1.20  usage usage",
];

it("bills the story of the facts to the cent", async () => {
  const story = await billStory(new URL("facts.ndjson", import.meta.url), model);
  expect(story.refused).toEqual([]);
  expect(story.usage).toEqual({
    accepted: 25,
    duplicate: 1,
    conflict: 0,
    "unknown-customer": 1,
    "unknown-meter": 0,
    "no-subscription": 0,
    "too-late": 0,
    voided: 0,
  });
  expect(story.invoices).toEqual(invoices);
});
