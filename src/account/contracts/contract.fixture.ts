import { expect } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import type { UsageEvent } from "../../metering/usage-event.ts";
import type { ContractTemplate } from "../../model/contract.ts";
import { defineModel } from "../../model/define-model.ts";
import type { Model } from "../../model/model.ts";
import { atLeast, range } from "../../money/amount.ts";
import { usd } from "../../money/money.ts";
import { percentOff, termDiscount } from "../../pricing/discount.ts";
import { flat } from "../../pricing/flat.ts";
import { perUnit } from "../../pricing/per-unit.ts";
import { at, customer } from "../account.fixture.ts";
import type { AccountFact, SubscriptionFact } from "../fact.ts";
import type { Invoice } from "../invoice.ts";
import { type PriceBooks, priceBooks } from "../price-book.ts";
import { replayAccounts } from "../replay.ts";
import type { ContractFact } from "./contract-fact.ts";
import { type ContractView, contractViews } from "./contract-view.ts";

/** A business that sells on contracts; round figures, so that a reader can check every line. */
export const signing = defineModel({
  id: "signing",
  name: "Signing",
  version: "1",
  currency: "USD",
  invoicing: { grace: "PT1H", netDays: 30 },
  streams: { platform: { name: "Platform", recurring: true }, services: { name: "Services" } },
  meters: {
    calls: {
      event: "call",
      aggregation: { kind: "sum", property: "calls" },
      unit: "call",
    },
  },
  features: {},
  plans: {
    base: {
      name: "Base",
      stream: "platform",
      prices: { monthly: flat(usd(1_000)), annual: flat(usd(12_000)) },
      charges: { calls: { meter: "calls", price: perUnit(usd("0.10")) } },
      requiresContract: true,
    },
    usage: {
      name: "Usage",
      stream: "platform",
      charges: { calls: { meter: "calls", price: perUnit(usd(1)) } },
    },
    open: {
      name: "Open",
      stream: "platform",
      prices: { monthly: flat(atLeast(usd(5_000))) },
    },
    small: { name: "Small", stream: "platform", prices: { monthly: flat(usd(10)) } },
  },
  addons: {
    insights: {
      name: "Insights",
      stream: "platform",
      plans: ["base"],
      prices: { monthly: flat(usd(100)) },
    },
  },
  offers: {
    training: { name: "Training", stream: "services", per: "day", price: perUnit(usd(1_000)) },
  },
  licences: {
    source: {
      name: "Source",
      kind: "perpetual",
      stream: "platform",
      fee: usd(10_000),
    },
  },
  discounts: {
    partner: percentOff(range("10%", "30%"), { reason: "partner", eligibility: "partners" }),
    term: termDiscount([
      { years: 1, percent: "5%" },
      { years: 3, percent: "15%" },
    ]),
  },
  discountOrder: ["term", "partner"],
  eligibilities: { accredited: { name: "Accredited", evidence: "letter" } },
  contracts: {
    yearly: {
      name: "Yearly",
      plans: ["base", "usage"],
      term: 12,
      prices: { base: { base: { monthly: flat(usd(800)) } } },
      netDays: 45,
    },
    committed: {
      name: "Committed",
      term: { low: 12, high: 36 },
      commitment: { amount: atLeast(usd(3_000)), per: "quarterly" },
    },
  },
});

/** The same with one template more, `own`. */
export const withTemplate = (own: ContractTemplate): PriceBooks =>
  expectOk(
    priceBooks([{ ...signing, contracts: { ...signing.contracts, own } } as unknown as Model]),
  );

const signingBooks = expectOk(priceBooks([signing as unknown as Model]));

export const contract = (more: Partial<ContractFact> = {}): ContractFact => ({
  fact: "contract",
  id: "k-1",
  customer: "c-1",
  template: "yearly",
  start: "2026-01-01",
  ...more,
});

export const under = (more: Partial<SubscriptionFact> = {}): SubscriptionFact => ({
  fact: "subscription",
  id: "s-1",
  customer: "c-1",
  plan: "base",
  cadence: "monthly",
  contract: "k-1",
  start: "2026-01-01",
  ...more,
});

export const calls = (id: string, time: string, count: number): UsageEvent => ({
  id,
  source: "api",
  type: "call",
  customer: "c-1",
  time: at(time),
  data: { calls: count },
});

/** What became of facts: the invoices, and each refused fact with its first code and place. */
export interface Signed {
  readonly invoices: readonly Invoice[];
  readonly refused: readonly string[];
}

/** Tells facts of one customer and bills until an instant. */
export function signedStory(
  facts: readonly AccountFact[],
  until: string,
  { usage = [], books = signingBooks }: { usage?: readonly UsageEvent[]; books?: PriceBooks } = {},
): Signed {
  const accounts = replayAccounts(books);
  for (const fact of [customer(), ...facts]) accounts.add(fact);
  const { replay, refused } = accounts.open();
  for (const event of usage) expect(replay.addUsage(event)).toBe("accepted");
  const invoices: Invoice[] = [];
  const late: string[] = [];
  for (const one of replay.happeningsUntil(at(until))) {
    if (one.kind === "document") invoices.push(one.invoice);
    if (one.kind === "refused") late.push(`${one.refused.fact.id} ${one.refused.faults[0]?.code}`);
    if (one.kind === "parked") late.push(`parked ${one.faults[0]?.code}`);
  }
  const codes = refused.map(
    ({ fact, faults: [first] }) => `${fact.id} ${first?.code} ${first?.path}`,
  );
  return { invoices, refused: [...codes, ...late] };
}

/** Issue day and lines, each as its id and amount. */
export const lines = ({ invoices }: Signed): readonly (readonly string[])[] =>
  invoices.map(({ issuedAt, lines: all }) => [
    issuedAt.slice(0, 10),
    ...all.map(({ id, amount }) => `${id} ${amount}`),
  ]);

/** A customer's first contract as it stands at a moment, on a template of a year called `own`; nothing may be refused until then. */
export function viewAt(
  template: Partial<ContractTemplate>,
  facts: readonly AccountFact[],
  now: string,
  usage: readonly UsageEvent[] = [],
): ContractView | undefined {
  const books = withTemplate({ name: "Own", term: 12, ...template });
  const accounts = replayAccounts(books);
  for (const fact of [customer(), ...facts]) accounts.add(fact);
  const { replay, refused } = accounts.open();
  expect(refused).toEqual([]);
  for (const event of usage) expect(replay.addUsage(event)).toBe("accepted");
  for (const one of replay.happeningsUntil(at(now))) expect(one.kind).not.toBe("refused");
  const account = replay.standing.get("c-1");
  return account === undefined ? undefined : contractViews(account, books, at(now))[0];
}
