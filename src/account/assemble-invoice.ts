import type { CreditMovement } from "../credit/movement.ts";
import { assert } from "../fault/fault.ts";
import {
  compare,
  type Decimal,
  equals,
  formatFixed,
  isNegative,
  isZero,
  subtract,
  zero,
} from "../money/decimal.ts";
import type { CadenceName } from "../time/cadence.ts";
import { DAY_MS, formatInstant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import { type CreditPack, givePacks } from "./credit-pack.ts";
import type { DueGroup, DueItem } from "./due.ts";
import type { Invoice } from "./invoice.ts";
import { type PricedLine, totals } from "./line.ts";
import { parties } from "./parties.ts";
import type { PriceBook, PriceBooks } from "./price-book.ts";
import { spendCredits } from "./spend-credits.ts";

/** A document on its way from lines to totals: what each step of the pipeline is given and gives on. */
export interface Assembly {
  readonly id: string;
  readonly group: DueGroup;
  /** Priced and discounted. */
  readonly lines: readonly PricedLine[];
  /** What credits that were paid for pay of it. */
  readonly prepaid: Decimal;
  /** The account past what is billed; a step that uses something up of it gives on an account without it. */
  readonly account: Account;
  /** The model version whose settings the document has as a whole. */
  readonly book: PriceBook;
}

/** A document without a number, the account once it is issued, and what its credits did. */
export interface Assembled {
  readonly invoice: Invoice;
  readonly account: Account;
  readonly movements: readonly CreditMovement[];
}

/** Makes the document of priced lines: one step after the other, each in its own function, ending with the totals. */
export function assembleInvoice(
  { id, group, lines, account }: Omit<Assembly, "book" | "prepaid">,
  books: PriceBooks,
): Assembled {
  const book = bookOf(group, books);
  const spent = spendCredits({ id, at: group.cutoff, lines, account, book });
  const { prepaid } = spent;
  const invoice = withTotals({ id, group, lines: spent.lines, prepaid, account, book });
  const given = givePacks(spent.account, packsOf(group), books, group.cutoff);
  return {
    invoice,
    account: given.account,
    movements:
      given.movements.length === 0 ? spent.movements : [...spent.movements, ...given.movements],
  };
}

const packsOf = ({ items }: DueGroup): readonly CreditPack[] =>
  items.flatMap((item) => (item.kind === "credits" ? [item.state] : []));

/** The model version whose settings the invoice has as a whole: that of its last line. */
const bookOf = ({ items }: DueGroup, books: PriceBooks): PriceBook =>
  books.find(modelOf(items.at(-1)) ?? books.current.id);

function modelOf(item: DueItem | undefined): string | undefined {
  return item?.kind === "fee" ? item.phase.model : item?.state.model;
}

/** Late usage and unused time are differences of two, whose parts may have either sign. */
const isDiscountedToZeroAtMost = ({ line, gross, net }: PricedLine): boolean =>
  line.kind === "late-usage" ||
  line.kind === "unused-time" ||
  (isNegative(gross) ? equals(net, gross) : !isNegative(net) && compare(net, gross) <= 0);

function withTotals({ id, group, lines, prepaid, account, book }: Assembly): Invoice {
  const { subtotal, discount, total } = totals(lines);
  assert(lines.every(isDiscountedToZeroAtMost), "no discount takes more than its line's amount");
  const fixed = (amount: Decimal): string => formatFixed(amount, book.minorUnits);
  return {
    kind: isNegative(total) ? "credit-note" : "invoice",
    number: null,
    id,
    customer: account.customer.id,
    customerName: account.customer.name,
    currency: book.model.currency,
    status: "final",
    issuedAt: formatInstant(group.cutoff),
    dueAt: formatInstant(group.cutoff + netDays(group, book) * DAY_MS),
    model: book.id,
    ...parties(book.model, account.customer),
    corrects: isNegative(total) ? correctedBy(group) : undefined,
    lines: lines.map(({ line }) => line),
    subtotal: fixed(subtotal),
    discount: fixed(discount),
    tax: fixed(zero),
    total: fixed(total),
    prepaid: isZero(prepaid) ? undefined : fixed(prepaid),
    due: isZero(prepaid) ? undefined : fixed(subtract(total, prepaid)),
  };
}

/** The invoices on which what goes back was billed, each once; undefined where nothing of theirs goes back. */
function correctedBy({ items }: DueGroup): readonly string[] | undefined {
  const ids = items.flatMap((item) => (item.kind === "unused" ? item.paid.invoices : []));
  return ids.length === 0 ? undefined : [...new Set(ids)];
}

/** Days to pay: those of the item that must be paid soonest. */
function netDays(group: DueGroup, book: PriceBook): number {
  let soonest = Number.POSITIVE_INFINITY;
  for (const item of group.items) {
    const cadence = cadenceOf(item, book);
    const terms = cadence === undefined ? undefined : book.model.payment?.terms?.[cadence];
    if (terms === undefined) soonest = Math.min(soonest, book.netDays);
    else soonest = Math.min(soonest, terms.kind === "upfront" ? 0 : terms.days);
  }
  return soonest;
}

/** How often what is billed recurs; undefined for what is sold once. */
function cadenceOf(item: DueItem, book: PriceBook): CadenceName | undefined {
  switch (item.kind) {
    case "recurring":
    case "rest":
    case "unused":
      return item.terms.recurring?.cadence;
    case "usage":
      return item.charge.cadence;
    case "maintenance":
      return book.model.licences?.[item.state.fact.licence]?.maintenance?.every;
    case "licence":
    case "sale":
    case "fee":
    case "dunning-fee":
    case "credits":
      return undefined;
  }
}
