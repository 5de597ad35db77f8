import { expect, it } from "vitest";
import { acme, at, customer, subscription } from "../../account/account.fixture.ts";
import { openAccount } from "../../account/account.ts";
import { booksOf } from "../../account/customer-books.ts";
import { priceBooks } from "../../account/price-book.ts";
import { step } from "../../account/step.ts";
import { expectOk } from "../../fault/fault.ts";
import { needsApproval } from "../../governance/needs-approval.ts";
import type { Model } from "../../model/model.ts";
import { range } from "../../money/amount.ts";
import { usd } from "../../money/money.ts";
import { flat } from "../../pricing/flat.ts";
import { modelsSold } from "./models-sold.ts";

const upTo = (most: number) => ({ monthly: flat(range(usd(10), usd(most))) });

/** The plan costs up to so much, half of it for friends, and up to 80 USD in Austria. */
const version = (name: string, most: number): Model =>
  ({
    ...acme,
    version: name,
    plans: { team: { ...acme.plans.team, prices: upTo(most) } },
    addons: {},
    priceLists: {
      friends: { name: "Friends", currency: "USD", level: "50%" },
      austria: {
        ...{ name: "Austria", currency: "USD", countries: ["AT"] },
        plans: { team: { base: upTo(80) } },
      },
    },
  }) as unknown as Model;
const models = [version("1", 100), version("2", 200)];

/** Whether a price waits where a quarter may be given: of a customer who bought at 40 USD when there was the first version alone. */
function waits(told: object, body: object): boolean {
  const buyer = customer(told);
  const books = expectOk(priceBooks(models));
  const first = expectOk(priceBooks(models.slice(0, 1)));
  const fact = subscription({ plan: "team", start: "2026-01-01", agreed: { base: usd(40) } });
  const purchase = { kind: "purchase", fact, knownSince: at("2026-01-01T00:00:00Z") } as const;
  const { account } = expectOk(step(openAccount(buyer), purchase, booksOf(first, buyer)));
  const action = "subscriptions.write";
  const rules = [{ action, discountAbove: "25%", approvers: ["owner"] }] as const;
  const sold = modelsSold({ books, models }, account, body);
  return needsApproval({ rules }, { action, body, models: sold }) !== undefined;
}

const anew = (most: number) => ({ plan: "team", agreed: { base: usd(most) } });
const kept = (most: number) => ({ ...anew(most), subscription: subscription({}).id });

it("are at the prices of the customer's list, which a discount is a part of", () => {
  expect([149, 150].map((most) => waits({}, anew(most)))).toEqual([true, false]);
  const friend = { priceList: "friends" };
  expect([74, 75].map((most) => waits(friend, anew(most)))).toEqual([true, false]);
  const austrian = { country: "AT" };
  expect([59, 60].map((most) => waits(austrian, anew(most)))).toEqual([true, false]);
});

it("are of the version that what is changed was bought by, or goes to", () => {
  expect([74, 75].map((most) => waits({}, kept(most)))).toEqual([true, false]);
  const friend = { priceList: "friends" };
  expect([37, 38].map((most) => waits(friend, kept(most)))).toEqual([true, false]);
  const toSecond = (most: number) => ({ ...kept(most), model: `${acme.id}@2` });
  expect([149, 150].map((most) => waits({}, toSecond(most)))).toEqual([true, false]);
});

it("are the model's own of whoever is not known", () => {
  const books = expectOk(priceBooks(models));
  expect(modelsSold({ books, models }, undefined, {})).toBe(models);
});
