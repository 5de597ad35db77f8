import { readFile, writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import type { UsageEvent } from "../metering/usage-event.ts";
import {
  accountWith,
  at,
  billUntil,
  inference,
  licence,
  nodeCount,
  sale,
  subscription,
} from "./account.fixture.ts";
import { invoicePage } from "./invoice-page.fixture.ts";
import { firstNumbers, numberInvoices } from "./numbering.ts";

const golden = new URL("invoices.golden.txt", import.meta.url);

/** Northwind's winter: a stub, commitments, over-use, a late event, maintenance, two days of consulting. */
const account = accountWith(
  subscription({ id: "s-1", plan: "hybrid", start: "2026-01-12", alignment: "calendar" }),
  subscription({
    id: "s-2",
    plan: "seats",
    cadence: "annual",
    start: "2026-01-12",
    quantity: 120,
    termYears: 3,
  }),
  reserved(),
  licence({ id: "l-1", start: "2025-02-01" }),
  sale({ id: "w-1", date: "2026-02-01", quantity: 16, delivery: "on-site" }),
);

function reserved() {
  const { cadence: _, ...fact } = subscription({
    id: "s-3",
    plan: "reserved",
    start: "2026-01-12",
    alignment: "calendar",
    quantities: { nodes: 10 },
    end: "2026-02-15",
  });
  return fact;
}

const usage: readonly UsageEvent[] = [
  inference("e1", "2026-01-15T09:00:00Z", 700),
  inference("e2", "2026-01-31T23:59:59Z", 61),
  {
    ...inference("e3", "2026-01-30T10:00:00Z", 40),
    receivedAt: at("2026-02-03T08:00:00Z"),
  },
  inference("e4", "2026-02-10T10:00:00Z", 1_333),
  nodeCount("n1", "2026-01-20T00:00:00Z", 8),
  nodeCount("n2", "2026-01-28T00:00:00Z", 13),
];

it("reads like the golden invoices (FLORIN_UPDATE=1 writes them)", async () => {
  const numbering = firstNumbers({ invoice: "INV", "credit-note": "CN" });
  const { invoices } = numberInvoices(numbering, billUntil(account, "2026-03-01T01:00:00Z", usage));
  const pages = invoices.map(invoicePage).join("\n");
  if (process.env.FLORIN_UPDATE === "1") await writeFile(golden, pages);
  expect(pages).toBe(await readFile(golden, "utf8"));
});
