import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { add, decimalOf, format, zero } from "../money/decimal.ts";
import { acme, at, customer, licence, nodeCount, sale, subscription } from "./account.fixture.ts";
import type { AccountFact, CustomerFact, SubscriptionFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import { priceBooks } from "./price-book.ts";
import { replayAccounts } from "./replay.ts";

const team = subscription({ start: "2026-01-01" });
const seats = subscription({
  id: "s-2",
  plan: "seats",
  cadence: "annual",
  quantity: 2,
  start: "2026-01-01",
});
const { plan: _, ...insights } = subscription({
  id: "a-1",
  addon: "insights",
  of: "s-1",
  start: "2026-01-01",
});
const { cadence: __, ...nodes } = subscription({
  id: "s-3",
  plan: "reserved",
  quantities: { nodes: 3 },
  start: "2026-01-01",
});
const all: readonly AccountFact[] = [
  team,
  seats,
  insights,
  nodes,
  licence({ start: "2026-01-01" }),
  sale({ date: "2026-01-01" }),
];
const uses = [4, 9, 2].map((count, place) =>
  nodeCount(`e-${place}`, `2026-0${place + 1}-10T00:00:00Z`, count),
);

function documents(
  of: Partial<CustomerFact>,
  facts: readonly AccountFact[] = all,
  until = "2026-04-02T00:00:00Z",
  model: Model = acme,
): readonly Invoice[] {
  const accounts = replayAccounts(expectOk(priceBooks([model])));
  for (const fact of [customer(of), ...facts]) accounts.add(fact);
  const { replay, refused } = accounts.open();
  expect(refused).toEqual([]);
  for (const use of uses) replay.addUsage(use);
  return [...replay.invoicesUntil(at(until))];
}

const shown = ({ number, lines, total }: Invoice): string =>
  `${number} ${lines.map(({ id }) => id).join(" ")} = ${total}`;

const firstDay = "2026-01-02T00:00:00Z";

describe("what is due at once", () => {
  it("stands on one document where nobody says otherwise", () => {
    expect(documents({}, all, firstDay).map(shown)).toEqual([
      "INV-000001 a-1/base/0 s-1/base/0 s-2/base/0 l-1/fee w-1/sale = 52030.00",
    ]);
  });

  it("makes a document for each subscription with its add-ons, and one for all else", () => {
    const split = [
      "INV-000001 a-1/base/0 s-1/base/0 = 530.00",
      "INV-000002 s-2/base/0 = 1000.00",
      "INV-000003 l-1/fee w-1/sale = 50500.00",
    ];
    const own = documents({ invoicesPer: "subscription" }, all, firstDay);
    expect(own.map(shown)).toEqual(split);
    expect(own.map(({ id }) => id)).toEqual(["c-1:1", "c-1:2", "c-1:3"]);
    const model = {
      ...acme,
      invoicing: { ...acme.invoicing, invoicesPer: "subscription" },
    } as const;
    expect(documents({}, all, firstDay, model).map(shown)).toEqual(split);
    expect(documents({ invoicesPer: "account" }, all, firstDay, model)).toHaveLength(1);
  });

  it("gives each document the days to pay of what is on it", () => {
    const days = documents({ invoicesPer: "subscription" }, all, firstDay).map(
      ({ issuedAt, dueAt }) => (Date.parse(dueAt) - Date.parse(issuedAt)) / 86_400_000,
    );
    expect(days).toEqual([30, 0, 30]);
  });

  it("takes an amount off each document once", () => {
    const granted = { discounts: ["loyalty"] };
    const two = [
      { ...team, ...granted },
      { ...seats, ...granted },
    ];
    expect(documents({}, two, firstDay).map(({ discount }) => discount)).toEqual(["600.00"]);
    expect(
      documents({ invoicesPer: "subscription" }, two, firstDay).map(({ discount }) => discount),
    ).toEqual(["499.00", "600.00"]);
  });

  it("is split from when the customer is amended, and put together again", () => {
    const amended = (recordedAt: string, invoicesPer: "account" | "subscription") =>
      customer({ amends: true, recordedAt, invoicesPer });
    const facts = [
      ...all,
      amended("2026-01-15T00:00:00Z", "subscription"),
      amended("2026-03-15T00:00:00Z", "account"),
    ];
    const months = documents({}, facts).map(({ issuedAt }) => issuedAt.slice(0, 7));
    expect(months).toEqual(["2026-01", "2026-02", "2026-02", "2026-03", "2026-03", "2026-04"]);
  });
});

describe("splitting", () => {
  const sold = fc.record({
    plan: fc.constantFrom("team", "tried", "hybrid"),
    addon: fc.boolean(),
    start: fc.integer({ min: 1, max: 28 }).map((day) => `2026-01-${String(day).padStart(2, "0")}`),
  });
  const bought = fc.array(sold, { minLength: 1, maxLength: 4 }).map((plans) =>
    plans.flatMap(({ plan, addon, start }, place): SubscriptionFact[] => {
      // One meter is billed once.
      const own = place === 0 ? plan : "team";
      const { plan: ___, ...beside } = subscription({ id: `a-${place}`, addon: "insights", start });
      const parent = subscription({ id: `s-${place}`, plan: own, start });
      return addon && own !== "hybrid" ? [parent, { ...beside, of: parent.id }] : [parent];
    }),
  );

  it("changes no line and no sum, and leaves no number out", () => {
    property(
      fc.property(bought, (facts) => {
        const [one, many] = [
          documents({}, facts),
          documents({ invoicesPer: "subscription" }, facts),
        ];
        const lines = (bills: readonly Invoice[]) =>
          bills
            .flatMap((bill) => bill.lines.map((line) => JSON.stringify([bill.issuedAt, line])))
            .sort();
        expect(lines(many)).toEqual(lines(one));
        const total = (bills: readonly Invoice[]) =>
          format(bills.reduce((sum, bill) => add(sum, decimalOf(bill.total)), zero));
        expect(total(many)).toBe(total(one));
        expect(many.map(({ number }) => Number(number?.slice(4)))).toEqual(
          many.map((____, place) => place + 1),
        );
        for (const { lines } of many) {
          const parents = new Set(
            lines.map(({ subscription: id }) => facts.find((fact) => fact.id === id)?.of ?? id),
          );
          expect(parents.size).toBe(1);
        }
      }),
      40,
    );
  });
});
