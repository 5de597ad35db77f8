import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { add, decimalOf, format, sum, zero } from "../money/decimal.ts";
import { acmeBooks, at, customer, inference, licence, subscription } from "./account.fixture.ts";
import type { AccountFact } from "./fact.ts";
import { type Invoice, invoiceText } from "./invoice.ts";
import { replayAccounts, type UsageOutcome } from "./replay.ts";

const facts: readonly AccountFact[] = [
  customer({ id: "c-1" }),
  customer({ id: "c-2", name: "Globex", timeZone: "America/New_York" }),
  customer({ id: "c-3", name: "Initech" }),
  subscription({ id: "s-1", plan: "hybrid", start: "2026-01-01" }),
  subscription({ id: "s-2", customer: "c-2", plan: "hybrid", start: "2026-01-31" }),
  subscription({
    id: "s-3",
    customer: "c-3",
    plan: "team",
    cadence: "annual",
    start: "2026-02-10",
  }),
  licence({ id: "l-1", customer: "c-3", start: "2025-02-10" }),
];

const usage = Array.from({ length: 60 }, (_, index) => ({
  ...inference(`e${index}`, "2026-01-01T00:00:00Z", 37 * index + 1),
  customer: `c-${(index % 4) + 1}`,
  time: at("2026-01-01T00:00:00Z") + index * 36 * 3_600_000,
}));

function replayed(
  accountFacts: readonly AccountFact[],
  events: typeof usage,
  until = "2026-04-30T00:00:00Z",
): { invoices: Invoice[]; outcomes: UsageOutcome[] } {
  const accounts = replayAccounts(acmeBooks);
  for (const fact of accountFacts) accounts.add(fact);
  const { replay, refused } = accounts.open();
  expect(refused).toEqual([]);
  const outcomes = events.map((event) => replay.addUsage(event));
  return { invoices: [...replay.invoicesUntil(at(until))], outcomes };
}

const bytes = (invoices: readonly Invoice[]): string => invoices.map(invoiceText).join("\n");

describe("a replay", () => {
  it("gives the same bytes in whatever order the facts come, and however often", () => {
    const expected = bytes(replayed(facts, usage).invoices);
    property(
      fc.property(
        fc.shuffledSubarray([...facts, ...facts], { minLength: 2 * facts.length }),
        fc.shuffledSubarray([...usage, ...usage], { minLength: 2 * usage.length }),
        (someFacts, someUsage) => {
          expect(bytes(replayed(someFacts, someUsage).invoices)).toBe(expected);
        },
      ),
      25,
    );
  });

  it("says what became of each event", () => {
    const duplicate = usage[1];
    const other = { ...usage[1], data: { operations: 9 } };
    const early = { ...inference("early", "2025-12-31T00:00:00Z", 1) };
    const strange = { ...inference("strange", "2026-01-02T00:00:00Z", 1), type: "sneeze" };
    const retimed = { ...usage[1], time: at("2026-02-02T00:00:00Z") };
    const events = [usage[1], duplicate, other, usage[3], early, strange, retimed] as typeof usage;
    expect(replayed(facts, events).outcomes).toEqual([
      "no-subscription",
      "duplicate",
      "conflict",
      "unknown-customer",
      "no-subscription",
      "unknown-meter",
      "duplicate",
    ]);
  });

  it("numbers invoices without a gap, in order of issue, then customer", () => {
    const { invoices } = replayed(facts, usage);
    expect(invoices.map((invoice) => invoice.number)).toEqual(
      invoices.map((_, index) => `INV-${String(index + 1).padStart(6, "0")}`),
    );
    const order = invoices.map((invoice) => `${invoice.issuedAt} ${invoice.customer}`);
    expect(order).toEqual([...order].sort());
  });

  it("is the same as one long replay when it is asked for in pieces", () => {
    const whole = replayed(facts, usage).invoices;
    const half = replayed(facts, usage, "2026-02-28T00:00:00Z").invoices;
    expect(bytes(whole.slice(0, half.length))).toBe(bytes(half));
  });

  it("keeps totals equal to the sum of their lines, to the cent", () => {
    for (const invoice of replayed(facts, usage).invoices) {
      const lines = sum(invoice.lines.map((line) => decimalOf(line.amount)));
      expect(format(lines)).toBe(format(decimalOf(invoice.total)));
      const gross = sum(invoice.lines.map((line) => decimalOf(line.gross)));
      expect(format(gross)).toBe(format(decimalOf(invoice.subtotal)));
    }
  });

  it("bills each accepted event on exactly one line (invariant 7)", () => {
    const { invoices, outcomes } = replayed(facts, usage, "2027-12-31T00:00:00Z");
    const accepted = outcomes.filter((outcome) => outcome === "accepted").length;
    const events = invoices
      .flatMap(({ lines }) => lines)
      .map((line) => line.explanation.events ?? 0);
    expect(events.reduce((left, right) => left + right, 0)).toBe(accepted);
    const billed = invoices
      .flatMap(({ lines }) => lines)
      .filter((line) => line.kind === "usage")
      .reduce((total, line) => add(total, decimalOf(line.quantity)), zero);
    const sent = usage
      .filter((_, index) => outcomes[index] === "accepted")
      .reduce((total, event) => total + Number(event.data.operations), 0);
    expect(format(billed)).toBe(String(sent));
  });

  it("lists a purchase whose customer never appears, and a fact that contradicts another", () => {
    const accounts = replayAccounts(acmeBooks);
    accounts.add(subscription({ customer: "nobody" }));
    accounts.add(customer());
    accounts.add(customer({ name: "Somebody else" }));
    const { refused } = accounts.open();
    expect(refused.map(({ faults }) => faults[0]?.code)).toEqual([
      "fact-conflict",
      "unknown-customer",
    ]);
  });
});

describe("late usage", () => {
  it("ends at the same total as usage that was in time", () => {
    const account = [customer(), subscription({ plan: "hybrid", start: "2026-01-01" })];
    const delays = fc.array(fc.integer({ min: 0, max: 80 }), { minLength: 12, maxLength: 12 });
    const events = usage.slice(0, 12).map((event) => ({ ...event, customer: "c-1" }));
    const until = "2026-08-01T02:00:00Z";
    const total = (invoices: readonly Invoice[]): string =>
      format(sum(invoices.map((invoice) => decimalOf(invoice.total))));
    const inTime = total(replayed(account, events, until).invoices);
    property(
      fc.property(delays, (days) => {
        const late = events.map((event, index) => ({
          ...event,
          receivedAt: event.time + (days[index] ?? 0) * 86_400_000,
        }));
        expect(total(replayed(account, late, until).invoices)).toBe(inTime);
      }),
      60,
    );
  });
});
