import fc from "fast-check";
import { describe, expect, test } from "vitest";
import nexus from "../../examples/nexus/priced.ts";
import { property } from "../../test/property.ts";
import { expectOk, faultsOf } from "../fault/fault.ts";
import type { Sla } from "../model/sla.ts";
import { decimal, decimalOf, formatFixed, sum } from "../money/decimal.ts";
import { burn } from "./burn.ts";
import { day, leftOf, lineOf } from "./credit.fixture.ts";
import { openCreditBook } from "./credit-book.ts";
import { grantCredit } from "./grant-credit.ts";
import type { SlaClaim, SlaFee } from "./sla-claim.ts";
import { slaCredit } from "./sla-credit.ts";
import type { Measured } from "./uptime.ts";

const january = { from: day("2026-01-01"), to: day("2026-02-01") };
const at = day("2026-02-03");
/** The promise of the Nexus example (S0-047): 10% below 99.9%, 25% below 99%, at most 50%, into the SLA credit book (S1-007). */
const enterprise: Sla = nexus.slas?.enterprise ?? { name: "none" };
const book = {
  id: "sla-credit",
  credit: nexus.credits?.["sla-credit"] ?? { name: "", kind: "sla" },
} as const;

const feeOf = (id: string, amount: string, changes: Partial<SlaFee> = {}): SlaFee => ({
  invoice: "INV-1",
  id,
  stream: "saas",
  kind: "recurring",
  amount,
  ...changes,
});

const claimOf = (measured: Measured, changes: Partial<SlaClaim> = {}): SlaClaim => ({
  id: "enterprise",
  sla: enterprise,
  report: { id: "u1", sla: "enterprise", period: january, measured },
  currency: "USD",
  timeZone: "UTC",
  fees: [feeOf("1", "2000")],
  given: [],
  at,
  book,
  ...changes,
});

/** The same promise, paid as a credit note. */
const noted: Sla = { ...enterprise, remedy: "credit-note" };
const outcomeOf = (measured: Measured, changes: Partial<SlaClaim> = {}) =>
  expectOk(slaCredit(claimOf(measured, changes)));
const amountOf = (measured: Measured, changes: Partial<SlaClaim> = {}) => {
  const { amount, because } = outcomeOf(measured, changes);
  return because === undefined ? amount : `${amount} ${because}`;
};

describe("the promise of Nexus", () => {
  test.each<[Measured, string]>([
    [{ uptime: "100%" }, "0.00 promise-kept"],
    [{ uptime: "99.9%" }, "0.00 promise-kept"],
    [{ uptime: "99.8999%" }, "200.00"],
    [{ uptime: "99%" }, "200.00"],
    [{ uptime: "98.99%" }, "500.00"],
    [{ uptime: "0%" }, "500.00"],
    [{ downtimeMinutes: "44" }, "0.00 promise-kept"],
    [{ downtimeMinutes: "45" }, "200.00"],
    [{ downtimeMinutes: "500" }, "500.00"],
    [{ downtimeMinutes: "500", excludedMinutes: "456" }, "0.00 promise-kept"],
  ])("with %j of a fee of 2,000 gives %s", (measured, amount) => {
    expect(amountOf(measured)).toBe(amount);
  });

  test("fills the SLA credit book, whose credits expire after a year and pay the next invoice", () => {
    const { remedy } = outcomeOf({ uptime: "99.5%" });
    if (remedy?.kind !== "credit") throw new Error("it names a book");
    const change = expectOk(grantCredit(openCreditBook("acme", "UTC"), remedy.grant, at));
    expect(change.book.grants[0]).toMatchObject({
      id: "sla:enterprise:u1",
      credit: "sla-credit",
      kind: "sla",
      funding: "free",
      amount: "200.00",
      priority: 1,
      expiresAt: day("2027-02-03"),
      source: { kind: "sla", id: "u1" },
    });
    const command = {
      id: "b",
      invoice: "INV-2",
      currency: "USD",
      lines: [lineOf("1", "2000")],
    } as const;
    const paid = expectOk(burn(change.book, command, day("2026-03-01")));
    expect(leftOf(paid.book)).toEqual(["sla:enterprise:u1 0.00"]);
    expect(paid.open).toEqual([{ line: "1", amount: "1800.00" }]);
  });

  test("may as well be a credit note for the invoices of the period, by line", () => {
    const fees = [
      feeOf("1", "100"),
      feeOf("2", "100", { stream: "usage", kind: "usage" }),
      feeOf("1", "133.33", { invoice: "INV-2" }),
    ];
    const outcome = outcomeOf({ uptime: "99.5%" }, { sla: noted, fees });
    expect(outcome.remedy).toMatchObject({
      kind: "credit-note",
      notes: [
        {
          invoice: "INV-1",
          amount: "20.00",
          lines: [
            { id: "1", stream: "saas", amount: "10.00" },
            { id: "2", stream: "usage", amount: "10.00" },
          ],
        },
        {
          invoice: "INV-2",
          amount: "13.33",
          lines: [{ id: "1", stream: "saas", amount: "13.33" }],
        },
      ],
    });
    expect(outcome.explanation).toEqual([
      "Uptime 99.5000% from 2026-01-01T00:00:00Z to 2026-02-01T00:00:00Z",
      "Below 99.9%: 10% of the fee",
      "10% of a fee of 333.33 USD is 33.33 USD",
    ]);
  });
});

describe("a credit for a breach", () => {
  const low = { uptime: "50%" } as const;

  test("is at most the maximum of the fee", () => {
    const sla: Sla = {
      ...noted,
      credits: [{ below: "99%", credit: "100%" }],
      creditMaximum: "30%",
    };
    const outcome = outcomeOf(low, { sla });
    expect(outcome.amount).toBe("600.00");
    expect(outcome.explanation).toContain("At most 30% of the fee");
  });

  test("is rounded once, to the minor unit, as the invoice rounds", () => {
    const fees = [feeOf("1", "0.1"), feeOf("2", "0.2"), feeOf("3", "0.4")];
    expect(amountOf(low, { fees })).toBe("0.18");
    expect(amountOf(low, { fees: [feeOf("1", "0.1")], rounding: "half-even" })).toBe("0.02");
    expect(amountOf(low, { fees: [feeOf("1", "0.1")] })).toBe("0.03");
  });

  test("is of the charges that the promise counts", () => {
    const fees = [feeOf("1", "1000"), feeOf("2", "400", { kind: "usage" }), feeOf("3", "-50")];
    const of = (feeOf: NonNullable<Sla["feeOf"]>) =>
      amountOf(low, { sla: { ...noted, feeOf }, fees });
    expect([of("all"), of("recurring"), of("usage")]).toEqual(["350.00", "250.00", "100.00"]);
    expect(amountOf(low, { fees: [] })).toBe("0.00 no-fee");
  });

  test("keeps to the limits of the month and of the year", () => {
    const sla: Sla = { ...noted, maximumPerMonth: "450 USD", maximumPerYear: "1000 USD" };
    const givenOn = (...all: readonly [string, string][]) =>
      all.map(([date, amount]) => ({ periodStart: day(date), amount }));
    expect(amountOf(low, { sla })).toBe("450.00");
    const other = givenOn(["2025-12-01", "400"], ["2025-11-01", "900"]);
    expect(amountOf(low, { sla, given: other })).toBe("450.00");
    const year = givenOn(["2026-03-01", "300"], ["2026-06-01", "300"], ["2026-09-01", "300"]);
    const limited = outcomeOf(low, { sla, given: year });
    expect(limited.amount).toBe("100.00");
    expect(limited.explanation).toContain(
      "At most 1,000.00 USD a year, 900.00 USD of it given before",
    );
    const full = givenOn(["2026-03-01", "1000"]);
    expect(amountOf(low, { sla, given: full })).toBe("0.00 limit-reached");
  });

  test("counts the month and the year where the customer is", () => {
    const sla: Sla = { ...noted, maximumPerYear: "500 USD" };
    const given = [{ periodStart: day("2025-12-31") + 20 * 3_600_000, amount: "500" }];
    expect(amountOf(low, { sla, given })).toBe("500.00");
    expect(amountOf(low, { sla, given, timeZone: "Asia/Tokyo" })).toBe("0.00 limit-reached");
  });

  test("corrected upwards gives the difference, downwards takes nothing back", () => {
    const first = outcomeOf({ uptime: "99.5%" }, { sla: noted });
    if (first.remedy?.kind !== "credit-note") throw new Error("it is a credit note");
    const given = [{ periodStart: january.from, amount: first.amount, lines: first.remedy.lines }];
    const worse = outcomeOf(low, { sla: noted, given });
    expect([worse.due, worse.amount]).toEqual(["500.00", "300.00"]);
    expect(worse.explanation.at(-1)).toBe("Less 200.00 USD given before");
    expect(amountOf({ uptime: "99.5%" }, { sla: noted, given })).toBe("0.00 given-before");
    expect(amountOf({ uptime: "100%" }, { sla: noted, given })).toBe("0.00 promise-kept");
  });

  test("is claimed in time where the contract asks for it", () => {
    const sla: Sla = { ...noted, claimWithinDays: 30 };
    expect(amountOf(low, { sla })).toBe("0.00 not-claimed");
    expect(outcomeOf(low, { sla }).due).toBe("500.00");
    expect(amountOf(low, { sla, claimedAt: day("2026-03-03") - 1 })).toBe("500.00");
    expect(amountOf(low, { sla, claimedAt: day("2026-03-03") })).toBe("0.00 claimed-late");
  });

  test("is nothing where all of the period is excluded", () => {
    const measured = { downtimeMinutes: "44640", excludedMinutes: "44640" };
    expect(amountOf(measured)).toBe("0.00 not-measured");
    expect(amountOf(measured, { sla: { ...noted, excluded: "as-up" } })).toBe("0.00 promise-kept");
  });

  test.each<[Partial<SlaClaim>, string]>([
    [{ id: "other" }, "sla-mismatch /sla"],
    [{ fees: [feeOf("1", "1.005")] }, "wrong-minor-unit /fees/0/amount"],
    [{ sla: { ...noted, maximumPerYear: "5 EUR" } }, "currency-mismatch /sla/maximumPerYear"],
    [{ book: { id: "promotional", credit: book.credit } }, "remedy-without-credit /sla/credit"],
  ])("is refused with %j", (changes, fault) => {
    const faults = faultsOf(slaCredit(claimOf(low, changes)));
    expect(faults.map(({ code, path }) => `${code} ${path}`)).toEqual([fault]);
  });
});

test("corrections end where the worst of them would have begun, and no line gets back more than it billed", () => {
  const cents = fc.integer({ min: 1, max: 5_000 });
  const uptimes = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 6 });
  property(
    fc.property(fc.array(cents, { minLength: 1, maxLength: 5 }), uptimes, (amounts, permilles) => {
      const sla: Sla = {
        ...noted,
        credits: [
          { below: "99.9%", credit: "10%" },
          { below: "90%", credit: "33.3%" },
          { below: "50%", credit: "100%" },
        ],
        creditMaximum: "100%",
      };
      const text = (value: number): string => formatFixed(decimal(value, 2), 2);
      const fees = amounts.map((amount, index) => feeOf(String(index), text(amount)));
      const given: SlaClaim["given"][number][] = [];
      let worst = 0;
      for (const permille of permilles) {
        const measured: Measured = { uptime: `${permille / 10}%` };
        const outcome = outcomeOf(measured, { sla, fees, given });
        worst = Math.max(worst, Math.round(Number(outcome.due) * 100));
        if (outcome.remedy?.kind !== "credit-note") continue;
        given.push({
          periodStart: january.from,
          amount: outcome.amount,
          lines: outcome.remedy.lines,
        });
      }
      const all = given.flatMap(({ lines = [] }) => lines);
      expect(formatFixed(sum(all.map(({ amount }) => decimalOf(amount))), 2)).toBe(text(worst));
      for (const { id, amount } of fees) {
        const back = all.filter((line) => line.id === id).map((line) => Number(line.amount));
        expect(back.reduce((total, part) => total + part, 0)).toBeLessThanOrEqual(
          Number(amount) + 1e-9,
        );
      }
    }),
  );
});
