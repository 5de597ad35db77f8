import { expectOk } from "../fault/fault.ts";
import type { ExchangeRateFact } from "../fx/exchange-rate-fact.ts";
import { defineModel } from "../model/define-model.ts";
import { eur, jpy, usd } from "../money/money.ts";
import { flat } from "../pricing/flat.ts";
import { at } from "./account.fixture.ts";
import type { AccountFact } from "./fact.ts";
import { type PriceBooks, priceBooks } from "./price-book.ts";
import { replayAccounts } from "./replay.ts";

/** A model of US dollars that sells in euros too. */
export const foreignModel = defineModel({
  id: "foreign",
  name: "Foreign",
  version: "1",
  currency: "USD",
  streams: { subscriptions: { name: "Subscriptions" } },
  meters: {},
  features: {},
  plans: {
    team: { name: "Team", stream: "subscriptions", prices: { monthly: flat(usd(110)) } },
  },
  priceLists: {
    euro: {
      name: "Euro area",
      currency: "EUR",
      plans: { team: { base: { monthly: flat(eur(100)) } } },
    },
    japan: {
      name: "Japan",
      currency: "JPY",
      plans: { team: { base: { monthly: flat(jpy(17_000)) } } },
    },
  },
});

/** Its price books. */
export const foreignBooks: PriceBooks = expectOk(priceBooks([foreignModel]));

/** Who buys in euros, and what, from New Year on. */
const euroCustomer: readonly AccountFact[] = [
  { fact: "customer", id: "c-1", name: "Nordwind", currency: "EUR" },
  {
    fact: "subscription",
    id: "s-1",
    customer: "c-1",
    plan: "team",
    cadence: "monthly",
    start: "2026-01-01",
  },
];

/** What a euro was worth on a day, known from the beginning of it. */
export const euroRate = (
  day: string,
  rate: string,
  to: ExchangeRateFact["to"] = "USD",
): ExchangeRateFact => ({ fact: "exchange-rate", from: "EUR", to, day, rate, source: "ECB" });

/** What happens to a customer that buys in euros, and what was refused: `id code`. */
export function foreignStory(
  facts: readonly (AccountFact | ExchangeRateFact)[],
  until: string,
  books: PriceBooks = foreignBooks,
) {
  const accounts = replayAccounts(books);
  for (const fact of [...euroCustomer, ...facts])
    if (fact.fact === "exchange-rate") accounts.addRate(fact);
    else accounts.add(fact);
  const { replay, refused } = accounts.open();
  const happenings = [...replay.happeningsUntil(at(until))];
  const late = happenings.flatMap((one) => (one.kind === "refused" ? [one.refused] : []));
  return {
    replay,
    happenings,
    movements: happenings.flatMap((one) => (one.kind === "movement" ? [one.movement] : [])),
    refused: [...refused, ...late].map(
      ({ fact, faults: [fault] }) => `${fact.id} ${fault?.path} ${fault?.code}`,
    ),
  };
}
