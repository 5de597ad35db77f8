import type { GrantFact } from "../credit/credit-fact.ts";
import type { GrantSource } from "../credit/grant.ts";
import { type GrantCommand, grantCredit } from "../credit/grant-credit.ts";
import { toldGrant } from "../credit/told-credit.ts";
import { assert, expectOk } from "../fault/fault.ts";
import { decimalOf, format, isPositive, one } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import { type CreditsMoved, creditsOf, creditTerms } from "./account-credits.ts";
import { noDiscounts } from "./applicable-discounts.ts";
import { type PricedLine, priceLine } from "./line.ts";
import type { PriceBook, PriceBooks } from "./price-book.ts";

/** Credits that are sold: a line of an invoice, then a grant. */
export interface CreditPack {
  /** What is sold, on what terms and from which day. Its id is the grant's. */
  readonly fact: GrantFact;
  readonly source: GrantSource;
  /** `id@version` whose terms hold. */
  readonly model: string;
  /** When the sale became known; it is not invoiced before. UTC. */
  readonly knownSince: Instant;
}

/** What is paid for the credits of a grant, where that is above zero: then they are sold. */
export const isSold = ({ kind, amount, pricePaid }: GrantCommand): boolean =>
  isPositive(decimalOf(pricePaid ?? (kind === "prepaid" ? amount : "0")));

/** The grant of a pack, by the terms of the version that it was bought of. The sale was accepted. */
export function packGrant(
  { fact, source }: CreditPack,
  account: Account,
  book: PriceBook,
): GrantCommand {
  const told = expectOk(toldGrant(fact, creditTerms(account, book)));
  assert(told.kind === "grant", "credits that are sold are given once");
  return { ...told.command, source };
}

/** The line of a pack: its price, which no discount lowers. What it is worth is told by the grant. */
export function creditPackLine(pack: CreditPack, account: Account, book: PriceBook): PricedLine {
  const { amount, pricePaid = amount, stream } = packGrant(pack, account, book);
  const { credit, id } = pack.fact;
  const price = decimalOf(pricePaid);
  const { name } = (credit === undefined ? undefined : book.model.credits?.[credit]) ?? {
    name: "Prepaid credits",
  };
  return priceLine(
    {
      id: `${id}/credits`,
      kind: "credits",
      description: name,
      stream: stream ?? streamOfCredits(book),
      period: null,
      quantity: one,
      unit: "pack",
      rated: {
        amount: price,
        steps: [{ label: `credits worth ${amount}`, amount: format(price) }],
      },
      pointer: credit === undefined ? "/credits" : `/credits/${credit}/price`,
      discounts: noDiscounts.recurring,
      discountFacts: noDiscounts.facts,
    },
    book,
  );
}

/** The stream that a sale of credits is listed under where they name none: the model's first. It is revenue of none yet. */
const streamOfCredits = ({ model }: PriceBook): string => {
  const [first] = Object.keys(model.streams);
  assert(first !== undefined, "a model that sells has a stream");
  return first;
};

/** Gives the credits of packs that were invoiced, at a moment. */
export function givePacks(
  account: Account,
  packs: readonly CreditPack[],
  books: PriceBooks,
  at: Instant,
): CreditsMoved {
  if (packs.length === 0) return { account, movements: [] };
  const credits = creditsOf(account, books.current);
  let { book } = credits;
  const movements: CreditsMoved["movements"][number][] = [];
  for (const pack of packs) {
    const { expiresAt, ...command } = packGrant(pack, account, books.find(pack.model));
    // What was paid for is given: a day of expiry that the invoice came too late for does not hold.
    const lasts = expiresAt === undefined || expiresAt <= at ? {} : { expiresAt };
    const given = expectOk(grantCredit(book, { ...command, ...lasts }, at));
    book = given.book;
    movements.push(...given.movements);
  }
  const left = credits.packs.filter((pack) => !packs.includes(pack));
  return { account: { ...account, credits: { ...credits, book, packs: left } }, movements };
}
