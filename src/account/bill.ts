import { assert } from "../fault/fault.ts";
import { compare, type Decimal, equals, formatFixed, isNegative, zero } from "../money/decimal.ts";
import type { CadenceName } from "../time/cadence.ts";
import { DAY_MS, formatInstant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import { advance } from "./advance.ts";
import type { DueGroup, DueItem } from "./due.ts";
import { dunningFeeLine } from "./dunning-fee-line.ts";
import type { Invoice } from "./invoice.ts";
import { licenceLine, maintenanceLine } from "./licence-line.ts";
import { type PricedLine, totals } from "./line.ts";
import { parties } from "./parties.ts";
import type { PriceBook, PriceBooks } from "./price-book.ts";
import { type PaidInAdvance, recurringLine, unusedLine } from "./recurring-line.ts";
import { saleLine } from "./sale-line.ts";
import { terminationFeeLine } from "./termination-fee-line.ts";
import type { ChargeTerms } from "./terms.ts";
import { type BilledUsage, lateUsageLines, usageLine } from "./usage-line.ts";
import type { UsageView } from "./usage-view.ts";

/** What billing a due group gives; no invoice where there is nothing to charge for. */
export interface Billed {
  readonly invoice: Invoice | undefined;
  readonly after: Account;
}

/** Bills everything of a due group on one final invoice, still without a number, and moves the account past it. */
export function bill(
  account: Account,
  group: DueGroup,
  books: PriceBooks,
  usage: UsageView,
): Billed {
  const { customer } = account;
  const lines: PricedLine[] = [];
  const billed: { usage: BilledUsage[]; paid: PaidInAdvance[] } = { usage: [], paid: [] };
  const looked = new Set<ChargeTerms>();
  const charge = (line: PricedLine | undefined): void => {
    if (line !== undefined) lines.push(line);
  };
  const chargeUsage = (used: BilledUsage): void => {
    billed.usage.push(used);
    charge(used.line);
  };
  for (const item of group.items) {
    switch (item.kind) {
      case "recurring": {
        const paid = recurringLine(item);
        if (paid === undefined) break;
        billed.paid.push(paid);
        charge(paid.line);
        break;
      }
      case "usage":
        chargeUsage(usageLine(customer.id, item, group.cutoff, usage));
        // Once a charge, however many of its periods are caught up on: what is late is billed once.
        if (looked.has(item.charge)) break;
        looked.add(item.charge);
        for (const late of lateUsageLines(customer.id, item, group.cutoff, usage))
          chargeUsage(late);
        break;
      default:
        charge(otherLine(item, books));
    }
  }
  const id = `${customer.id}:${account.issued + 1}`;
  const after = advance(account, group.items, { ...billed, invoice: id });
  if (lines.length === 0) return { invoice: undefined, after };
  const invoice = assemble(id, account, group, lines, bookOf(group, books));
  return { invoice, after: { ...after, issued: account.issued + 1, lastIssued: group.cutoff } };
}

function otherLine(
  item: Exclude<DueItem, { kind: "recurring" | "usage" }>,
  books: PriceBooks,
): PricedLine | undefined {
  switch (item.kind) {
    case "unused":
      return unusedLine(item);
    case "fee":
      return terminationFeeLine(item);
    case "licence":
      return licenceLine(item.state, books.find(item.state.model));
    case "maintenance":
      return maintenanceLine(item, books.find(item.state.model));
    case "sale":
      return saleLine(item.state, books.find(item.state.model));
    case "dunning-fee":
      return dunningFeeLine(item.state, books.find(item.state.model));
  }
}

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

function assemble(
  id: string,
  account: Account,
  group: DueGroup,
  lines: readonly PricedLine[],
  book: PriceBook,
): Invoice {
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
  };
}

/** The invoices on which what goes back was billed, each once; undefined where nothing of theirs goes back. */
function correctedBy({ items }: DueGroup): readonly string[] | undefined {
  const ids = items.flatMap((item) => (item.kind === "unused" ? [item.paid.invoice] : []));
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
      return undefined;
  }
}
