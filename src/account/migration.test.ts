import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { eur, usd } from "../money/money.ts";
import { flat } from "../pricing/flat.ts";
import { perUnit } from "../pricing/per-unit.ts";
import { acme, at, customer, subscription } from "./account.fixture.ts";
import { type Account, openAccount } from "./account.ts";
import type { ChangeFact } from "./change-fact.ts";
import type { AccountFact, SubscriptionFact } from "./fact.ts";
import { type MigrationRequest, migrationPlan } from "./migration.ts";
import { priceBooks } from "./price-book.ts";
import { replayAccounts } from "./replay.ts";
import { step } from "./step.ts";

const { team, reserved, ...others } = acme.plans;
const dearer = {
  ...acme,
  version: "2",
  plans: {
    ...others,
    team: { ...team, prices: { monthly: flat(usd(599)) } },
    reserved: {
      ...reserved,
      charges: { machines: { meter: "nodes", price: perUnit(usd(1)) } },
    },
  },
};
const books = expectOk(
  priceBooks([
    { ...acme, id: "other" },
    { ...acme, version: "3", currency: "EUR" } as never,
    acme,
    dearer,
  ]),
);

const about = { customer: "c-1", subscription: "s-1" } as const;
const old = (more: Partial<SubscriptionFact> = {}): SubscriptionFact =>
  subscription({ model: "acme@1", start: "2026-01-31", ...more });
const move: ChangeFact = { fact: "change", id: "m", ...about, on: "2026-03-31", model: "acme@2" };

function lived(...facts: readonly AccountFact[]) {
  const accounts = replayAccounts(books);
  for (const fact of [customer(), ...facts]) accounts.add(fact);
  const { replay, refused } = accounts.open();
  return {
    account: replay.accounts.get("c-1"),
    refused: refused.map(({ fact, faults: [fault] }) => `${fact.id} ${fault?.code} ${fault?.path}`),
    suggested: refused.map(({ faults: [fault] }) => fault?.suggestion),
    billed: (until: string) =>
      [...replay.invoicesUntil(at(until))].flatMap(({ lines }) =>
        lines.map(({ id, amount, explanation }) => `${id} ${amount} ${explanation.priceVersion}`),
      ),
  };
}

describe("a move to another model version", () => {
  it("has the new prices from its day on, and later changes keep the version", () => {
    const later: ChangeFact = { fact: "change", id: "q", ...about, on: "2026-04-30", quantity: 2 };
    expect(lived(old(), move, later).billed("2026-04-30T00:00:00Z")).toEqual([
      "s-1/base/0 499.00 acme@1",
      "s-1/base/1 499.00 acme@1",
      "s-1~2/base/0 599.00 acme@2",
      "s-1~3/base/0 599.00 acme@2",
    ]);
  });

  it("is only by saying so: other changes keep the version that was bought", () => {
    const quantity: ChangeFact = {
      fact: "change",
      id: "q",
      ...about,
      on: "2026-03-31",
      quantity: 2,
    };
    expect(lived(old(), quantity).billed("2026-03-31T00:00:00Z").at(-1)).toBe(
      "s-1~2/base/0 499.00 acme@1",
    );
    expect(lived(subscription({ start: "2026-01-31" })).billed("2026-01-31T00:00:00Z")).toEqual([
      "s-1/base/0 599.00 acme@2",
    ]);
  });

  it.each<[string, Partial<SubscriptionFact>, Partial<ChangeFact>]>([
    ["m unknown-model /model", {}, { model: "acme@22" }],
    ["m other-model /model", {}, { model: "other@1" }],
    ["m currency-mismatch /model", {}, { model: "acme@3" }],
    ["m cadence-not-offered /cadence", { cadence: "annual" }, {}],
    ["m unknown-charge /quantities/nodes", { plan: "reserved", quantities: { nodes: 5 } }, {}],
  ])("is refused: %s", (expected, bought, change) => {
    expect(lived(old(bought), { ...move, ...change } as ChangeFact).refused).toEqual([expected]);
  });

  it("names the version that was meant", () => {
    const { suggested } = lived(old(), { ...move, model: "acme@22" } as ChangeFact);
    expect(suggested).toEqual(['did you mean "acme@2"?']);
    expect(lived(old({ model: "beta" })).suggested).toEqual([
      "one of other@1, acme@3, acme@1, acme@2",
    ]);
  });
});

describe("a migration", () => {
  const request: MigrationRequest = {
    id: "m-2",
    from: "acme@1",
    to: "acme@2",
    now: at("2026-03-10T12:00:00Z"),
  };

  /** An account of its own for each: what it bought and what was changed. */
  function accountOf(id: string, ...facts: readonly (SubscriptionFact | ChangeFact)[]): Account {
    let account = openAccount(customer({ id }));
    for (const own of facts) {
      const fact = { ...own, customer: id };
      const kind = fact.fact === "subscription" ? "purchase" : "change";
      const knownSince = at("2026-02-01T00:00:00Z");
      account = expectOk(step(account, { kind, fact, knownSince } as never, books)).account;
    }
    return account;
  }

  const accounts = [
    accountOf("c-1", old(), subscription({ id: "s-2", start: "2026-01-31", trialDays: 3 })),
    accountOf("c-2", old(), { fact: "cancel", id: "x", ...about, on: "2026-03-01" }),
    accountOf("c-3", old(), { fact: "cancel", id: "x", ...about, on: "2026-03-31" }),
    accountOf("c-4", old(), { fact: "pause", id: "p", ...about, on: "2026-03-01" }),
    accountOf("c-5", old(), { ...move, on: "2026-02-28" } as ChangeFact),
    accountOf("c-6", old({ cadence: "annual" })),
    accountOf("c-7", old({ plan: "hybrid" })),
  ];
  const told = (
    plan: Iterable<ReturnType<typeof migrationPlan> extends Iterable<infer S> ? S : never>,
  ) =>
    [...plan].map((one) =>
      one.kind === "move"
        ? `${one.fact.id} ${one.fact.customer}`
        : `${one.subscription} ${one.customer} ${one.reason}${one.faults.map(({ code }) => ` ${code}`)}`,
    );

  it("moves whoever can be moved, and says why the others stay", () => {
    expect(told(migrationPlan(accounts, request, books))).toEqual([
      "m-2/s-1 c-1",
      "s-1 c-2 ended",
      "s-1 c-3 pending",
      "s-1 c-4 paused",
      "s-1 c-5 already-moved",
      "s-1 c-6 refused cadence-not-offered",
      "m-2/s-1 c-7",
    ]);
  });

  it("moves only the plans it names", () => {
    const plan = migrationPlan(accounts, { ...request, plans: ["hybrid"] }, books);
    expect(told(plan)).toEqual(["m-2/s-1 c-7"]);
  });

  it("gives facts that can be told, at the end of each one's period, once", () => {
    const [first] = migrationPlan(accounts.slice(0, 1), request, books);
    expect(first?.kind).toBe("move");
    if (first?.kind !== "move") return;
    const { account, refused, billed } = lived(old(), first.fact);
    expect(refused).toEqual([]);
    expect(billed("2026-03-31T00:00:00Z").at(-1)).toBe("s-1~2/base/0 599.00 acme@2");
    expect(told(migrationPlan(account === undefined ? [] : [account], request, books))).toEqual([
      "s-1 c-1 already-moved",
    ]);
  });

  it("takes a period's end or the day itself", () => {
    const [now] = migrationPlan(accounts.slice(0, 1), { ...request, when: "now" }, books);
    expect(now).toMatchObject({
      fact: { when: "now", model: "acme@2", recordedAt: "2026-03-10T12:00:00Z" },
      day: "2026-03-10",
      terms: { plan: "team", start: "2026-03-10" },
    });
  });
});

describe("a move of who buys from a price list", () => {
  const euro = (amount: number) => ({
    euro: {
      name: "Euro area",
      currency: "EUR" as const,
      plans: { team: { base: { monthly: flat(eur(amount)) } } },
    },
  });
  const listed = expectOk(
    priceBooks([
      { ...acme, priceLists: euro(450) },
      { ...dearer, priceLists: euro(540) },
      { ...acme, version: "2.1", priceLists: {} },
      { ...dearer, version: "3", priceLists: euro(600) },
    ]),
  );
  const about = { customer: "c-1", subscription: "s-1" } as const;
  function told(...facts: readonly AccountFact[]) {
    const accounts = replayAccounts(listed);
    for (const fact of [customer({ currency: "EUR" }), ...facts]) accounts.add(fact);
    const { replay, refused } = accounts.open();
    return {
      account: replay.accounts.get("c-1"),
      refused: refused.map(
        ({ fact, faults: [fault] }) => `${fact.id} ${fault?.code} ${fault?.path}`,
      ),
      billed: [...replay.invoicesUntil(at("2026-03-31T00:00:00Z"))].map(
        ({ currency, model, total }) => `${total} ${currency} ${model}`,
      ),
    };
  }

  it("leads to that list of the other version, by a change as by a migration", () => {
    const { account } = told(old());
    const request = { id: "m-2", from: "acme@1", to: "acme@2", now: at("2026-03-10T12:00:00Z") };
    const [step] = migrationPlan(account === undefined ? [] : [account], request, listed);
    expect(step).toMatchObject({ kind: "move", day: "2026-03-31" });
    const again = step?.kind === "move" ? [step.fact] : [];
    expect(told(old(), ...again)).toMatchObject({
      refused: [],
      billed: ["450.00 EUR acme@1/euro", "450.00 EUR acme@1/euro", "540.00 EUR acme@2/euro"],
    });
  });

  it("is refused where the version has no such list", () => {
    const move: ChangeFact = {
      fact: "change",
      id: "m",
      ...about,
      on: "2026-03-31",
      model: "acme@2.1",
    };
    expect(told(old(), move).refused).toEqual(["m unknown-price-list /model"]);
  });
});
