import type { CreditMovement } from "../credit/movement.ts";
import { assert, expectOk, ok, type Result } from "../fault/fault.ts";
import type { Account } from "./account.ts";
import { advance } from "./advance.ts";
import type { AllocationMovement } from "./allocation.ts";
import { type Assembled, assembleInvoices } from "./assemble-invoice.ts";
import { allocateBilled } from "./contracts/contract-allocations.ts";
import { settleCommitments } from "./contracts/settle-commitments.ts";
import { settleRebates } from "./contracts/settle-rebates.ts";
import { rememberCouponTimes } from "./coupon-time.ts";
import { countCouponUses, couponsDue } from "./coupons-due.ts";
import { creditNoteLine } from "./credit-note-line.ts";
import { creditPackLine } from "./credit-pack.ts";
import { documentGroups } from "./document-groups.ts";
import type { DueGroup, DueItem } from "./due.ts";
import { dunningFeeLine } from "./dunning-fee-line.ts";
import type { Invoice } from "./invoice.ts";
import { licenceLine, maintenanceLine } from "./licence-line.ts";
import type { PricedLine } from "./line.ts";
import { milestoneLine } from "./milestone-line.ts";
import { rememberSold } from "./milestones.ts";
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
import { type PricedDocument, type PricedItems, shareDiscounts } from "./share-discounts.ts";
import { lessBilled, soFarUsage } from "./so-far.ts";
import { terminationFeeLine } from "./termination-fee-line.ts";
import { zoneOf } from "./terms.ts";
import { hasNews, isUsageCheck, reachingThreshold } from "./usage-check.ts";
import { type BilledUsage, lateUsageLines, usageLine } from "./usage-line.ts";
import type { UsageView } from "./usage-view.ts";

/** What billing a due group gives; no invoice where there is nothing to charge for. */
export interface Billed {
  readonly invoices: readonly Invoice[];
  readonly after: Account;
  /** What credits did: those that paid, those that were sold. And what of the lines belongs to something else. */
  readonly movements: readonly (CreditMovement | AllocationMovement)[];
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
  const isCheck = isUsageCheck(group);
  const looked = (of: Account): Account => (isCheck ? { ...of, usageCheckedAt: group.dueAt } : of);
  const nothing = (): Result<Billed> => ok({ invoices: [], after: looked(account), movements: [] });
  if (isCheck && !hasNews(account, group, usage)) return nothing();
  const all = documentGroups(account, group, books).map(
    (part): PricedDocument => ({
      group: part,
      priced: lessBilled(shareDiscounts(priceItems(account, part, books, usage))),
    }),
  );
  const priced = isCheck ? reachingThreshold(account, all, books) : all;
  if (isCheck && priced.length === 0) return nothing();
  const committed = settleCommitments(account, priced, books);
  const settled = settleRebates(committed.account, committed.documents, books);
  const { documents, counted } = settled;
  const assembled = assembleAll(settled.account, documents, books);
  if (!assembled.ok) return assembled;
  const { invoices, account: issued, movements, billedOn } = assembled.value;
  const parts = { ...together(documents), billedOn };
  // A group without a document has had its turn all the same: what waited behind it is not issued before it.
  const past =
    issued.lastIssued === group.cutoff ? issued : { ...issued, lastIssued: group.cutoff };
  const items = isCheck ? priced.flatMap((one) => one.group.items) : group.items;
  const advanced = looked(rememberSold(advance(past, items, parts), invoices));
  const after = rememberFees(advanced, invoices, books, group.cutoff);
  const lines = { documents, counted, billedOn };
  const apart = allocateBilled(after, lines, group.cutoff, books);
  return ok({
    invoices,
    after: apart.account,
    movements: apart.movements.length === 0 ? movements : [...movements, ...apart.movements],
  });
}

/** Makes the documents one after the other: what one uses up of the account, the next does not find. */
function assembleAll(
  before: Account,
  documents: readonly PricedDocument[],
  books: PriceBooks,
): Result<Assembled> {
  const [first] = documents;
  if (first !== undefined && documents.length === 1) return assembleOne(before, first, books);
  const invoices: Invoice[] = [];
  const movements: CreditMovement[] = [];
  const places = new Map<PricedLine, Assembled["billedOn"]>();
  let account = before;
  for (const document of documents) {
    const assembled = assembleOne(account, document, books);
    if (!assembled.ok) return assembled;
    const { value } = assembled;
    invoices.push(...value.invoices);
    movements.push(...value.movements);
    for (const line of document.priced.lines) places.set(line, value.billedOn);
    account = value.account;
  }
  return ok({ invoices, account, movements, billedOn: placesIn(places) });
}

/** What has no line makes no document. */
function assembleOne(
  account: Account,
  { group, priced }: PricedDocument,
  books: PriceBooks,
): Result<Assembled> {
  const { lines } = priced;
  const counted = countCouponUses(rememberCouponTimes(account, priced), priced.counted ?? lines);
  return lines.length === 0
    ? ok({ invoices: [], account: counted, movements: [], billedOn: placesIn(new Map()) })
    : assembleInvoices({ group, lines, account: counted }, books);
}

const placesIn =
  (places: ReadonlyMap<PricedLine, Assembled["billedOn"]>): Assembled["billedOn"] =>
  (line) => {
    const billedOn = places.get(line);
    assert(billedOn !== undefined, "what has a line has a document");
    return billedOn(line);
  };

/** What was billed on all the documents. */
function together(documents: readonly PricedDocument[]): Omit<PricedItems, "lines"> {
  const [first, ...others] = documents.map(({ priced }) => priced);
  if (first !== undefined && others.length === 0) return first;
  const all = documents.map(({ priced }) => priced);
  return {
    usage: all.flatMap(({ usage }) => usage),
    paid: all.flatMap(({ paid }) => paid),
    returned: all.flatMap(({ returned }) => returned),
  };
}

function priceItems(
  account: Account,
  group: DueGroup,
  books: PriceBooks,
  usage: UsageView,
): PricedItems {
  const lines: PricedLine[] = [];
  const billed: { usage: BilledUsage[]; paid: PaidInAdvance[]; returned: ReturnedTime[] } = {
    usage: [],
    paid: [],
    returned: [],
  };
  const looked = new Set<string>();
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
        chargeUsage(usageLine(withCoupons(item), group.cutoff, usage));
        if (!usage.hasLate(item.state.fact.customer)) break;
        // Once a charge, however many of its periods are caught up on: what is late is billed once.
        if (looked.has(chargeKey(item))) break;
        looked.add(chargeKey(item));
        for (const late of lateUsageLines(item, group.cutoff, usage, account)) chargeUsage(late);
        break;
      case "so-far":
        chargeUsage(soFarUsage(withCoupons(item), group.dueAt, usage));
        break;
      case "unused": {
        const line = unusedLine(item, account);
        if (line !== undefined) billed.returned.push({ item, line });
        charge(line);
        break;
      }
      case "true-up":
      case "rebate":
        break;
      default:
        charge(otherLine(item, account, books));
    }
  }
  return { lines, ...billed };
}

const chargeKey = ({ state, charge }: Extract<DueItem, { kind: "usage" }>): string =>
  `${state.key}/${charge.id}`;

const asItIs = <T>(item: T): T => item;

function otherLine(
  item: Exclude<
    DueItem,
    { kind: "recurring" | "rest" | "usage" | "so-far" | "unused" | "true-up" | "rebate" }
  >,
  account: Account,
  books: PriceBooks,
): PricedLine | undefined {
  switch (item.kind) {
    case "fee":
      return terminationFeeLine(item);
    case "licence": {
      const book = books.find(item.state.model);
      return licenceLine(item.state, book, expectOk(zoneOf(account.customer, book)));
    }
    case "maintenance":
      return maintenanceLine(item, books.find(item.state.model));
    case "sale": {
      const { state, place, period } = item;
      const book = books.find(state.model);
      return place === undefined
        ? saleLine(state, book, expectOk(zoneOf(account.customer, book)), period)
        : milestoneLine(state, place, undefined, book);
    }
    case "milestone": {
      const { state, sale, reached } = item;
      return milestoneLine(sale, state.place, reached, books.find(sale.model));
    }
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
