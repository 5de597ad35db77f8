import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import { add, decimalOf, format, sum, zero } from "../money/decimal.ts";
import { acmeBooks, at, customer, inference, licence, subscription } from "./account.fixture.ts";
import type { AccountFact } from "./fact.ts";
import { type Invoice, invoiceText } from "./invoice.ts";
import { type Replay, replayAccounts, type UsageOutcome } from "./replay.ts";

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
  const outcomes = addAll(replay, events);
  return { invoices: [...replay.invoicesUntil(at(until))], outcomes };
}

/** Adds all usage, a second time where some of it is contested; what became of each event, conflicts by their place. */
function addAll(replay: Replay, events: readonly UsageEvent[]): UsageOutcome[] {
  const first = events.map((event) => replay.addUsage(event));
  const second = replay.secondReading();
  if (second === undefined) return first.flatMap((it) => (it === "contested" ? [] : [it]));
  const again = events.map((event, place) => second.add(event, place));
  const outcomes = again.map((it): UsageOutcome => (it === "held" ? "duplicate" : it));
  for (const { event, outcome, conflicts } of second.settle()) {
    outcomes[events.indexOf(event)] = outcome;
    for (const place of conflicts) outcomes[place] = "conflict";
  }
  return outcomes;
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
    const early = { ...inference("early", "2025-12-31T00:00:00Z", 1) };
    const strange = { ...inference("strange", "2026-01-02T00:00:00Z", 1), type: "sneeze" };
    const events = [usage[4], usage[4], usage[3], early, strange] as typeof usage;
    expect(replayed(facts, events).outcomes).toEqual([
      "accepted",
      "duplicate",
      "unknown-customer",
      "no-subscription",
      "unknown-meter",
    ]);
  });

  it("takes the version of an event that was received first, wherever it stands", () => {
    const january = inference("e", "2026-01-10T00:00:00Z", 500);
    const versions = [
      { ...january, receivedAt: at("2026-01-10T00:00:05Z") },
      { ...january, receivedAt: at("2026-02-20T00:00:00Z") },
      { ...january, time: at("2026-02-02T00:00:00Z") },
      { ...january, data: { operations: 900 }, receivedAt: at("2026-01-10T00:00:09Z") },
    ];
    const others = usage.slice(0, 8);
    const expected = bytes(replayed(facts, [...others, versions[0]] as typeof usage).invoices);
    property(
      fc.property(
        fc.shuffledSubarray([...others, ...versions], { minLength: others.length + 4 }),
        (events) => {
          const { invoices, outcomes } = replayed(facts, events as typeof usage);
          expect(bytes(invoices)).toBe(expected);
          expect(versions.map((version) => outcomes[events.indexOf(version)])).toEqual([
            "accepted",
            "duplicate",
            "duplicate",
            "conflict",
          ]);
        },
      ),
      40,
    );
  });

  it("numbers invoices without a gap, in order of issue, then customer", () => {
    const { invoices } = replayed(facts, usage);
    expect(invoices.map((invoice) => invoice.number)).toEqual(
      invoices.map((_, index) => `INV-${String(index + 1).padStart(6, "0")}`),
    );
    const order = invoices.map((invoice) => `${invoice.issuedAt} ${invoice.customer}`);
    expect(order).toEqual([...order].sort());
  });

  it("is the same as one long replay when it ends earlier, or is asked for in pieces", () => {
    const whole = replayed(facts, usage).invoices;
    const half = replayed(facts, usage, "2026-02-28T00:00:00Z").invoices;
    expect(bytes(whole.slice(0, half.length))).toBe(bytes(half));

    const accounts = replayAccounts(acmeBooks);
    for (const fact of facts) accounts.add(fact);
    const { replay } = accounts.open();
    addAll(replay, usage);
    const pieces: Invoice[] = [];
    for (const until of ["2026-02-01T00:00:00Z", "2026-02-28T00:00:00Z", "2026-04-30T00:00:00Z"]) {
      // The reader that stops after one invoice loses none of the others.
      for (const invoice of replay.invoicesUntil(at(until))) {
        pieces.push(invoice);
        break;
      }
      pieces.push(...replay.invoicesUntil(at(until)));
    }
    expect(bytes(pieces)).toBe(bytes(whole));
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

  it("lists what it cannot apply, in whatever order it came", () => {
    const strange: readonly AccountFact[] = [
      customer(),
      customer({ name: "Somebody else" }),
      customer({ id: "c-9", currency: "EUR" }),
      subscription({ id: "s-8", customer: "nobody" }),
      subscription({ id: "s-9", plan: "tema" }),
    ];
    property(
      fc.property(fc.shuffledSubarray([...strange], { minLength: strange.length }), (some) => {
        const accounts = replayAccounts(acmeBooks);
        for (const fact of some) accounts.add(fact);
        const { refused, replay } = accounts.open();
        expect(refused.map(({ fact, faults }) => `${fact.id} ${faults[0]?.code}`)).toEqual([
          "c-1 fact-conflict",
          "c-9 currency-mismatch",
          "s-9 unknown-plan",
          "s-8 unknown-customer",
        ]);
        expect(replay.accounts.get("c-1")?.customer.name).toBe("Northwind");
      }),
      20,
    );
  });

  it("takes a fact that is told twice as it was told first", () => {
    const early = subscription({ recordedAt: "2026-02-10T00:00:00Z" });
    const late = subscription({ recordedAt: "2026-03-10T00:00:00Z" });
    for (const told of [
      [early, late],
      [late, early],
    ]) {
      const { invoices } = replayed([customer(), ...told], [], "2026-03-30T00:00:00Z");
      expect(invoices.map(({ issuedAt }) => issuedAt)).toEqual([
        "2026-02-10T00:00:00Z",
        "2026-02-28T00:00:00Z",
      ]);
    }
  });

  it("sells a meter to who came first, as a server would", () => {
    const first = subscription({ id: "s-2", plan: "hybrid", start: "2026-01-01" });
    const second = subscription({ id: "s-1", plan: "capped", start: "2026-03-01" });
    const accounts = replayAccounts(acmeBooks);
    for (const fact of [customer(), second, first]) accounts.add(fact);
    const { refused } = accounts.open();
    expect(refused.map(({ fact, faults }) => `${fact.id} ${faults[0]?.code}`)).toEqual([
      "s-1 meter-already-billed",
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
