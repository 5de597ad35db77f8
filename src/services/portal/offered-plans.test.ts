import { describe, expect, it } from "vitest";
import { acme, at, customer, subscription } from "../../account/account.fixture.ts";
import { openAccount } from "../../account/account.ts";
import { booksOf } from "../../account/customer-books.ts";
import type { CustomerFact, SubscriptionFact } from "../../account/fact.ts";
import { priceBooks } from "../../account/price-book.ts";
import { step } from "../../account/step.ts";
import { expectOk } from "../../fault/fault.ts";
import { eur, usd } from "../../money/money.ts";
import { flat } from "../../pricing/flat.ts";
import type { TenantModels } from "../model-library.ts";
import { heldPlan } from "./held-plans.ts";
import { offeredTo } from "./offered-plans.ts";

const { team, hybrid, enterprise, draft } = acme.plans;
const first = {
  ...acme,
  plans: { team, hybrid, enterprise, draft },
  addons: {},
  priceLists: {
    euro: { name: "Euro", currency: "EUR", plans: { team: { base: { monthly: flat(eur(450)) } } } },
  },
} as unknown as TenantModels["models"][number];
/** Dearer, and with a plan that is new. */
const second = {
  ...first,
  version: "2",
  plans: {
    ...first.plans,
    team: { ...team, prices: { monthly: flat(usd(599)) } },
    newcomer: { ...team, name: "Newcomer" },
  },
};

/** What a customer who bought from the first version is shown since there is a second. */
function shownTo(told: Partial<CustomerFact>, bought: Partial<SubscriptionFact>) {
  const buyer = customer(told);
  const then = booksOf(expectOk(priceBooks([first])), buyer);
  const fact = subscription({ start: "2026-01-01", ...bought });
  const purchase = { kind: "purchase", fact, knownSince: at("2026-01-01T00:00:00Z") } as const;
  const { account } = expectOk(step(openAccount(buyer), purchase, then));
  const models: TenantModels = {
    books: expectOk(priceBooks([first, second])),
    models: [first, second],
    meters: new Map(),
    metered: new Map(),
  };
  const held = { account, models, now: at("2026-01-10T00:00:00Z") };
  const [own] = account.subscriptions;
  if (own === undefined) throw new Error("it was bought");
  const { cadence, price } = heldPlan(own, held);
  const offered = offeredTo(own, held, () => true);
  return {
    held: [cadence, price],
    offered: offered.map(({ id, prices }) => [id, prices.monthly]),
    toNobody: offeredTo(undefined, held, () => true).map(({ id, prices }) => [id, prices.monthly]),
    open: offered.flatMap(({ id, open }) => (open ? [id] : [])),
    ofOthers: offeredTo(own, held, () => false).map(({ id, current }) => [id, current]),
  };
}

describe("what a customer has and is offered", () => {
  it("has the prices of the version that it bought, which a change keeps", () => {
    const { held, offered, toNobody, ofOthers } = shownTo({}, {});
    expect(held).toEqual(["monthly", "499 USD"]);
    expect(offered).toEqual([
      ["team", "499 USD"],
      ["hybrid", "100 USD"],
      ["enterprise", "9999 USD or more"],
    ]);
    expect(toNobody).toContainEqual(["team", "599 USD"]);
    expect(toNobody).toContainEqual(["newcomer", "499 USD"]);
    expect(ofOthers).toEqual([["team", true]]);
  });

  it("has the prices of the customer's list, in its currency, and no others", () => {
    const { held, offered } = shownTo({ currency: "EUR" }, {});
    expect([held, offered]).toEqual([["monthly", "450 EUR"], [["team", "450 EUR"]]]);
  });

  it("is not offered what a price has to be agreed for first", () => {
    const { offered, open } = shownTo({}, {});
    expect(offered).toContainEqual(["enterprise", "9999 USD or more"]);
    expect(open).toEqual(["team", "hybrid"]);
  });

  it("has what was agreed", () => {
    const { held, offered, open } = shownTo(
      {},
      { plan: "enterprise", agreed: { base: usd(12_000) } },
    );
    expect(open).toContain("enterprise");
    expect(held).toEqual(["monthly", "12000 USD"]);
    expect(offered).toContainEqual(["enterprise", "12000 USD"]);
  });
});
