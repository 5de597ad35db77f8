import { describe, expect, it } from "vitest";
import { expectOk, faultsOf } from "../fault/fault.ts";
import { accountWith, acme, acmeBooks, at, customer, subscription } from "./account.fixture.ts";
import { type Account, openAccount } from "./account.ts";
import type { DatedFact, Happening } from "./issue-in-order.ts";
import { issueInOrder } from "./issue-in-order.ts";
import type { MoneyFact } from "./money-fact.ts";
import { priceBooks } from "./price-book.ts";
import { isBroken, soundStep } from "./sound-step.ts";
import { step } from "./step.ts";
import { noUsage, type UsageView } from "./usage-view.ts";

const team = subscription({ start: "2026-01-31" });
const billed = expectOk(
  step(accountWith(team), { kind: "tick", now: at("2026-01-31T00:00:00Z") }, acmeBooks),
).account;

const payment: MoneyFact = {
  fact: "payment",
  id: "p-1",
  customer: "c-1",
  method: "card",
  amount: "99.00 USD",
  recordedAt: "2026-02-03T00:00:00Z",
};
const knownSince = at("2026-02-03T00:00:00Z");
const paid = expectOk(
  step(billed, { kind: "money", fact: payment, knownSince }, acmeBooks),
).account;

/** What a second payment of a broken account is refused with. */
const paying = (account: Account): readonly string[] =>
  faultsOf(
    soundStep(
      account,
      { kind: "money", fact: { ...payment, id: "p-2" }, knownSince: knownSince + 1 },
      acmeBooks,
    ),
  ).map(({ code, message }) => `${code}: ${message}`);

describe("a step that is looked at", () => {
  it("is the step itself where all holds", () => {
    const input = { kind: "money", fact: payment, knownSince } as const;
    expect(soundStep(billed, input, acmeBooks)).toEqual(step(billed, input, acmeBooks));
    expect(paying(paid)).toEqual([]);
  });

  it("is refused, with the rule, where it leaves behind what cannot be", () => {
    const { receivables } = paid;
    const items = receivables?.items.map((item) => ({ ...item, open: "1.00" })) ?? [];
    const broken = receivables === null ? null : { ...receivables, items };
    expect(paying({ ...paid, receivables: broken })).toEqual([
      "broken-invariant: receivables: invoice c-1:1: what is open and what is settled are not its total",
    ]);
  });

  it("is refused where it cannot be taken at all", () => {
    const subscriptions = billed.subscriptions.map((one) => ({
      ...one,
      phases: one.phases.map((phase) => ({ ...phase, model: "acme@9" })),
    }));
    const stepped = soundStep(
      { ...billed, subscriptions },
      { kind: "tick", now: at("2026-03-01T00:00:00Z") },
      acmeBooks,
    );
    expect(isBroken(faultsOf(stepped))).toBe(true);
    expect(faultsOf(stepped)[0]?.message).toContain("acme@9");
  });
});

it("parks the account that breaks, with its reason, and goes on with the others", () => {
  const books = expectOk(priceBooks([acme]));
  const customers = ["c-1", "c-2", "c-3"];
  const accounts = new Map(customers.map((id) => [id, openAccount(customer({ id }))]));
  const facts = customers.map(
    (id): DatedFact => ({
      fact: { ...team, id: `s-${id}`, customer: id, plan: "hybrid" },
      at: at("2026-01-31T00:00:00Z"),
    }),
  );
  const usage: UsageView = {
    ...noUsage,
    find: (query) => {
      if (query.customer === "c-2") throw new Error("broken invariant: an event is counted twice");
      return undefined;
    },
  };
  const seen = (happenings: Iterable<Happening>): readonly string[] =>
    [...happenings].map((one) =>
      one.kind === "document"
        ? `${one.invoice.id} ${one.invoice.number}`
        : one.kind === "parked"
          ? `${one.customer} parked: ${one.faults[0]?.code}: ${one.faults[0]?.message}`
          : one.kind,
    );
  const live = issueInOrder(accounts, facts, books);
  expect(seen(live(at("2026-03-29T00:00:00Z"), usage))).toEqual([
    "c-1:1 INV-000001",
    "c-2:1 INV-000002",
    "c-3:1 INV-000003",
    "c-1:2 INV-000004",
    "c-2 parked: broken-invariant: an event is counted twice",
    "c-3:2 INV-000005",
  ]);
  expect(accounts.get("c-2")?.issued).toBe(1);
});
