import type { CreditMovement } from "../credit/movement.ts";
import { ok, type Result } from "../fault/fault.ts";
import type { Account } from "./account.ts";
import { advance } from "./advance.ts";
import { assembleInvoices } from "./assemble-invoice.ts";
import { countCouponUses, couponsDue } from "./coupons-due.ts";
import { creditNoteLine } from "./credit-note-line.ts";
import { creditPackLine } from "./credit-pack.ts";
import type { DueGroup, DueItem } from "./due.ts";
import { dunningFeeLine } from "./dunning-fee-line.ts";
import type { Invoice } from "./invoice.ts";
import { licenceLine, maintenanceLine } from "./licence-line.ts";
import type { PricedLine } from "./line.ts";
import type { PriceBooks } from "./price-book.ts";
import { rememberFees } from "./promised-fees.ts";
import {
  type PaidInAdvance,
  type ReturnedTime,
  recurringLine,
  restLine,
  unusedLine,
} from "./recurring-line.ts";
import { saleLine } from "./sale-line.ts";
import { serviceCreditLine } from "./service-credit-line.ts";
import { type PricedItems, shareDiscounts } from "./share-discounts.ts";
import { terminationFeeLine } from "./termination-fee-line.ts";
import type { ChargeTerms } from "./terms.ts";
import { type BilledUsage, lateUsageLines, usageLine } from "./usage-line.ts";
import type { UsageView } from "./usage-view.ts";

/** What billing a due group gives; no invoice where there is nothing to charge for. */
export interface Billed {
  readonly invoices: readonly Invoice[];
  readonly after: Account;
  /** What credits did: those that paid, those that were sold. */
  readonly movements: readonly CreditMovement[];
}

/**
 * Bills everything of a due group on final documents, still without numbers, and moves the account past it. Refuses, for
 * want of a rule or of the customer's place, what cannot be taxed.
 */
export function bill(
  account: Account,
  group: DueGroup,
  books: PriceBooks,
  usage: UsageView,
): Result<Billed> {
  const { lines, ...billed } = shareDiscounts(priceItems(account, group, books, usage));
  if (lines.length === 0) {
    const after = advance(account, group.items, { ...billed, billedOn: onNothing });
    return ok({ invoices: [], after, movements: [] });
  }
  const counted = countCouponUses(account, lines);
  const assembled = assembleInvoices({ group, lines, account: counted }, books);
  if (!assembled.ok) return assembled;
  const { invoices, account: issued, movements, billedOn } = assembled.value;
  const advanced = advance(issued, group.items, { ...billed, billedOn });
  return ok({ invoices, after: rememberFees(advanced, invoices, books, group.cutoff), movements });
}

const onNothing = (): never => {
  throw new Error("broken invariant: what has a line has a document");
};

function priceItems(
  account: Account,
  group: DueGroup,
  books: PriceBooks,
  usage: UsageView,
): PricedItems {
  const { customer } = account;
  const lines: PricedLine[] = [];
  const billed: { usage: BilledUsage[]; paid: PaidInAdvance[]; returned: ReturnedTime[] } = {
    usage: [],
    paid: [],
    returned: [],
  };
  const looked = new Set<ChargeTerms>();
  const withCoupons = couponsDue(account, group.dueAt) ?? asItIs;
  const charge = (line: PricedLine | undefined): void => {
    if (line !== undefined) lines.push(line);
  };
  const chargeUsage = (used: BilledUsage): void => {
    billed.usage.push(used);
    charge(used.line);
  };
  const chargeInAdvance = (paid: PaidInAdvance | undefined): void => {
    if (paid === undefined) return;
    billed.paid.push(paid);
    charge(paid.line);
  };
  for (const item of group.items) {
    switch (item.kind) {
      case "recurring":
        chargeInAdvance(recurringLine(withCoupons(item)));
        break;
      case "rest":
        chargeInAdvance(restLine(item));
        break;
      case "usage":
        chargeUsage(usageLine(customer.id, withCoupons(item), group.cutoff, usage));
        // Once a charge, however many of its periods are caught up on: what is late is billed once.
        if (looked.has(item.charge)) break;
        looked.add(item.charge);
        for (const late of lateUsageLines(customer.id, item, group.cutoff, usage))
          chargeUsage(late);
        break;
      case "unused": {
        const line = unusedLine(item, account.notes);
        if (line !== undefined) billed.returned.push({ item, line });
        charge(line);
        break;
      }
      default:
        charge(otherLine(item, account, books));
    }
  }
  return { lines, ...billed };
}

const asItIs = <T>(item: T): T => item;

function otherLine(
  item: Exclude<DueItem, { kind: "recurring" | "rest" | "usage" | "unused" }>,
  account: Account,
  books: PriceBooks,
): PricedLine | undefined {
  switch (item.kind) {
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
    case "credit-note":
      return creditNoteLine(item.state, item.line, books.find(item.state.model));
    case "service-credit":
      return serviceCreditLine(item.state, books.find(item.state.model));
    case "credits":
      return creditPackLine(item.state, account, books.find(item.state.model));
  }
}
