import { expectOk } from "../../fault/fault.ts";
import {
  add,
  type Decimal,
  decimalOf,
  format,
  formatFixed,
  isZero,
  negate,
  one,
  zero,
} from "../../money/decimal.ts";
import { type Instant, parseInstant } from "../../time/instant.ts";
import type { Account } from "../account.ts";
import { noDiscounts } from "../applicable-discounts.ts";
import type { DueItem } from "../due.ts";
import type { LineKind } from "../invoice.ts";
import { type PricedLine, priceLine } from "../line.ts";
import type { PriceBook, PriceBooks } from "../price-book.ts";
import type { PricedDocument } from "../share-discounts.ts";
import { knownPeriod, periodMoney, periodOfSpend } from "./commitment-periods.ts";
import type { CommitmentPeriod, ContractState, SettledPeriod } from "./contract-state.ts";
import {
  accountZone,
  lastTerm,
  signedContract,
  startOf,
  templateOf,
  withContract,
} from "./contract-terms.ts";

/** The end of a period of a commitment. */
export type TrueUpItem = Extract<DueItem, { kind: "true-up" }>;

/** Documents with what commitments make of them, and the account that has counted them. */
export interface Settled {
  readonly account: Account;
  readonly documents: readonly PricedDocument[];
}

/**
 * Counts what lines charge under contracts, net of discounts and before credits pay any of it, and settles the periods of
 * commitments that are over: what is missing is billed, carried over or let go, as the template says.
 *
 * What is paid for time counts at its beginning, use on its last day, and what is delivered at once on its day. What comes
 * when its own period is settled counts in the next.
 */
export function settleCommitments(
  account: Account,
  documents: readonly PricedDocument[],
  books: PriceBooks,
): Settled {
  if (account.contracts === null) return { account, documents };
  let counted = account;
  for (const { priced } of documents)
    for (const line of priced.lines) counted = withSpend(counted, line, books);
  const settled = documents.map(({ group, priced }): PricedDocument => {
    const missing: PricedLine[] = [];
    for (const item of group.items) {
      if (item.kind !== "true-up") continue;
      const { account: after, line } = settle(counted, item, books);
      counted = after;
      if (line !== undefined) missing.push(line);
    }
    return missing.length === 0
      ? { group, priced }
      : { group, priced: { ...priced, lines: [...priced.lines, ...missing] } };
  });
  return { account: counted, documents: settled };
}

function withSpend(account: Account, priced: PricedLine, books: PriceBooks): Account {
  if (priced.contract === undefined || uncounted.has(priced.line.kind)) return account;
  const contract = signedContract(account, priced.contract);
  const at = momentOf(priced, account, books);
  const period = at === undefined ? undefined : periodOfSpend(contract, at, account, books);
  if (period === undefined) return account;
  const before = knownPeriod(contract, period.term, period.index);
  const spent = add(decimalOf(before?.spent ?? "0"), priced.net);
  const digits = books.current.minorUnits;
  const next = { ...period, spent: formatFixed(spent, digits), settled: null };
  return withContract(account, withPeriod(contract, next));
}

/** When what a line charges for counts; undefined where it is not of a time. */
function momentOf(
  { line: { kind, period }, supply }: PricedLine,
  account: Account,
  books: PriceBooks,
): Instant | undefined {
  if (period !== null) {
    const instant = (text: string): Instant => expectOk(parseInstant(text));
    return inArrears.has(kind) ? instant(period.to) - 1 : instant(period.from);
  }
  if (supply?.day === undefined) return undefined;
  return startOf(accountZone(account, books.current), supply.day);
}

/** What is no purchase: credits are paid with what counts, and a fee for leaving comes of none. */
const uncounted: ReadonlySet<LineKind> = new Set(["credits", "termination-fee"]);

const inArrears: ReadonlySet<LineKind> = new Set(["usage", "capacity", "late-usage"]);

/** The contract with a period in the place of what was known of it, in the order of time. */
function withPeriod(contract: ContractState, period: CommitmentPeriod): ContractState {
  const others = contract.periods.filter(
    ({ term, index }) => term !== period.term || index !== period.index,
  );
  const periods = [...others, period].sort(
    (left, right) => left.term - right.term || left.index - right.index,
  );
  return { ...contract, periods };
}

function settle(
  account: Account,
  item: TrueUpItem,
  books: PriceBooks,
): { readonly account: Account; readonly line: PricedLine | undefined } {
  const contract = signedContract(account, item.state.fact.id);
  const book = books.find(item.term.model);
  const { place, period } = item;
  const { promised, carriedIn, spent, missing } = periodMoney(contract, item, book);
  const committed = add(promised, carriedIn);
  const { billed, carried } = shortfallOf(item, contract, missing, book);
  const fixed = (amount: Decimal): string => formatFixed(amount, book.minorUnits);
  const settled: SettledPeriod = {
    committed: fixed(committed),
    billed: fixed(billed),
    carried: fixed(carried),
  };
  const next = withPeriod(contract, {
    term: place,
    index: period.index,
    spent: fixed(spent),
    settled,
  });
  const line = isZero(billed)
    ? undefined
    : trueUpLine(item, contract, { promised, carriedIn, spent, billed }, book);
  return { account: withContract(account, next), line };
}

/** What becomes of the missing part. What would be carried beyond a term is billed at its end. */
function shortfallOf(
  { isLast }: TrueUpItem,
  contract: ContractState,
  short: Decimal,
  book: PriceBook,
): { readonly billed: Decimal; readonly carried: Decimal } {
  const { shortfall = "true-up" } = templateOf(contract, book).commitment ?? {};
  if (shortfall === "waive") return { billed: zero, carried: zero };
  return shortfall === "carry" && !isLast
    ? { billed: zero, carried: short }
    : { billed: short, carried: zero };
}

interface Missing {
  readonly promised: Decimal;
  readonly carriedIn: Decimal;
  readonly spent: Decimal;
  readonly billed: Decimal;
}

function trueUpLine(
  { place, period }: TrueUpItem,
  contract: ContractState,
  { promised, carriedIn, spent, billed }: Missing,
  book: PriceBook,
): PricedLine {
  const template = templateOf(contract, book);
  const { id, number = id } = contract.fact;
  const carried = isZero(carriedIn)
    ? []
    : [{ label: "carried over from the period before", amount: format(carriedIn) }];
  return priceLine(
    {
      id: `${id}/true-up/${place + 1}/${period.index}`,
      kind: "true-up",
      description: `${template.name} ${number}, missing to the commitment`,
      stream: streamOfCommitment(contract, book),
      period,
      quantity: one,
      rated: {
        amount: billed,
        steps: [
          { label: "committed", amount: format(promised) },
          ...carried,
          { label: "spent", amount: format(negate(spent)) },
        ],
      },
      pointer: `/contracts/${contract.fact.template}/commitment`,
      discounts: noDiscounts.recurring,
      discountFacts: noDiscounts.facts,
      contract: id,
    },
    book,
  );
}

/** The stream that a contract's last term is billed in where nothing else says. */
export const streamOfContract = (contract: ContractState, books: PriceBooks): string =>
  streamOfCommitment(contract, books.find(lastTerm(contract).model));

/** The stream that the template names, else that of the first plan it can be signed for. */
function streamOfCommitment(contract: ContractState, book: PriceBook): string {
  const { commitment, plans = Object.keys(book.model.plans).sort() } = templateOf(contract, book);
  const [plan = ""] = plans;
  return commitment?.stream ?? book.model.plans[plan]?.stream ?? firstStream(book);
}

function firstStream({ model }: PriceBook): string {
  const [first] = Object.keys(model.streams).sort();
  if (first === undefined) throw new Error("broken invariant: a model that sells has a stream");
  return first;
}
