import fc from "fast-check";
import { expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { acmeBooks } from "../../account/account.fixture.ts";
import type { AccountFact } from "../../account/fact.ts";
import { replayAccounts } from "../../account/replay.ts";
import { assert, expectOk } from "../../fault/fault.ts";
import { type Decimal, decimalOf, format, sum } from "../../money/decimal.ts";
import { none, plus, type Rational, rational, rounded } from "../../money/rational.fixture.ts";
import { UTC } from "../../time/zone.ts";
import { monthAt, monthStart } from "../calendar-month.ts";
import { type MovementsAnswer, metricsReport } from "../metrics-report.ts";
import { movementKinds } from "../movement.ts";
import type { RecurringStretch } from "../recurring-stretch.ts";
import { readAccounts } from "./accounts-input.ts";
import { anyStory, localMidnight, slowDay, storyDay } from "./slow-account.fixture.ts";

/** The facts that were accepted, in the order they were told, and the account that they made. */
function lived(facts: readonly AccountFact[]) {
  const accounts = replayAccounts(acmeBooks);
  for (const fact of facts) accounts.add(fact);
  const { replay, refused } = accounts.open();
  const out = new Set<AccountFact>(refused.map(({ fact }) => fact));
  const account = replay.accounts.get("c-1");
  assert(account !== undefined, "the customer is known");
  return { account, accepted: facts.filter((fact) => !out.has(fact)) };
}

function inputAt(facts: readonly AccountFact[], asOf: number) {
  const { account, accepted } = lived(facts);
  const settings = { normalisation: "months", usage: "out" } as const;
  const reader = readAccounts({ books: acmeBooks, settings, asOf });
  reader.add(account);
  return { input: reader.input(), accepted };
}

const farFuture = Date.UTC(2030, 0, 1);
const text = ({ over, under }: Rational): string =>
  under === 1n ? String(over) : `${over}/${under}`;

/** What stretches that pass a test are worth at an instant. */
const worth = (
  stretches: readonly RecurringStretch[],
  at: number,
  of: (stretch: RecurringStretch) => Decimal | undefined,
): string =>
  text(
    stretches
      .filter(({ from, to }) => from <= at && (to === null || at < to))
      .flatMap((stretch) => of(stretch) ?? [])
      .reduce((total, value) => plus(total, rational(value)), none),
  );

it("is worth on each day what living through the facts again says", () => {
  property(
    fc.property(anyStory, fc.integer({ min: 0, max: 400 }), ({ facts, timeZone }, some) => {
      const { input, accepted } = inputAt(facts, farFuture);
      for (const day of [some, some + 1, some + 13, some + 31, some + 200]) {
        const at = localMidnight(storyDay(day), timeZone);
        const slow = slowDay(accepted, storyDay(day));
        expect({
          list: worth(input.stretches, at, (one) => (one.paying ? one.amount : undefined)),
          net: worth(input.stretches, at, (one) => (one.paying ? one.netAll : undefined)),
          trial: worth(input.stretches, at, (one) => (one.paying ? undefined : one.amount)),
        }).toEqual({ list: text(slow.list), net: text(slow.net), trial: text(slow.trial) });
      }
    }),
    400,
  );
});

it("ends the running month with what is there now, whatever is planned", () => {
  property(
    fc.property(anyStory, fc.integer({ min: 0, max: 400 }), ({ facts, timeZone }, some) => {
      const asOf = localMidnight(storyDay(some), timeZone);
      const { input, accepted } = inputAt(facts, asOf);
      const lastMoment = monthStart(UTC, monthAt(UTC, asOf) + 1) - 1;
      const now = text(slowDay(accepted, storyDay(some)).net);
      const net = (one: RecurringStretch) => (one.paying ? one.netAll : undefined);
      expect([worth(input.stretches, asOf, net), worth(input.stretches, lastMoment, net)]).toEqual([
        now,
        now,
      ]);
    }),
    200,
  );
});

it("reads the same until something comes that it waited for", () => {
  const days = fc.integer({ min: 0, max: 400 });
  property(
    fc.property(anyStory, days, fc.integer({ min: 0, max: 40 }), ({ facts }, some, later) => {
      const { account } = lived(facts);
      const settings = { normalisation: "months", usage: "out" } as const;
      const readAt = (day: number) => {
        const asOf = Date.UTC(2026, 0, 1 + day) + 3_600_000;
        const read = readAccounts({ books: acmeBooks, settings, asOf }).read(account);
        return { asOf, ...read };
      };
      const { asOf, sameBefore, ...before } = readAt(some);
      const { asOf: then, sameBefore: _, ...after } = readAt(some + later);
      expect(sameBefore).toBeGreaterThan(asOf);
      if (then < sameBefore) expect(after).toEqual(before);
    }),
    200,
  );
});

const identity = (row: MovementsAnswer): readonly string[] => {
  const amount = (part: keyof MovementsAnswer): Decimal => decimalOf(row[part] ?? "0");
  const moved = sum([amount("opening"), ...movementKinds.map(amount)]);
  return [format(moved), format(amount("closing"))];
};

it("moves each month, to the cent, from what it was to what it is", () => {
  property(
    fc.property(
      anyStory,
      fc.constantFrom("end", "request", "paid-through"),
      fc.constantFrom("churn", "contraction"),
      ({ facts, timeZone }, churnDate, pauses) => {
        const { input, accepted } = inputAt(facts, farFuture);
        const settings = { churnDate, pauses };
        const span = { from: "2026-01", to: "2027-06" };
        const report = expectOk(
          metricsReport(input, span, settings, { metrics: ["mrr", "customers"], by: "plan" }),
        );
        for (const row of [...report.movements, ...(report.slices ?? [])]) {
          const [moved, closing] = identity(row);
          expect(moved).toBe(closing);
        }
        if (timeZone !== "UTC" || churnDate !== "end") return;
        report.movements.forEach(({ month, closing }, index) => {
          const last = storyDay(monthDays(month) - 1);
          const { net } = slowDay(accepted, last);
          expect([month, text(rational(closing))]).toEqual([month, text(rounded(net, 2))]);
          if (pauses === "churn")
            expect([month, customersOf(report.figures, index, month)]).toEqual([
              month,
              net.over > 0n ? "1" : "0",
            ]);
        });
      },
    ),
    150,
  );
});

/** Days from the first of all stories to the end of a month. */
const monthDays = (month: string): number =>
  (Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1) - Date.UTC(2026, 0, 1)) /
  86_400_000;

const customersOf = (
  figures: readonly { metric: string; month: string; value: string | null }[],
  _: number,
  month: string,
): string | null | undefined =>
  figures.find((one) => one.metric === "customers" && one.month === month)?.value;
