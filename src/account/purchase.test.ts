import { describe, expect, it } from "vitest";
import { faultsOf } from "../fault/fault.ts";
import {
  accountWith,
  acmeBooks,
  customer,
  licence,
  sale,
  subscription,
} from "./account.fixture.ts";
import { type Account, openAccount } from "./account.ts";
import type { PurchaseFact } from "./fact.ts";
import { step } from "./step.ts";

const codes = (fact: PurchaseFact, account: Account = openAccount(customer())): string[] =>
  faultsOf(step(account, { kind: "purchase", fact, knownSince: 0 }, acmeBooks)).map(
    ({ code, path }) => `${code} ${path}`,
  );

describe("a purchase that could not be billed", () => {
  it("names the plan that does not exist and the nearest that does", () => {
    const result = step(
      openAccount(customer()),
      { kind: "purchase", fact: subscription({ plan: "tean" }), knownSince: 0 },
      acmeBooks,
    );
    expect(faultsOf(result)).toMatchObject([
      { code: "unknown-plan", path: "/plan", value: "tean", suggestion: 'did you mean "team"?' },
    ]);
  });

  it("is refused while the plan is unpriced (S0-009)", () => {
    const { cadence: _, ...fact } = subscription({ plan: "draft" });
    expect(codes(fact)).toEqual(["plan-not-priced /plan"]);
  });

  it("asks for the cadence, and refuses one that is not offered", () => {
    const { cadence: _, ...fact } = subscription();
    expect(codes(fact)).toEqual(["cadence-needed /cadence"]);
    expect(codes(subscription({ cadence: "weekly" }))).toEqual(["cadence-not-offered /cadence"]);
  });

  it("asks for the agreed point of a floor, and holds it to the floor (S2-022)", () => {
    const plan = "enterprise";
    expect(codes(subscription({ plan }))).toEqual([
      "needs-agreed-price /plans/enterprise/prices/monthly/amount",
    ]);
    expect(codes(subscription({ plan, agreed: { base: "9998 USD" } }))[0]).toMatch(/^below-floor/);
    expect(codes(subscription({ plan, agreed: { base: "12000 USD" } }))).toEqual([]);
  });

  it("asks for the reserved quantity of a capacity price", () => {
    const { cadence: _, ...fact } = subscription({ plan: "reserved" });
    expect(codes(fact)[0]).toMatch(/^needs-reserved-quantity/);
  });

  it("may not bill a meter that another subscription bills at that time", () => {
    const account = accountWith(subscription({ plan: "hybrid", end: "2026-06-30" }));
    const second = { id: "s-2", plan: "capped" };
    expect(codes(subscription({ ...second, start: "2026-03-01" }), account)).toEqual([
      "meter-already-billed /plan",
    ]);
    expect(codes(subscription({ ...second, start: "2026-06-30" }), account)).toEqual([]);
    const before = { ...second, start: "2026-01-01" };
    expect(codes(subscription({ ...before, end: "2026-01-31" }), account)).toEqual([]);
    expect(codes(subscription({ ...before, end: "2026-02-01" }), account)).toEqual([
      "meter-already-billed /plan",
    ]);
  });

  it("has a day that no calendar has", () => {
    expect(codes(licence({ start: "2026-02-30" }))).toEqual(["invalid-date /start"]);
    expect(codes(sale({ date: "2026-13-01" }))).toEqual(["invalid-date /date"]);
  });

  it("needs an id of its own", () => {
    const account = accountWith(subscription());
    expect(codes(licence({ id: "s-1" }), account)).toEqual(["purchase-exists /id"]);
    const sold = accountWith(licence({ id: "l-1" }), sale({ id: "w-1" }));
    expect(codes(subscription({ id: "w-1" }), sold)).toEqual(["purchase-exists /id"]);
    expect(codes(sale({ id: "l-1" }), sold)).toEqual(["purchase-exists /id"]);
  });

  it("leaves the account as it was", () => {
    const account = accountWith(subscription());
    const before = JSON.stringify(account);
    codes(subscription({ id: "s-2", plan: "nobody" }), account);
    expect(JSON.stringify(account)).toBe(before);
  });
});

describe("a customer", () => {
  it("may change its name, but not its time zone once it has purchases", () => {
    const account = accountWith(subscription());
    const renamed = step(
      account,
      { kind: "amend-customer", fact: customer({ name: "Northwind Ltd" }), knownSince: 0 },
      acmeBooks,
    );
    expect(renamed.ok && renamed.value.account.customer.name).toBe("Northwind Ltd");
    const moved = step(
      account,
      { kind: "amend-customer", fact: customer({ timeZone: "Asia/Tokyo" }), knownSince: 0 },
      acmeBooks,
    );
    expect(faultsOf(moved).map(({ code }) => code)).toEqual(["time-zone-in-use"]);
  });

  it.each([licence(), sale()])("of one $fact alone may not change it either", (bought) => {
    const fact = customer({ timeZone: "Asia/Tokyo" });
    const moved = step(
      accountWith(bought),
      { kind: "amend-customer", fact, knownSince: 0 },
      acmeBooks,
    );
    expect(faultsOf(moved).map(({ code }) => code)).toEqual(["time-zone-in-use"]);
    expect(
      step(openAccount(customer()), { kind: "amend-customer", fact, knownSince: 0 }, acmeBooks).ok,
    ).toBe(true);
  });
});
