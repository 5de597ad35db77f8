import { statement } from "../credit/credit.fixture.ts";
import type { GrantFact } from "../credit/credit-fact.ts";
import type { CreditMovement } from "../credit/movement.ts";
import { expectOk } from "../fault/fault.ts";
import { usd } from "../money/money.ts";
import { perUnit } from "../pricing/per-unit.ts";
import { acme, subscription } from "./account.fixture.ts";
import type { AccountFact } from "./fact.ts";
import { type MoneyStory, moneyStory } from "./money-story.fixture.ts";
import { priceBooks } from "./price-book.ts";
import type { AccountMovement } from "./step.ts";

/** Acme with credit books, and plans that grant from them. */
export const creditModel = {
  ...acme,
  plans: {
    ...acme.plans,
    "team-with": { ...acme.plans.team, grants: ["allowance"] },
    plus: { ...acme.plans.team, name: "Plus", grants: ["allowance", "start"] },
  },
  credits: {
    welcome: { name: "Welcome", kind: "promotional", amount: "100 USD", expiresAfterMonths: 2 },
    allowance: {
      name: "Allowance",
      kind: "promotional",
      amount: "40 USD",
      every: "monthly",
      expiresWithPeriod: true,
    },
    start: { name: "Start", kind: "prepaid", amount: "30 USD", priority: 1 },
    pack: { name: "Pack of 1000", kind: "prepaid", amount: "1000 USD", price: "800 USD" },
    "paid-first": {
      name: "Paid first",
      kind: "prepaid",
      expiresAfterMonths: 12,
      availableFrom: "payment",
    },
  },
} as const;

export const creditBooks = expectOk(priceBooks([creditModel]));

/** A plan that charges a dollar for each operation. */
export const meteredBooks = expectOk(
  priceBooks([
    {
      ...creditModel,
      plans: {
        metered: {
          name: "Metered",
          stream: "usage",
          charges: { operations: { meter: "operations", price: perUnit(usd(1)) } },
        },
      },
    },
  ]),
);

/** What customer c-1 is told. */
export const own = { customer: "c-1" } as const;

export const team = subscription({ start: "2026-01-31" });

export const grant = (more: Partial<GrantFact> = {}): GrantFact => ({
  fact: "grant",
  id: "g-1",
  ...own,
  credit: "welcome",
  date: "2026-01-31",
  ...more,
});

/** Credits of no book. */
export const adHoc = (
  kind: "prepaid" | "goodwill",
  amount: `${number} USD`,
  more: Partial<GrantFact> = {},
): GrantFact => ({
  fact: "grant",
  id: "g-1",
  ...own,
  kind,
  amount,
  date: "2026-01-31",
  ...more,
});

/** What came of facts by the beginning of a day. */
export const story = (facts: readonly AccountFact[], until: string): MoneyStory =>
  moneyStory(facts, `${until}T00:00:00Z`, creditBooks);

/** Whether a movement is of credits. */
export const isCreditMovement = (one: AccountMovement): one is CreditMovement => "grant" in one;

/** What credits did, as lines of a statement. */
export const credits = ({ movements }: MoneyStory): readonly string[] =>
  statement(movements.filter(isCreditMovement));

/** Each document: subtotal, discount, total, what credits paid of it, and what is left to pay. */
export const amounts = ({ invoices }: MoneyStory) =>
  invoices.map(({ subtotal, discount, total, prepaid, due }) => [
    subtotal,
    discount,
    total,
    prepaid,
    due,
  ]);
