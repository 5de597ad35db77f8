import type { GrantFact } from "../credit/credit-fact.ts";
import type { GrantSource } from "../credit/grant.ts";
import { type GrantCommand, grantCredit } from "../credit/grant-credit.ts";
import { toldGrant } from "../credit/told-credit.ts";
import { assert, expectOk } from "../fault/fault.ts";
import { decimalOf, format, isPositive, one } from "../money/decimal.ts";
import { formatCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { civilDateAt, findZone } from "../time/zone.ts";
import type { Account } from "./account.ts";
import { type CreditsMoved, creditsOf, creditTerms, timeZoneOf } from "./account-credits.ts";
import { noDiscounts } from "./applicable-discounts.ts";
import { type BilledTax, type PricedLine, priceLine } from "./line.ts";
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
  /** The id of its invoice; null until it is invoiced. */
  readonly billed: string | null;
  /** How it was taxed there; absent where no tax rule held. */
  readonly tax?: BilledTax;
}

/** What is paid for the credits of a grant, where that is above zero: then they are sold. */
export const isSold = ({ kind, amount, pricePaid }: GrantCommand): boolean =>
  isPositive(decimalOf(pricePaid ?? (kind === "prepaid" ? amount : "0")));

/** Whether the credits of a pack are given when its invoice is paid, and not with it. */
const waitsForPayment = ({ fact }: CreditPack, { model }: PriceBook): boolean => {
  const book = fact.credit === undefined ? undefined : model.credits?.[fact.credit];
  return (fact.availableFrom ?? book?.availableFrom) === "payment";
};

/** The grant of a pack, by the terms of the version that it was bought of. The sale was accepted. */
function packGrant(
  { fact, source }: Pick<CreditPack, "fact" | "source">,
  account: Account,
  book: PriceBook,
): GrantCommand {
  const told = expectOk(toldGrant(fact, creditTerms(account, book)));
  assert(told.kind === "grant", "credits that are sold are given once");
  return { ...told.command, source };
}

/** The id of the line of a pack, by the id of its grant. */
export const packLineId = (id: string): string => `${id}/credits`;

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
      id: packLineId(id),
      kind: "credits",
      description: pack.source.kind === "contract" ? (pack.fact.reason ?? name) : name,
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
      contract: pack.fact.contract,
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

/** Gives the credits of packs that are invoiced, at that moment, but for those that wait for payment. */
export function invoicePacks(
  account: Account,
  packs: readonly CreditPack[],
  billedOn: (pack: CreditPack) => Pick<CreditPack, "billed" | "tax">,
  books: PriceBooks,
  at: Instant,
): CreditsMoved {
  const { credits } = account;
  if (credits === null || packs.length === 0) return { account, movements: [] };
  const due = new Set(packs);
  const known = credits.packs.map((pack) =>
    due.has(pack) ? { pack: { ...pack, ...billedOn(pack) }, isDue: true } : { pack, isDue: false },
  );
  const held = { ...account, credits: { ...credits, packs: known.map(({ pack }) => pack) } };
  const given = known.filter(
    ({ pack, isDue }) => isDue && !waitsForPayment(pack, books.find(pack.model)),
  );
  return givePacks(
    held,
    given.map(({ pack }) => pack),
    books,
    at,
  );
}

/** Gives the credits of packs that are invoiced, and paid for where they wait for that. */
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
    const { expiresAt, ...command } = dueGrant(pack, account, books.find(pack.model), at);
    // What was paid for is given: a day of expiry that the invoice came too late for does not hold.
    const lasts = expiresAt === undefined || expiresAt <= at ? {} : { expiresAt };
    const given = expectOk(grantCredit(book, { ...command, ...lasts }, at));
    book = given.book;
    movements.push(...given.movements);
  }
  const done = new Set(packs.map(({ fact }) => fact.id));
  const topUps = credits.topUps.map((one) =>
    done.has(one.id) ? { ...one, state: "paid" as const } : one,
  );
  const left = credits.packs.filter(({ fact }) => !done.has(fact.id));
  return {
    account: {
      ...account,
      credits: { ...credits, book, topUps, packs: left, sold: [...credits.sold, ...packs] },
    },
    movements,
  };
}

/** The grant of a pack; the life of one that waited for payment begins with that. */
function dueGrant(pack: CreditPack, account: Account, book: PriceBook, at: Instant): GrantCommand {
  const invoice = pack.billed;
  assert(invoice !== null, `credits ${pack.fact.id} are given once they are invoiced`);
  if (!waitsForPayment(pack, book)) return { ...packGrant(pack, account, book), invoice };
  const zone = expectOk(findZone(timeZoneOf(account, book)));
  const date = formatCivilDate(civilDateAt(zone, at));
  return { ...packGrant({ ...pack, fact: { ...pack.fact, date } }, account, book), invoice };
}
