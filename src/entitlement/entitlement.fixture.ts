import { at, customer } from "../account/account.fixture.ts";
import type { AccountFact } from "../account/fact.ts";
import { type PriceBooks, priceBooks } from "../account/price-book.ts";
import { replayAccounts } from "../account/replay.ts";
import { expectOk } from "../fault/fault.ts";
import { defineModel } from "../model/define-model.ts";
import type { Model } from "../model/model.ts";
import { usd } from "../money/money.ts";
import { capacity } from "../pricing/capacity.ts";
import { flat } from "../pricing/flat.ts";
import { perUnit } from "../pricing/per-unit.ts";
import { type Entitlements, entitlementsOf } from "./entitlements.ts";

/** A business that limits use in each way there is. */
export const limiting = defineModel({
  id: "limiting",
  name: "Limiting",
  version: "1",
  currency: "USD",
  streams: { saas: { name: "SaaS" } },
  meters: {
    calls: { event: "call", aggregation: { kind: "count" }, unit: "call" },
    tokens: {
      event: "call",
      aggregation: { kind: "sum", property: "tokens" },
      unit: "token",
    },
    users: { event: "login", aggregation: { kind: "unique", property: "user" }, unit: "user" },
    nodes: { event: "fleet", aggregation: { kind: "max", property: "nodes" }, unit: "node" },
    disks: { event: "fleet", aggregation: { kind: "latest", property: "disks" }, unit: "disk" },
  },
  features: {
    sso: { name: "Single sign-on", kind: "flag" },
    docs: { name: "Documentation", kind: "flag", default: true },
    projects: { name: "Projects", kind: "limit", unit: "project", default: 1 },
    support: { name: "Support", kind: "level", levels: ["community", "email", "phone"] },
  },
  plans: {
    free: {
      name: "Free",
      stream: "saas",
      prices: { monthly: flat(usd(0)) },
      features: { support: "community" },
      quotas: { calls: { meter: "calls", limit: 10, per: "day" } },
    },
    team: {
      name: "Team",
      stream: "saas",
      prices: { monthly: flat(usd(50)) },
      charges: {
        tokens: {
          meter: "tokens",
          included: 1_000,
          overage: "block",
          alertAt: ["50%"],
          price: perUnit(usd("0.01")),
        },
      },
      features: { projects: 10, support: "email" },
      quotas: {
        calls: {
          meter: "calls",
          limit: 100,
          per: "month",
          grace: "10%",
          rollover: { share: "50%", maximum: 20 },
        },
        users: { meter: "users", limit: 5, per: "billing-period", overage: "bill" },
      },
      trial: {
        days: 14,
        features: { projects: 2 },
        quotas: { calls: { meter: "calls", limit: 20, per: "billing-period" } },
      },
    },
    fleet: {
      name: "Fleet",
      stream: "saas",
      charges: {
        nodes: { meter: "nodes", price: capacity(usd(10), { overUse: { rule: "block" } }) },
        disks: {
          meter: "disks",
          price: capacity(usd(1), { reserved: 8, overUse: { rule: "raise" } }),
        },
      },
    },
  },
  addons: {
    more: {
      name: "More",
      stream: "saas",
      prices: { monthly: flat(usd(5)) },
      features: { projects: 5, sso: true },
      quotas: { calls: { meter: "calls", limit: 50, per: "month" } },
    },
  },
  alerts: {
    growing: {
      name: "Growing",
      meter: "tokens",
      at: ["50%", "90%"],
      of: "included",
      plans: ["team"],
      notify: ["sales"],
      suggest: "fleet",
    },
    "near-the-limit": { meter: "calls", at: ["80%"], of: "quota", notify: ["support"] },
    many: { meter: "calls", at: ["80%", "120%"], of: "quota", plans: ["free"], suggest: "team" },
    full: { meter: "disks", at: ["100%"], of: "reserved" },
  },
  contracts: {
    big: {
      name: "Big",
      term: 12,
      features: { projects: "unlimited" },
      quotas: { calls: { meter: "calls", limit: 5_000, per: "month" } },
    },
  },
});

export const limitingBooks: PriceBooks = expectOk(priceBooks([limiting as unknown as Model]));

/** A subscription of the customer `c-1`. */
export const bought = (id: string, more: object): AccountFact =>
  ({ fact: "subscription", id, customer: "c-1", start: "2026-01-10", ...more }) as AccountFact;

/** What a customer may use, told these facts. Throws where one is refused. */
export function heldBy(facts: readonly AccountFact[], when: string): Entitlements {
  const accounts = replayAccounts(limitingBooks);
  for (const fact of [customer(), ...facts]) accounts.add(fact);
  const { replay, refused } = accounts.open();
  if (refused.length > 0) throw new Error(JSON.stringify(refused));
  const account = replay.accounts.get("c-1");
  if (account === undefined) throw new Error("there is no account");
  return entitlementsOf(account, "c-1", limitingBooks, at(when));
}
