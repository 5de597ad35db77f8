import { expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { acmeBooks, at, customer, subscription } from "./account.fixture.ts";
import { type Account, openAccount } from "./account.ts";
import type { ChangeFact } from "./change-fact.ts";
import type { PurchaseFact } from "./fact.ts";
import { soundStep } from "./sound-step.ts";
import { tellingTime } from "./telling-time.ts";

const noon = at("2026-02-02T12:00:00Z");

/** The account told of facts in their order, all at one instant. */
const toldAtNoon = (facts: readonly (PurchaseFact | ChangeFact)[]): Account =>
  facts.reduce<Account>((account, fact) => {
    const knownSince = tellingTime(account, fact, noon);
    const input =
      "subscription" in fact
        ? ({ kind: "change", fact, knownSince } as const)
        : ({ kind: "purchase", fact: fact as PurchaseFact, knownSince } as const);
    return expectOk(soundStep(account, input, acmeBooks)).account;
  }, openAccount(customer()));

it("tells a change behind the purchase that it changes, whatever was told of others at the same instant", () => {
  const of = (id: string) => ({ customer: "c-1", subscription: id });
  const account = toldAtNoon([
    subscription({ id: "s-1", start: "2026-02-02" }),
    { fact: "cancel", id: "a", ...of("s-1"), when: "period-end" },
    subscription({ id: "s-2", start: "2026-02-02" }),
    { fact: "change", id: "b", ...of("s-2"), plan: "hybrid", when: "period-end" },
  ]);
  const known = account.subscriptions.map(({ phases }) =>
    phases.map((one) => one.knownSince - noon),
  );
  expect(known).toEqual([[0], [1, 1]]);
});
