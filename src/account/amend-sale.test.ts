import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { usd } from "../money/money.ts";
import { flat } from "../pricing/flat.ts";
import { acme, at, customer } from "./account.fixture.ts";
import type { AmendmentFact } from "./amendment-fact.ts";
import type { AccountFact } from "./fact.ts";
import { priceBooks } from "./price-book.ts";
import { replayAccounts } from "./replay.ts";

const halves = [
  { name: "Half", share: "50%" },
  { name: "Rest", share: "50%" },
] as const;
const project = { name: "Project", stream: "services", per: "project", price: flat(usd(1_000)) };
const books = expectOk(
  priceBooks([
    {
      ...acme,
      offers: {
        ...acme.offers,
        project: { ...project, milestones: halves },
        ahead: { ...project, milestones: halves, invoiced: "on-sale" },
      },
    } as unknown as Model,
  ]),
);

const sale = (id: string, offer: string): AccountFact => ({
  fact: "sale",
  id,
  customer: "c-1",
  offer,
  date: "2026-01-05",
});
const reached = (milestone: string, on: string): AccountFact => ({
  fact: "milestone",
  id: milestone,
  customer: "c-1",
  sale: "w-1",
  milestone,
  on,
});
const amendment = (more: Partial<AmendmentFact>): AmendmentFact => ({
  fact: "amendment",
  id: "a-1",
  customer: "c-1",
  sale: "w-1",
  price: "1200 USD",
  recordedAt: "2026-02-10T12:00:00Z",
  ...more,
});

/** The codes that an amendment is refused with. */
function refusedWith(...facts: readonly AccountFact[]): readonly string[] {
  const accounts = replayAccounts(books);
  const all = [customer(), sale("w-1", "project"), sale("w-2", "ahead"), ...facts];
  for (const fact of all) accounts.add(fact);
  const { replay, refused } = accounts.open();
  const late = [...replay.happeningsUntil(at("2026-06-01T00:00:00Z"))].flatMap((one) =>
    one.kind === "refused" ? [one.refused] : [],
  );
  return [...refused, ...late].flatMap(({ faults }) =>
    faults.map(({ code, path }) => `${code} ${path}`),
  );
}

describe("an amendment is refused", () => {
  const half = reached("Half", "2026-01-20");
  it.each<[string, readonly AccountFact[]]>([
    ["unknown-sale /sale", [amendment({ sale: "w-9" })]],
    ["not-by-milestones /sale", [amendment({ sale: "w-2" })]],
    ["not-yet /on", [amendment({ on: "2026-02-11" })]],
    ["before-sale /on", [amendment({ on: "2026-01-04" })]],
    ["milestones-not-whole /shares", [amendment({ shares: { Half: "60%" } })]],
    ["below-reached /price", [half, amendment({ price: "499.99 USD" })]],
    ["currency-mismatch /price", [amendment({ price: "1200 EUR" })]],
    ["project-complete /sale", [half, reached("Rest", "2026-01-30"), amendment({})]],
  ])("with %s", (code, facts) => {
    expect(refusedWith(...facts)).toEqual([code]);
  });
});
