import type { CreditMovement } from "../credit/movement.ts";
import { assert, ok, type Result } from "../fault/fault.ts";
import {
  add,
  compare,
  type Decimal,
  equals,
  formatFixed,
  isNegative,
  isPositive,
  isZero,
  subtract,
  sum,
  zero,
} from "../money/decimal.ts";
import type { CadenceName } from "../time/cadence.ts";
import { DAY_MS, formatInstant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import type { BilledOn } from "./advance.ts";
import {
  contractMethods,
  contractNetDays,
  contractNumbers,
  contractOfItem,
} from "./contracts/on-documents.ts";
import { ownSeries } from "./contracts/own-series.ts";
import { type CreditPack, invoicePacks, packLineId } from "./credit-pack.ts";
import type { DueGroup, DueItem } from "./due.ts";
import type { Invoice, InvoiceLine } from "./invoice.ts";
import { type PricedLine, totals } from "./line.ts";
import { parties } from "./parties.ts";
import { lineCustomers } from "./payer.ts";
import type { PriceBook, PriceBooks } from "./price-book.ts";
import { returnCredits } from "./return-credits.ts";
import { documentDiscounts } from "./share-discounts.ts";
import { type Billable, type Spent, spendCredits } from "./spend-credits.ts";
import {
  pricesIncludeOf,
  type TaxedTogether,
  type TaxSums,
  taxedTogether,
  taxLines,
} from "./tax-lines.ts";

/** What a due group charges for, on its way to documents. */
export interface Assembly {
  readonly group: DueGroup;
  /** Priced and discounted. */
  readonly lines: readonly PricedLine[];
  /** The account as it was before; a step that uses something up of it gives on an account without it. */
  readonly account: Account;
}

/** Documents without numbers, the account that they are counted on, and what its credits did. */
export interface Assembled {
  readonly invoices: readonly Invoice[];
  readonly account: Account;
  readonly movements: readonly CreditMovement[];
  readonly billedOn: (line: PricedLine) => BilledOn;
}

/**
 * Makes documents of priced lines: mostly one, more where tax law lets lines not share one. Each goes through the steps one
 * after the other, each in its own file: credits, tax, the totals. Refuses what cannot be taxed.
 */
export function assembleInvoices(assembly: Assembly, books: PriceBooks): Result<Assembled> {
  const { group } = assembly;
  const book = bookOf(group, books);
  const shared = taxedTogether(assembly.lines, assembly.account, group.cutoff, books);
  if (!shared.ok) return shared;
  const invoices: Invoice[] = [];
  const movements: CreditMovement[] = [];
  let { account } = assembly;
  for (const { lines: billed, taxes } of shared.value) {
    const id = `${account.customer.id}:${account.issued + 1}`;
    const taxed = { taxes, pricesInclude: pricesIncludeOf(billed, books) };
    const spent = withCredits({ id, at: group.cutoff, lines: billed, taxed, account, book }, group);
    const { lines, sums } = taxLines(spent.lines, taxes, books);
    const { prepaid } = spent;
    invoices.push(withTotals({ id, group, lines, sums, prepaid, account, book }, books));
    movements.push(...spent.movements);
    account = { ...spent.account, issued: account.issued + 1, lastIssued: group.cutoff };
  }
  const billedOn = placesOf(shared.value, invoices);
  const soldOn = ({ fact }: CreditPack): Pick<CreditPack, "billed" | "tax"> => {
    const { document, tax } = billedOn(lineOfPack(fact.id, assembly.lines));
    return { billed: document.id, ...(tax === undefined ? {} : { tax }) };
  };
  const packs = account.credits === null ? [] : packsOf(group);
  const given = invoicePacks(account, packs, soldOn, books, group.cutoff);
  movements.push(...given.movements);
  return ok({ invoices, account: given.account, movements, billedOn });
}

/** Finds the document of a line that was given to the assembly. */
function placesOf(
  documents: readonly TaxedTogether[],
  invoices: readonly Invoice[],
): Assembled["billedOn"] {
  return (line) => {
    for (const [document, { lines, taxes }] of documents.entries()) {
      const place = documents.length === 1 && taxes === undefined ? 0 : lines.indexOf(line);
      const invoice = invoices[document];
      if (place >= 0 && invoice !== undefined) return { document: invoice, tax: taxes?.[place] };
    }
    throw new Error(`broken invariant: line ${line.line.id} is on no document`);
  };
}

/** An invoice is paid with credits, a credit note gives them back. */
function withCredits(billable: Billable, { items }: DueGroup): Spent {
  const { account, lines } = billable;
  if (account.credits === null) return { account, lines, prepaid: zero, movements: [] };
  return isNegative(sum(lines.map(({ net }) => net)))
    ? returnCredits(billable, items)
    : spendCredits(billable);
}

function lineOfPack(pack: string, lines: readonly PricedLine[]): PricedLine {
  const id = packLineId(pack);
  const found = lines.find(({ line }) => line.id === id);
  assert(found !== undefined, `credits ${pack} are invoiced`);
  return found;
}

const packsOf = ({ items }: DueGroup): readonly CreditPack[] =>
  items.flatMap((item) => (item.kind === "credits" ? [item.state] : []));

/** The model version whose settings the invoice has as a whole: that of its last line. */
const bookOf = ({ items }: DueGroup, books: PriceBooks): PriceBook =>
  books.find(modelOf(items.at(-1)) ?? books.current.id);

function modelOf(item: DueItem | undefined): string | undefined {
  if (item?.kind === "true-up" || item?.kind === "rebate") return item.term.model;
  if (item?.kind === "milestone") return item.sale.model;
  return item?.kind === "fee" ? item.phase.model : item?.state.model;
}

/** Late usage and unused time are differences of two, whose parts may have either sign. */
const isDiscountedToZeroAtMost = ({ line, gross, net, isDifference }: PricedLine): boolean =>
  isDifference === true ||
  line.kind === "late-usage" ||
  line.kind === "unused-time" ||
  (isNegative(gross) ? equals(net, gross) : !isNegative(net) && compare(net, gross) <= 0);

/** A document of which everything is known but its sums. */
interface Unsummed extends Pick<Assembly, "group" | "lines" | "account"> {
  readonly id: string;
  readonly sums: TaxSums | undefined;
  /** What credits that were paid for pay of it. */
  readonly prepaid: Decimal;
  /** The model version whose settings the document has as a whole. */
  readonly book: PriceBook;
}

function withTotals(
  { id, group, lines, sums, prepaid, account, book }: Unsummed,
  books: PriceBooks,
): Invoice {
  const { subtotal, discount, total: net } = totals(lines);
  assert(lines.every(isDiscountedToZeroAtMost), "no discount takes more than its line's amount");
  const tax = sums?.tax ?? zero;
  const total = add(net, tax);
  const due = subtract(total, prepaid);
  assert(!isNegative(total) ? !isNegative(due) : !isPositive(due), "due has the document's sign");
  const fixed = (amount: Decimal): string => formatFixed(amount, book.minorUnits);
  const kind = isNegative(total) ? "credit-note" : "invoice";
  return {
    kind,
    number: null,
    series: ownSeries(kind, group, account, books),
    id,
    customer: account.customer.id,
    customerName: account.customer.name,
    currency: book.model.currency,
    status: "final",
    issuedAt: formatInstant(group.cutoff),
    dueAt: formatInstant(group.cutoff + netDays(group, book, account, books) * DAY_MS),
    model: book.id,
    ...parties(book.model, account.customer),
    contracts: contractNumbers(account, lines),
    methods: contractMethods(account, lines, books),
    corrects: isNegative(total) ? correctedBy(lines) : undefined,
    reason: reasonOf(group),
    pricesInclude: sums?.pricesInclude,
    lines: writtenLines(lines, account),
    subtotal: fixed(subtotal),
    discount: fixed(discount),
    discounts: documentDiscounts(lines, book),
    tax: fixed(tax),
    taxes: sums?.subtotals,
    total: fixed(total),
    prepaid: isZero(prepaid) ? undefined : fixed(prepaid),
    due: isZero(prepaid) ? undefined : fixed(due),
  };
}

function writtenLines(priced: readonly PricedLine[], account: Account): readonly InvoiceLine[] {
  const lines = priced.map(({ line }) => line);
  const customerOf = lineCustomers(account);
  if (customerOf === undefined) return lines;
  return lines.map((line) => ({ ...line, customer: line.customer ?? customerOf(line) }));
}

/** Why a credit note is issued that was told by hand. */
function reasonOf({ items: [first] }: DueGroup): string | undefined {
  return first?.kind === "credit-note" ? first.state.reason : undefined;
}

/** The invoices on which what goes back was billed, each once; undefined where nothing of theirs goes back. */
function correctedBy(lines: readonly PricedLine[]): readonly string[] | undefined {
  const ids = lines.flatMap(({ supply }) => supply?.takesBack?.invoices ?? []);
  return ids.length === 0 ? undefined : [...new Set(ids)];
}

/** Days to pay: those of the item that must be paid soonest. */
function netDays(group: DueGroup, book: PriceBook, account: Account, books: PriceBooks): number {
  let soonest = Number.POSITIVE_INFINITY;
  const byCadence = book.model.payment?.terms;
  for (const item of group.items) {
    const contract = account.contracts === null ? undefined : contractOfItem(item);
    const agreed = contract && contractNetDays(account, contract, group.dueAt, books);
    if (typeof agreed === "number") {
      soonest = Math.min(soonest, agreed);
      continue;
    }
    const cadence = byCadence === undefined ? undefined : cadenceOf(item, book);
    const terms = cadence === undefined ? undefined : byCadence?.[cadence];
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
    case "so-far":
      return item.charge.cadence;
    case "maintenance":
      return book.model.licences?.[item.state.fact.licence]?.maintenance?.every;
    case "licence":
    case "sale":
    case "milestone":
    case "fee":
    case "dunning-fee":
    case "credits":
    case "credit-note":
    case "service-credit":
    case "true-up":
    case "rebate":
      return undefined;
  }
}
