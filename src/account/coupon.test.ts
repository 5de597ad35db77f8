import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk, faultsOf } from "../fault/fault.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import type { Coupon } from "../model/coupon.ts";
import { defineModel } from "../model/define-model.ts";
import type { Model } from "../model/model.ts";
import { usd } from "../money/money.ts";
import { amountOff, percentOff } from "../pricing/discount.ts";
import { flat } from "../pricing/flat.ts";
import { perUnit } from "../pricing/per-unit.ts";
import { formatInstant } from "../time/instant.ts";
import { at, customer, inference, subscription } from "./account.fixture.ts";
import { type Account, openAccount } from "./account.ts";
import type { ChangeFact, CouponFact } from "./change-fact.ts";
import type { PurchaseFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import { type PriceBooks, priceBooks } from "./price-book.ts";
import { replayAccounts } from "./replay.ts";
import { step } from "./step.ts";
import { openUsageLedger } from "./usage-ledger.ts";

const coupons = {
  spring: {
    name: "Spring sale",
    code: "SPRING26",
    discount: "fifth",
    duration: { kind: "repeating", count: 2, unit: "months" },
    validFrom: "2026-01-01",
    validUntil: "2026-03-31",
  },
  hello: { name: "Hello", code: "HELLO", discount: "fifty", duration: { kind: "once" } },
  again: {
    name: "Again",
    code: "AGAIN",
    discount: "fifty",
    duration: { kind: "repeating", count: 2, unit: "invoices" },
    perCustomer: 2,
    plans: ["hybrid"],
  },
  friends: {
    name: "Friends",
    code: "FRIENDS",
    discount: "friendly",
    duration: { kind: "forever" },
  },
} as const satisfies Readonly<Record<string, Coupon>>;

const model: Model = defineModel({
  id: "coupons",
  name: "Coupons",
  version: "1",
  currency: "USD",
  streams: { fees: { name: "Fees" } },
  meters: {
    operations: {
      event: "inference",
      aggregation: { kind: "sum", property: "operations" },
      unit: "operation",
    },
  },
  features: {},
  plans: {
    hybrid: {
      name: "Hybrid",
      stream: "fees",
      prices: { monthly: flat(usd(100)) },
      charges: { operations: { meter: "operations", price: perUnit(usd("0.10")) } },
    },
    team: { name: "Team", stream: "fees", prices: { monthly: flat(usd(60)) } },
  },
  discounts: {
    fifth: percentOff("20%", { reason: "promotional" }),
    fifty: amountOff(usd(50), { reason: "promotional" }),
    friendly: {
      ...percentOff("10%", { reason: "negotiated", eligibility: "friends" }),
      appliesTo: "recurring",
    },
  },
  discountOrder: ["friendly", "fifty", "fifth"],
  coupons,
});
const books: PriceBooks = expectOk(priceBooks([model]));

const hybrid = (more: Partial<PurchaseFact> = {}): PurchaseFact => ({
  ...subscription({ plan: "hybrid", start: "2026-01-01" }),
  ...(more as object),
});
const couponOf = (code: string, on: string, more: Partial<CouponFact> = {}): CouponFact => ({
  fact: "coupon",
  id: `cp-${code}`,
  customer: "c-1",
  subscription: "s-1",
  code,
  on,
  ...more,
});
const uses: readonly UsageEvent[] = ["01", "02", "03", "04"].map((month) =>
  inference(`e-${month}`, `2026-${month}-10T00:00:00Z`, 500),
);

interface Lived {
  readonly account: Account;
  readonly invoices: readonly Invoice[];
  readonly refused: readonly string[];
}

/** Lives as a server does: each fact is told when it becomes known, after all that was due before. */
function lived(
  until: string,
  told: readonly (PurchaseFact | ChangeFact)[],
  events: readonly UsageEvent[] = [],
): Lived {
  let account = openAccount(customer());
  const invoices: Invoice[] = [];
  const refused: string[] = [];
  const billUntil = (now: number): void => {
    for (;;) {
      const ledger = openUsageLedger(new Map([["c-1", account]]), books);
      for (const event of events) ledger.add(event);
      const { nextDue } = expectOk(step(account, { kind: "tick", now: 0 }, books));
      if (nextDue === undefined || nextDue >= now) return;
      const stepped = expectOk(step(account, { kind: "tick", now: nextDue }, books, ledger.view));
      account = stepped.account;
      invoices.push(...stepped.documents);
    }
  };
  for (const fact of told) {
    const day = fact.fact === "subscription" ? fact.start : ((fact as CouponFact).on ?? "");
    const now = at(fact.recordedAt ?? `${day}T00:00:00Z`);
    billUntil(now);
    const stepped =
      fact.fact === "subscription"
        ? step(account, { kind: "purchase", fact, knownSince: now }, books)
        : step(account, { kind: "change", fact: fact as ChangeFact, knownSince: now }, books);
    if (stepped.ok) account = stepped.value.account;
    else refused.push(...faultsOf(stepped).map(({ code, path }) => `${code} ${path}`));
  }
  billUntil(at(until) + 1);
  return { account, invoices, refused };
}

/** Each document: the day, then what came off by coupon, and the total. */
const shown = (invoices: readonly Invoice[]): readonly string[] =>
  invoices.map(({ issuedAt, discounts = [], total }) => {
    const off = discounts.map(({ code, amount }) => ` ${code} -${amount}`).join("");
    return `${issuedAt.slice(0, 10)}${off} = ${total}`;
  });

const refusals = (...told: readonly (PurchaseFact | ChangeFact)[]): readonly string[] =>
  lived("2026-01-01T00:00:00Z", told).refused;

describe("a coupon", () => {
  it("for one invoice is taken off the first that there is something to take off, with its code", () => {
    const { invoices, account } = lived(
      "2026-03-02T00:00:00Z",
      [hybrid({ coupons: ["hello"] })],
      uses,
    );
    expect(shown(invoices)).toEqual([
      "2026-01-01 HELLO -50.00 = 50.00",
      "2026-02-01 = 150.00",
      "2026-03-01 = 150.00",
    ]);
    expect(invoices[0]?.lines[0]?.discounts).toEqual([
      { id: "fifty", label: "Hello 50 USD (HELLO)", amount: "50.00", code: "HELLO" },
    ]);
    expect(account.subscriptions[0]?.coupons).toMatchObject([{ coupon: "hello", uses: 1 }]);
  });

  it("for months is taken off the periods that begin within them, whenever they are billed", () => {
    const { invoices } = lived("2026-04-02T00:00:00Z", [hybrid({ coupons: ["SPRING26"] })], uses);
    expect(shown(invoices)).toEqual([
      "2026-01-01 SPRING26 -20.00 = 80.00",
      // February in advance and January's use in arrears.
      "2026-02-01 SPRING26 -30.00 = 120.00",
      // February's use; March began after the two months.
      "2026-03-01 SPRING26 -10.00 = 140.00",
      "2026-04-01 = 150.00",
    ]);
  });

  it("for invoices counts those that it took something off, and waits for an older one for the same discount", () => {
    const { invoices } = lived("2026-05-02T00:00:00Z", [
      hybrid({ coupons: ["HELLO"] }),
      couponOf("AGAIN", "2026-01-15"),
    ]);
    expect(shown(invoices)).toEqual([
      "2026-01-01 HELLO -50.00 = 50.00",
      "2026-02-01 AGAIN -50.00 = 50.00",
      "2026-03-01 AGAIN -50.00 = 50.00",
      "2026-04-01 = 100.00",
      "2026-05-01 = 100.00",
    ]);
  });

  it("stands in the model's stacking order, and brings its discount's eligibility along", () => {
    const { invoices } = lived("2026-01-02T00:00:00Z", [
      hybrid({ coupons: ["SPRING26", "HELLO", "FRIENDS"] }),
    ]);
    expect(invoices[0]?.lines[0]?.discounts.map(({ id, amount }) => `${id} ${amount}`)).toEqual([
      "friendly 10.00",
      "fifty 50.00",
      "fifth 8.00",
    ]);
  });

  it("outlasts every change of the terms", () => {
    const about = { customer: "c-1", subscription: "s-1" } as const;
    const { invoices, account } = lived("2026-07-02T00:00:00Z", [
      hybrid({ coupons: ["FRIENDS"] }),
      { fact: "change", id: "1", ...about, on: "2026-02-01", plan: "team" },
      { fact: "pause", id: "2", ...about, on: "2026-03-01" },
      { fact: "resume", id: "3", ...about, on: "2026-05-01" },
      { fact: "cancel", id: "4", ...about, on: "2026-06-01" },
      { fact: "reactivate", id: "5", ...about, on: "2026-07-01" },
    ]);
    expect(shown(invoices)).toEqual([
      "2026-01-01 FRIENDS -10.00 = 90.00",
      "2026-02-01 FRIENDS -6.00 = 54.00",
      "2026-05-01 FRIENDS -6.00 = 54.00",
      "2026-07-01 FRIENDS -6.00 = 54.00",
    ]);
    expect(account.subscriptions[0]?.coupons).toMatchObject([{ coupon: "friends", uses: 4 }]);
    expect(
      refusals(
        hybrid({ coupons: ["HELLO"] }),
        { fact: "change", id: "1", ...about, on: "2026-01-01", quantity: 2 },
        couponOf("HELLO", "2026-01-01"),
      ),
    ).toEqual(["coupon-used-up /code"]);
  });

  it("shares its amount between the lines of an invoice", () => {
    const { invoices } = lived(
      "2026-02-02T00:00:00Z",
      [hybrid(), couponOf("HELLO", "2026-01-20")],
      uses,
    );
    expect(
      invoices[1]?.lines.map(({ id, discounts, amount }) => [id, discounts[0]?.amount, amount]),
    ).toEqual([
      ["s-1/base/1", "33.33", "66.67"],
      ["s-1/operations/0", "16.67", "33.33"],
    ]);
  });

  it("goes back with the time that it was taken off of", () => {
    const { invoices } = lived("2026-03-02T00:00:00Z", [
      hybrid({ coupons: ["SPRING26"] }),
      {
        fact: "cancel",
        id: "x-1",
        customer: "c-1",
        subscription: "s-1",
        on: "2026-02-15",
        credit: "prorated",
        recordedAt: "2026-02-10T00:00:00Z",
      },
    ]);
    expect(shown(invoices).at(-1)).toBe("2026-02-15 = -40.00");
  });

  it("prices late usage of a period as the period was, when it has ended since", () => {
    const late: UsageEvent = {
      ...inference("e-9", "2026-01-12T00:00:00Z", 100),
      receivedAt: at("2026-04-10T00:00:00Z"),
    };
    const { invoices } = lived(
      "2026-05-02T00:00:00Z",
      [hybrid({ coupons: ["SPRING26"] })],
      [...uses, late],
    );
    const line = invoices.at(-1)?.lines.find(({ kind }) => kind === "late-usage");
    expect(line).toMatchObject({ gross: "10.00", amount: "8.00" });
  });
});

describe("a redemption is refused", () => {
  it.each<[string, readonly (PurchaseFact | ChangeFact)[], readonly string[]]>([
    [
      "where no coupon has the code",
      [hybrid({ coupons: ["NOPE"] })],
      ["unknown-coupon /coupons/0"],
    ],
    [
      "outside of its days",
      [hybrid(), couponOf("SPRING26", "2026-04-01")],
      ["coupon-not-valid /code"],
    ],
    [
      "for another plan",
      [subscription({ plan: "team", start: "2026-01-01", coupons: ["AGAIN"] })],
      ["coupon-not-for-plan /coupons/0"],
    ],
    [
      "more often than the customer may",
      [
        hybrid({ coupons: ["HELLO"] }),
        subscription({ id: "s-2", plan: "team", start: "2026-01-02", coupons: ["hello"] }),
      ],
      ["coupon-used-up /coupons/0"],
    ],
    [
      "for a subscription that is over",
      [hybrid({ end: "2026-02-01" } as Partial<PurchaseFact>), couponOf("HELLO", "2026-02-01")],
      ["not-active /subscription"],
    ],
    [
      "under the id of another change",
      [
        hybrid(),
        couponOf("HELLO", "2026-01-05", { id: "cp-1" }),
        couponOf("FRIENDS", "2026-01-06", { id: "cp-1" }),
      ],
      ["change-exists /id"],
    ],
  ])("%s", (_, told, codes) => {
    expect(refusals(...told)).toEqual(codes);
  });

  it("with the days on which it may be redeemed", () => {
    const bought = openAccount(customer());
    const fact = hybrid({ coupons: ["SPRING26"], recordedAt: "2026-04-01T00:00:00Z" });
    const [fault] = faultsOf(
      step(bought, { kind: "purchase", fact, knownSince: at("2026-04-01T00:00:00Z") }, books),
    );
    expect(fault?.suggestion).toBe("from 2026-01-01 until 2026-03-31");
  });
});

describe("coupons", () => {
  const codes = fc.constantFrom("SPRING26", "HELLO", "AGAIN", "FRIENDS", "again");
  const days = fc.integer({ min: 0, max: 120 }).map((days) => {
    const day = new Date(Date.UTC(2026, 0, 1 + days)).toISOString();
    return `${day.slice(0, 10)}T08:00:00Z`;
  });
  const redemptions = fc.array(fc.tuple(codes, days), { maxLength: 6 });

  it("are redeemed and billed by a replay as by a server, and never take more than they may", () => {
    property(
      fc.property(fc.subarray(["HELLO", "FRIENDS"]), redemptions, (first, later) => {
        const told = later
          .toSorted(([, left], [, right]) => (left < right ? -1 : 1))
          .map(([code, recordedAt], place): CouponFact => {
            const { on: _, ...fact } = couponOf(code, "", { id: `cp-${place}`, recordedAt });
            return fact;
          });
        const bought = hybrid(first.length === 0 ? {} : { coupons: first });
        const { invoices, account } = lived("2026-08-02T00:00:00Z", [bought, ...told], uses);

        const accounts = replayAccounts(books);
        for (const fact of [customer(), bought, ...told.toReversed()]) accounts.add(fact);
        const { replay } = accounts.open();
        for (const event of uses) replay.addUsage(event);
        const again = [...replay.invoicesUntil(at("2026-08-02T00:00:00Z"))];
        expect(again.map((one) => ({ ...one, number: null }))).toEqual(invoices);

        const redeemed = account.subscriptions.flatMap((one) => one.coupons ?? []);
        const used = (code: string): number =>
          invoices.filter(({ discounts = [] }) => discounts.some((one) => one.code === code))
            .length;
        for (const [code, times] of [
          ["HELLO", 1],
          ["AGAIN", 2],
        ] as const) {
          const own = redeemed.filter((one) => one.code === code);
          expect(used(code)).toBeLessThanOrEqual(times * own.length);
          expect(own.reduce((sum, one) => sum + one.uses, 0)).toBe(used(code));
        }
        for (const invoice of invoices) {
          const off = (invoice.discounts ?? []).reduce((sum, one) => sum + Number(one.amount), 0);
          expect(off.toFixed(2)).toBe(invoice.discount);
          const fifty = (invoice.discounts ?? []).filter(({ id }) => id === "fifty");
          expect(fifty.length).toBeLessThanOrEqual(1);
          expect(formatInstant(at(invoice.issuedAt))).toBe(invoice.issuedAt);
        }
      }),
      60,
    );
  });
});
