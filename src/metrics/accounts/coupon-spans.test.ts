import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { at, customer, subscription } from "../../account/account.fixture.ts";
import type { AccountFact } from "../../account/fact.ts";
import type { Invoice } from "../../account/invoice.ts";
import { priceBooks } from "../../account/price-book.ts";
import { replayAccounts } from "../../account/replay.ts";
import { assert, expectOk } from "../../fault/fault.ts";
import { defineModel } from "../../model/define-model.ts";
import { type Decimal, decimalOf, format, sum } from "../../money/decimal.ts";
import { usd } from "../../money/money.ts";
import { capacity } from "../../pricing/capacity.ts";
import { amountOff, percentOff } from "../../pricing/discount.ts";
import { flat } from "../../pricing/flat.ts";
import { formatInstant } from "../../time/instant.ts";
import { UTC } from "../../time/zone.ts";
import { monthAt, monthStart } from "../calendar-month.ts";
import { metricsReport } from "../metrics-report.ts";
import type { RecurringStretch } from "../recurring-stretch.ts";
import { readAccounts } from "./accounts-input.ts";

const model = defineModel({
  id: "coupons",
  name: "Coupons",
  version: "1",
  currency: "USD",
  streams: { fees: { name: "Fees", recurring: true } },
  meters: {
    nodes: { event: "nodes", aggregation: { kind: "max", property: "nodes" }, unit: "node" },
  },
  features: {},
  plans: {
    team: {
      name: "Team",
      stream: "fees",
      prices: { monthly: flat(usd(100)), annual: flat(usd(900)) },
    },
    reserved: {
      name: "Reserved",
      stream: "fees",
      prices: { monthly: flat(usd(100)) },
      charges: {
        nodes: { meter: "nodes", price: capacity(usd(10), { overUse: { rule: "raise" } }) },
      },
    },
  },
  discounts: {
    fifth: percentOff("20%", { reason: "promotional" }),
    thirty: amountOff(usd(30), { reason: "promotional" }),
    friendly: percentOff("10%", { reason: "negotiated" }),
  },
  discountOrder: ["friendly", "thirty", "fifth"],
  coupons: {
    once: { name: "Once", code: "ONCE", discount: "fifth", duration: { kind: "once" } },
    thrice: {
      name: "Thrice",
      code: "THRICE",
      discount: "fifth",
      duration: { kind: "repeating", count: 3, unit: "invoices" },
    },
    months: {
      name: "Two months",
      code: "MONTHS",
      discount: "thirty",
      duration: { kind: "repeating", count: 2, unit: "months" },
    },
    forever: {
      name: "Forever",
      code: "FOREVER",
      discount: "friendly",
      duration: { kind: "forever" },
    },
  },
});
const books = expectOk(priceBooks([model]));

interface Lived {
  readonly stretches: readonly RecurringStretch[];
  readonly invoices: readonly Invoice[];
  readonly input: ReturnType<ReturnType<typeof readAccounts>["input"]>;
}

/** Lives until a moment and reads the account as it stands then. */
function lived(facts: readonly AccountFact[], until: string): Lived {
  const accounts = replayAccounts(books);
  for (const fact of [customer(), ...facts]) accounts.add(fact);
  const { replay, refused } = accounts.open();
  expect(refused).toEqual([]);
  const invoices = [...replay.invoicesUntil(at(until))];
  const account = replay.standing.get("c-1");
  assert(account !== undefined, "the customer is known");
  const settings = { normalisation: "months", usage: "out" } as const;
  const reader = readAccounts({ books, settings, asOf: at(until) });
  reader.add(account);
  const input = reader.input();
  return { stretches: input.stretches, invoices, input };
}

const day = (instant: number | null): string =>
  instant === null ? "…" : formatInstant(instant).slice(0, 10);

/** Each stretch: when, at list, after what never ends, after what lasts, after everything, and why it began. */
const shown = (facts: readonly AccountFact[], until = "2026-12-15T00:00:00Z"): readonly string[] =>
  lived(facts, until).stretches.map(
    ({ from, to, amount, net, netRecurring = net, netAll, cause }) =>
      `${day(from)}..${day(to)} ${[amount, net, netRecurring, netAll].map(format).join(" ")} ${cause}`,
  );

const team = (...coupons: readonly string[]) => subscription({ start: "2026-01-01", coupons });
const coupon = (code: string, on: string): AccountFact => ({
  fact: "coupon",
  id: `cp-${code}`,
  customer: "c-1",
  subscription: "s-1",
  code,
  on,
});

describe("what coupons take off recurring value", () => {
  it.each<[string, readonly AccountFact[], readonly string[]]>([
    [
      "one period, where they are for one invoice",
      [team("ONCE")],
      ["2026-01-01..2026-02-01 100 100 100 80 new", "2026-02-01..… 100 100 100 100 discount"],
    ],
    [
      "the periods of so many invoices",
      [team("THRICE")],
      ["2026-01-01..2026-04-01 100 100 80 80 new", "2026-04-01..… 100 100 100 100 discount"],
    ],
    [
      "a year of one invoice: 900 a year is 75 a month, 720 is 60",
      [{ ...team("ONCE"), cadence: "annual" }],
      ["2026-01-01..2027-01-01 75 75 75 60 new"],
    ],
    [
      "the periods that begin within the months, from the next one after they are redeemed",
      [team(), coupon("MONTHS", "2026-02-10")],
      [
        "2026-01-01..2026-03-01 100 100 100 100 new",
        "2026-03-01..2026-05-01 100 100 70 70 discount",
        "2026-05-01..… 100 100 100 100 discount",
      ],
    ],
    [
      "every period from then on, where they never end, in the model's order: 10% first, then 20%",
      [team("FOREVER", "ONCE")],
      ["2026-01-01..2026-02-01 100 90 90 72 new", "2026-02-01..2027-01-01 100 90 90 90 discount"],
    ],
    [
      "nothing of new terms, once they are used up",
      [
        team("ONCE"),
        {
          fact: "change",
          id: "x",
          customer: "c-1",
          subscription: "s-1",
          on: "2026-01-15",
          quantity: 2,
        },
      ],
      ["2026-01-01..2026-01-15 100 100 100 80 new", "2026-01-15..… 100 100 100 100 quantity"],
    ],
    [
      // 100 and 5 nodes at 10 share 30: 20 and 10. What is reserved is billed a month later, so it has it a month longer.
      "an amount once, shared by what is billed at one pace",
      [{ ...team("MONTHS"), plan: "reserved", quantities: { nodes: 5 } }],
      ["2026-01-01..2026-03-01 150 150 120 120 new", "2026-03-01..… 150 150 150 150 discount"],
    ],
  ])("is that of %s", (_, facts, expected) => {
    expect(shown(facts)).toEqual(expected);
  });

  it("is expected of what is not billed yet", () => {
    // On the first of March the third invoice waits for its grace window.
    expect(shown([team("THRICE")], "2026-03-01T00:00:00Z")).toEqual([
      "2026-01-01..2026-04-01 100 100 80 80 new",
    ]);
  });

  it("is asked for by the setting `discounts`, and its end is expansion", () => {
    const { input } = lived([team("FOREVER", "THRICE", "ONCE")], "2026-06-15T00:00:00Z");
    const mrr = (discounts: string): readonly (string | null)[] =>
      expectOk(
        metricsReport(input, { from: "2026-01", to: "2026-04" }, { discounts } as never, {
          metrics: ["mrr"],
        }),
      ).figures.map(({ value }) => value);
    // 10% for good, and 20% for three invoices; ONCE is for the same discount and waits until the fourth.
    expect(mrr("all")).toEqual(["72.00", "72.00", "72.00", "72.00"]);
    expect(mrr("recurring")).toEqual(["72.00", "72.00", "72.00", "90.00"]);
    expect(mrr("forever")).toEqual(["90.00", "90.00", "90.00", "90.00"]);
    expect(mrr("none")).toEqual(["100.00", "100.00", "100.00", "100.00"]);
  });
});

const codes = fc.constantFrom("ONCE", "THRICE", "MONTHS", "FOREVER");

it("is what the invoice of a period says, whatever was redeemed when", () => {
  property(
    fc.property(
      fc.constantFrom("monthly" as const, "annual" as const),
      fc.uniqueArray(codes),
      fc.uniqueArray(fc.tuple(codes, fc.integer({ min: 0, max: 200 })), {
        selector: ([code]) => code,
      }),
      (cadence, first, later) => {
        const bought = { ...subscription({ start: "2026-01-01", cadence }), coupons: first };
        const told = later
          .filter(([code]) => !first.includes(code))
          .map(([code, days]) => coupon(code, day(at("2026-01-01T00:00:00Z") + days * 86_400_000)));
        const { stretches, invoices } = lived([bought, ...told], "2027-01-20T00:00:00Z");
        const months = cadence === "annual" ? 12 : 1;
        for (const { period, amount } of invoices.flatMap(({ lines }) => lines)) {
          assert(period !== null, "it is of a period");
          for (const instant of [at(period.from), at(period.to) - 1]) {
            const month = worthAt(stretches, instant);
            // To the tenth digit, as a month's value is rounded.
            const off = Number(month) * months - Number(amount);
            expect([period.from, Math.abs(off) < 1e-6, month]).toEqual([period.from, true, month]);
          }
        }
        const now = monthStart(UTC, monthAt(UTC, at("2027-01-20T00:00:00Z")));
        expect(worthAt(stretches, now)).not.toBe("0");
      },
    ),
    200,
  );
});

const worthAt = (stretches: readonly RecurringStretch[], instant: number): string =>
  format(
    sum(
      stretches
        .filter(({ from, to }) => from <= instant && (to === null || instant < to))
        .map(({ netAll }): Decimal => decimalOf(format(netAll))),
    ),
  );
