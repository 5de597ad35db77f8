import { describe, expect, it } from "vitest";
import { statement } from "../credit/credit.fixture.ts";
import type { CreditMovement } from "../credit/movement.ts";
import { expectOk } from "../fault/fault.ts";
import { acme, sale, subscription } from "./account.fixture.ts";
import type { AccountFact, CreditTold } from "./fact.ts";
import { type MoneyStory, moneyStory } from "./money-story.fixture.ts";
import { priceBooks } from "./price-book.ts";
import type { AccountMovement } from "./step.ts";

const books = expectOk(
  priceBooks([
    {
      ...acme,
      credits: {
        welcome: { name: "Welcome", kind: "promotional", amount: "100 USD", expiresAfterMonths: 2 },
        pack: { name: "Pack of 1000", kind: "prepaid", amount: "1000 USD", price: "800 USD" },
      },
    },
  ]),
);

const own = { customer: "c-1" } as const;
const team = subscription({ start: "2026-01-31" });
/** Credits of no book. */
const adHoc = (
  kind: "prepaid" | "goodwill",
  amount: `${number} USD`,
  more: Partial<Extract<CreditTold, { fact: "grant" }>> = {},
): CreditTold => ({ fact: "grant", id: "g-1", ...own, kind, amount, date: "2026-01-31", ...more });
const grant = (more: Partial<Extract<CreditTold, { fact: "grant" }>> = {}): CreditTold => ({
  fact: "grant",
  id: "g-1",
  ...own,
  credit: "welcome",
  date: "2026-01-31",
  ...more,
});

const story = (facts: readonly AccountFact[], until: string): MoneyStory =>
  moneyStory(facts, `${until}T00:00:00Z`, books);

const isCredit = (one: AccountMovement): one is CreditMovement => "grant" in one;
const credits = ({ movements }: MoneyStory): readonly string[] =>
  statement(movements.filter(isCredit));

/** Each document's total, what credits paid of it, and what is left to pay. */
const amounts = ({ invoices }: MoneyStory) =>
  invoices.map(({ subtotal, discount, total, prepaid, due }) => [
    subtotal,
    discount,
    total,
    prepaid,
    due,
  ]);

describe("credits that were given", () => {
  it("lower the price of lines, as a discount under the grant's id, until they expire", () => {
    const told = story([team, grant({ amount: "600 USD" })], "2026-04-01");
    expect(amounts(told)).toEqual([
      ["499.00", "499.00", "0.00", undefined, undefined],
      ["499.00", "101.00", "398.00", undefined, undefined],
      ["499.00", "0.00", "499.00", undefined, undefined],
    ]);
    expect(told.invoices[1]?.lines[0]).toMatchObject({
      gross: "499.00",
      discounts: [{ id: "g-1", label: "Credits: Welcome", amount: "101.00" }],
      amount: "398.00",
    });
    expect(credits(told)).toEqual([
      "2026-01-31 g-1/1 credit-grant 600.00 paid 0.00",
      "2026-01-31 g-1/2 credit-burn free on c-1:1: s-1/base/0 499.00",
      "2026-02-28 g-1/3 credit-burn free on c-1:2: s-1/base/1 101.00",
    ]);
  });

  it("are lost at their expiry, which comes before what is billed at that instant", () => {
    const told = story(
      [team, adHoc("goodwill", "800 USD", { expires: "2026-02-28" })],
      "2026-03-15",
    );
    expect(told.invoices.map(({ total }) => total)).toEqual(["0.00", "499.00"]);
    expect(credits(told).at(-1)).toBe("2026-02-28 g-1/3 credit-expiry 301.00 paid 0.00");
  });

  it("come again with each period", () => {
    const told = story(
      [
        team,
        grant({ every: "monthly", amount: "50 USD", expiresWithPeriod: true, date: "2026-01-31" }),
      ],
      "2026-04-01",
    );
    expect(told.invoices.map(({ total }) => total)).toEqual(["449.00", "449.00", "449.00"]);
  });

  it("are taken back and corrected, as far as there are any", () => {
    const told = story(
      [
        team,
        grant({ amount: "600 USD" }),
        {
          fact: "adjust-grant",
          id: "a-1",
          ...own,
          grant: "g-1",
          date: "2026-02-02",
          remove: "1 USD",
          reason: "slip",
        },
        {
          fact: "void-grant",
          id: "v-1",
          ...own,
          grant: "g-1",
          date: "2026-02-03",
          reason: "in error",
        },
        {
          fact: "void-grant",
          id: "v-2",
          ...own,
          grant: "g-1",
          date: "2026-02-04",
          reason: "again",
        },
        {
          fact: "adjust-grant",
          id: "a-2",
          ...own,
          grant: "nobody",
          date: "2026-02-04",
          add: "1 USD",
          reason: "slip",
        },
      ],
      "2026-03-15",
    );
    expect(told.refused).toEqual(["v-2 grant-voided", "a-2 unknown-grant"]);
    expect(told.invoices.map(({ total }) => total)).toEqual(["0.00", "499.00"]);
  });

  it("are refused where they could never be used, or are known", () => {
    const told = story(
      [
        grant(),
        grant({ id: "g-2", credit: "wellcome" }),
        grant({ id: "g-3", amount: "5 EUR" }),
        adHoc("prepaid", "5 USD", { id: "g-4", every: "monthly" }),
        {
          fact: "void-grant",
          id: "v",
          ...own,
          grant: "g-1",
          date: "2026-09-01",
          reason: "r",
          recordedAt: "2026-02-01T00:00:00Z",
        },
      ],
      "2026-02-15",
    );
    expect(told.refused).toEqual([
      "g-2 unknown-credit",
      "g-3 currency-mismatch",
      "g-4 recurring-sale",
      "v not-yet",
    ]);
  });
});

describe("credits that are sold", () => {
  const pack = grant({ id: "p-1", credit: "pack", date: "2026-02-10" });

  it("are a line of an invoice, then pay later ones with what was paid for them", () => {
    const told = story([team, pack], "2026-03-15");
    expect(amounts(told)).toEqual([
      ["499.00", "0.00", "499.00", undefined, undefined],
      ["800.00", "0.00", "800.00", undefined, undefined],
      // 499.00 of credits cost 399.20: they pay that, and the bonus lowers the price.
      ["499.00", "99.80", "399.20", "399.20", "0.00"],
    ]);
    expect(told.invoices[1]?.lines).toMatchObject([
      { kind: "credits", description: "Pack of 1000", amount: "800.00" },
    ]);
    expect(credits(told)).toEqual([
      "2026-02-10 p-1/1 credit-grant 1000.00 paid 800.00",
      "2026-02-28 p-1/2 credit-burn prepaid on c-1:3: s-1/base/1 399.20",
      "2026-02-28 p-1/3 credit-burn free on c-1:3: s-1/base/1 99.80",
    ]);
  });

  it("leave what they do not pay to be owed", () => {
    const told = story(
      [
        adHoc("prepaid", "100 USD", { id: "p-1", date: "2026-01-01" }),
        sale({ date: "2026-01-10" }),
        {
          fact: "payment",
          id: "pay",
          ...own,
          amount: "1000 USD",
          method: "card",
          recordedAt: "2026-01-11T00:00:00Z",
        },
      ],
      "2026-02-15",
    );
    expect(amounts(told)[1]).toEqual(["500.00", "0.00", "500.00", "100.00", "400.00"]);
    expect(told.movements.at(-1)).toMatchObject({
      kind: "payment",
      appliedTo: [
        { invoice: "c-1:1", amount: "100.00" },
        { invoice: "c-1:2", amount: "400.00" },
      ],
    });
  });

  it("buy no credits", () => {
    const told = story([grant({ amount: "500 USD", date: "2026-02-10" }), pack], "2026-02-15");
    expect(amounts(told)).toEqual([["800.00", "0.00", "800.00", undefined, undefined]]);
  });
});
