import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import { at, customer, inference } from "./account.fixture.ts";
import type { CreditNoteFact } from "./credit-note-fact.ts";
import { meteredBooks, own, team } from "./credit-story.fixture.ts";
import { replayAccounts } from "./replay.ts";

/** Use of 10 January, received later. */
const used = (received: string, operations: number, place = 0): UsageEvent => ({
  ...inference(`e-${received}-${place}`, "2026-01-10T00:00:00Z", operations),
  receivedAt: at(received),
});

/** A note on the invoice of January: of all of it, or of an amount. */
const note = (recordedAt: string, amount?: number, id = "n-1"): CreditNoteFact => ({
  fact: "credit-note",
  id,
  ...own,
  invoice: "c-1:1",
  reason: "Agreed",
  recordedAt,
  ...(amount === undefined ? {} : { amount: `${amount} USD` }),
});

/** What was invoiced by 2 April, and the notes that were refused, by code. */
function lived(events: readonly UsageEvent[], notes: readonly CreditNoteFact[]) {
  const accounts = replayAccounts(meteredBooks);
  const { cadence: _, ...bought } = { ...team, plan: "metered", start: "2026-01-01" };
  for (const fact of [customer(), bought, ...notes]) accounts.add(fact);
  const { replay } = accounts.open();
  for (const event of events) replay.addUsage(event);
  const totals: number[] = [];
  const refused: string[] = [];
  for (const one of replay.happeningsUntil(at("2026-04-02T00:00:00Z"))) {
    if (one.kind === "document") totals.push(Number(one.invoice.total));
    if (one.kind === "refused") refused.push(...one.refused.faults.map(({ code }) => code));
  }
  return { totals, refused };
}

const billed = used("2026-01-10T00:00:00Z", 100);

describe("use that turns out lower after a credit note by hand", () => {
  it("gives no more back than is left", () => {
    const lower = used("2026-02-15T00:00:00Z", -50);
    expect(lived([billed, lower], [note("2026-02-10T00:00:00Z")]).totals).toEqual([100, -100]);
    expect(lived([billed, lower], [note("2026-02-10T00:00:00Z", 70)]).totals).toEqual([
      100, -70, -30,
    ]);
    expect(lived([billed, lower], [note("2026-02-10T00:00:00Z", 20)]).totals).toEqual([
      100, -20, -50,
    ]);
  });

  it("is not charged again when it rises, but for what is above what was billed", () => {
    const lower = used("2026-02-15T00:00:00Z", -50);
    const risen = used("2026-03-15T00:00:00Z", 30);
    const all = note("2026-02-10T00:00:00Z");
    expect(lived([billed, lower, risen], [all]).totals).toEqual([100, -100]);
    const above = used("2026-03-15T00:00:00Z", 60);
    expect(lived([billed, lower, above], [all]).totals).toEqual([100, -100, 10]);
  });
});

describe("a credit note by hand after use turned out lower", () => {
  const lower = used("2026-02-15T00:00:00Z", -40);

  it("takes back what is left of the period", () => {
    expect(lived([billed, lower], [note("2026-03-10T00:00:00Z")])).toEqual({
      totals: [100, -40, -60],
      refused: [],
    });
  });

  it("is refused where it is above that, or nothing is left", () => {
    expect(lived([billed, lower], [note("2026-03-10T00:00:00Z", 61)])).toEqual({
      totals: [100, -40],
      refused: ["above-left"],
    });
    const none = used("2026-02-15T00:00:00Z", -100);
    expect(lived([billed, none], [note("2026-03-10T00:00:00Z")])).toEqual({
      totals: [100, -100],
      refused: ["nothing-left"],
    });
  });
});

it("never gives back more than was charged, in any order of notes and late use", () => {
  const day = fc.integer({ min: 2, max: 55 });
  const dayAt = (days: number) => new Date(Date.UTC(2026, 1, days)).toISOString();
  const late = fc.array(fc.record({ day, operations: fc.integer({ min: -60, max: 60 }) }), {
    maxLength: 4,
  });
  const told = fc.array(fc.record({ day, amount: fc.integer({ min: 1, max: 80 }) }), {
    maxLength: 3,
  });
  property(
    fc.property(late, told, (use, words) => {
      const events = use.map((one, place) => used(dayAt(one.day), one.operations, place));
      const notes = words.map((one, place) => note(dayAt(one.day), one.amount, `n-${place}`));
      const { totals } = lived([billed, ...events], notes);
      let kept = 0;
      for (const total of totals) {
        kept += total;
        expect(kept).toBeGreaterThanOrEqual(0);
      }
    }),
    60,
  );
});
