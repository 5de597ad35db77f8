import { expectOk } from "../fault/fault.ts";
import type { DunningPolicy } from "../model/dunning.ts";
import { acme, at, customer } from "./account.fixture.ts";
import type { DunningNotice } from "./dun-account.ts";
import type { AccountFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import type { Happening } from "./issue-in-order.ts";
import { type PriceBooks, priceBooks } from "./price-book.ts";
import { replayAccounts } from "./replay.ts";
import type { AccountMovement } from "./step.ts";

/** Acme, chasing what is overdue. */
export const acmeDunning = (dunning: DunningPolicy): PriceBooks =>
  expectOk(priceBooks([{ ...acme, payment: { methods: {}, ...acme.payment, dunning } }]));

/** What came of a story, by kind. */
export interface MoneyStory {
  readonly all: readonly Happening[];
  readonly invoices: readonly Invoice[];
  readonly movements: readonly AccountMovement[];
  readonly notices: readonly DunningNotice[];
  /** `id code` of each fact that was refused, before or on the way. */
  readonly refused: readonly string[];
  readonly parked: readonly string[];
}

/** Replays what customer c-1 is told until a moment. */
export function moneyStory(
  facts: readonly AccountFact[],
  until: string,
  books: PriceBooks,
): MoneyStory {
  const accounts = replayAccounts(books);
  for (const fact of [customer(), ...facts]) accounts.add(fact);
  const { replay, refused } = accounts.open();
  const all = [...replay.happeningsUntil(at(until))];
  const late = all.flatMap((one) => (one.kind === "refused" ? [one.refused] : []));
  return {
    all,
    invoices: all.flatMap((one) => (one.kind === "document" ? [one.invoice] : [])),
    movements: all.flatMap((one) => (one.kind === "movement" ? [one.movement] : [])),
    notices: all.flatMap((one) => (one.kind === "notice" ? [one.notice] : [])),
    refused: [...refused, ...late].map(({ fact, faults }) => `${fact.id} ${faults[0]?.code}`),
    parked: all.flatMap((one) => (one.kind === "parked" ? [one.customer] : [])),
  };
}
