import { expectOk } from "../../fault/fault.ts";
import {
  type Decimal,
  format,
  formatFixed,
  isZero,
  negate,
  one,
  sum,
} from "../../money/decimal.ts";
import { percentText } from "../../money/percent.ts";
import { formatCivilDate } from "../../time/calendar.ts";
import { type Instant, parseInstant } from "../../time/instant.ts";
import { civilDateAt } from "../../time/zone.ts";
import type { Account } from "../account.ts";
import { noDiscounts } from "../applicable-discounts.ts";
import type { DueItem } from "../due.ts";
import type { LineKind } from "../invoice.ts";
import { type PricedLine, priceLine } from "../line.ts";
import type { PriceBook, PriceBooks } from "../price-book.ts";
import type { PricedDocument } from "../share-discounts.ts";
import type { ContractState } from "./contract-state.ts";
import {
  accountZone,
  lastTerm,
  signedContract,
  startOf,
  templateOf,
  withContract,
} from "./contract-terms.ts";
import {
  countedIn,
  type RebatePlace,
  rebateAt,
  rebateByStream,
  rebatePeriod,
  rebateShare,
  withRebatePeriod,
} from "./rebate-periods.ts";
import type { RebatedLine } from "./rebate-state.ts";

/** The end of a period of a rebate. */
export type RebateItem = Extract<DueItem, { kind: "rebate" }>;

/** A line that counts for a rebate, and what is known of it before it has a document. */
export interface CountedLine {
  readonly contract: string;
  readonly place: RebatePlace;
  readonly of: Omit<RebatedLine, "invoice" | "apart" | "since" | "times">;
}

/** Documents with the rebates that fall due on them, the account that has settled those, and what counts for which. */
export interface SettledRebates {
  readonly account: Account;
  readonly documents: readonly PricedDocument[];
  readonly counted: ReadonlyMap<PricedLine, CountedLine>;
}

/**
 * Counts what lines charge under contracts with a rebate, and credits the rebates of periods that are over: a line below zero for
 * each stream. What is paid for time counts at its beginning, use on its last day, what is delivered at once on its day; what
 * comes when its own period is settled counts in the next.
 */
export function settleRebates(
  account: Account,
  documents: readonly PricedDocument[],
  books: PriceBooks,
): SettledRebates {
  const counted = new Map<PricedLine, CountedLine>();
  if (account.contracts === null) return { account, documents, counted };
  for (const { priced } of documents)
    for (const line of priced.lines) {
      const own = countedLine(line, account, books);
      if (own !== undefined) counted.set(line, own);
    }
  let settled = account;
  const credited = documents.map(({ group, priced }): PricedDocument => {
    const lines = group.items.flatMap((item): readonly PricedLine[] => {
      if (item.kind !== "rebate") return [];
      const { account: after, lines: own } = settle(settled, item, counted, books);
      settled = after;
      return own;
    });
    return lines.length === 0
      ? { group, priced }
      : { group, priced: { ...priced, lines: [...priced.lines, ...lines] } };
  });
  return { account: settled, documents: credited, counted };
}

/** What of a line counts for the rebate of its contract; undefined where nothing does. */
function countedLine(
  priced: PricedLine,
  account: Account,
  books: PriceBooks,
): CountedLine | undefined {
  const { line, net, contract: id } = priced;
  if (id === undefined || uncounted.has(line.kind) || isZero(net)) return undefined;
  const contract = signedContract(account, id);
  const book = books.find(lastTerm(contract).model);
  const { rebate } = templateOf(contract, book);
  if (rebate === undefined) return undefined;
  const { offer, meter } = rebate;
  if (meter !== undefined && line.meter !== meter) return undefined;
  if (offer !== undefined && offerOf(priced, account) !== offer) return undefined;
  const at = momentOf(priced, account, books);
  const place = at === undefined ? undefined : rebateAt(contract, at, account, books);
  if (at === undefined || place === undefined) return undefined;
  const spent = formatFixed(net, book.minorUnits);
  const day = formatCivilDate(civilDateAt(accountZone(account, book), at));
  const units = offer === undefined && meter === undefined ? spent : line.quantity;
  const of = { line: line.id, stream: line.stream, day, net: spent, counted: units };
  return { contract: id, place, of };
}

/** What is no purchase, or is itself made of what was bought. */
const uncounted: ReadonlySet<LineKind> = new Set([
  "credits",
  "termination-fee",
  "dunning-fee",
  "true-up",
  "rebate",
]);

const offerOf = ({ line }: PricedLine, { sales }: Account): string | undefined =>
  sales.find(({ fact }) => line.id === `${fact.id}/sale`)?.fact.offer;

/** When what a line charges for counts; undefined where it is not of a time. */
function momentOf(
  { line: { kind, period }, supply }: PricedLine,
  account: Account,
  books: PriceBooks,
): Instant | undefined {
  const instant = (text: string): Instant => expectOk(parseInstant(text));
  if (period !== null) return inArrears.has(kind) ? instant(period.to) - 1 : instant(period.from);
  if (supply?.day === undefined) return undefined;
  return startOf(accountZone(account, books.current), supply.day);
}

const inArrears: ReadonlySet<LineKind> = new Set(["usage", "late-usage"]);

function settle(
  account: Account,
  item: RebateItem,
  counted: ReadonlyMap<PricedLine, CountedLine>,
  books: PriceBooks,
): { readonly account: Account; readonly lines: readonly PricedLine[] } {
  const contract = signedContract(account, item.state.fact.id);
  const book = books.find(item.term.model);
  const place = { term: item.place, index: item.period.index };
  const known = rebatePeriod(contract, place);
  const now = [...counted.values()]
    .filter((one) => one.contract === contract.fact.id && isSame(one.place, place))
    .map(({ of }): RebatedLine => ({ ...of, invoice: "", apart: "0", since: of.day, times: 0 }));
  const all = { ...known, lines: [...known.lines, ...now] };
  const total = countedIn(all);
  const share = rebateShare(contract, total, book);
  const sums = [...rebateByStream(all, share, book)].toSorted(([left], [right]) =>
    left < right ? -1 : 1,
  );
  const credited = sum(sums.map(([, amount]) => amount));
  const lines = sums
    .filter(([, amount]) => !isZero(amount))
    .map(([stream, amount]) =>
      rebateLine(item, contract, { stream, amount: negate(amount), total, share }, book),
    );
  const settled = { ...known, credited: formatFixed(credited, book.minorUnits) };
  return { account: withContract(account, withRebatePeriod(contract, settled)), lines };
}

/** Whether two name one period. */
export const isSame = (left: RebatePlace, right: RebatePlace): boolean =>
  left.term === right.term && left.index === right.index;

interface Credited {
  readonly stream: string;
  readonly amount: Decimal;
  readonly total: Decimal;
  readonly share: Decimal;
}

function rebateLine(
  { place, period }: RebateItem,
  contract: ContractState,
  { stream, amount, total, share }: Credited,
  book: PriceBook,
): PricedLine {
  const template = templateOf(contract, book);
  const { id, number = id } = contract.fact;
  return priceLine(
    {
      id: `${id}/rebate/${place + 1}/${period.index}/${stream}`,
      kind: "rebate",
      description: `${template.name} ${number}, rebate of ${percentText(share)}`,
      stream,
      period,
      quantity: one,
      rated: {
        amount,
        steps: [
          { label: `${percentText(share)} back at ${format(total)}`, amount: format(amount) },
        ],
      },
      pointer: `/contracts/${contract.fact.template}/rebate`,
      discounts: noDiscounts.recurring,
      discountFacts: noDiscounts.facts,
      contract: id,
    },
    book,
  );
}
