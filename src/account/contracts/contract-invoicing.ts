import { expectOk } from "../../fault/fault.ts";
import type { ContractTemplate } from "../../model/contract.ts";
import type { Invoicing } from "../../model/invoicing.ts";
import { parseCadence } from "../../time/cadence.ts";
import { formatCivilDate, parseCivilDate } from "../../time/calendar.ts";
import type { Instant } from "../../time/instant.ts";
import { type Period, periodContaining } from "../../time/schedule.ts";
import { civilDateAt } from "../../time/zone.ts";
import type { Account } from "../account.ts";
import type { DueItem } from "../due.ts";
import type { PriceBook, PriceBooks } from "../price-book.ts";
import type { ContractState } from "./contract-state.ts";
import { accountZone, lastTerm, leftSince, startOf, templateOf, termAt } from "./contract-terms.ts";
import { contractOfItem } from "./on-documents.ts";

/** What of an account is invoiced by itself: a contract that says how, by its id; or all the rest. */
export type InvoiceScope = string;

/** All that no contract has invoices of its own for. Nothing has an empty id. */
export const generalScope: InvoiceScope = "";

/** What a contract's template says on a day of how it is invoiced; undefined where nothing. */
function contractInvoicing(
  contract: ContractState,
  at: Instant,
  account: Account,
  books: PriceBooks,
): Invoicing | undefined {
  if (!mayInvoice(contract, books)) return undefined;
  const zone = accountZone(account, books.find(lastTerm(contract).model));
  const day = formatCivilDate(civilDateAt(zone, at));
  const term = termAt(contract, day, account, books) ?? lastTerm(contract);
  return templateOf(contract, books.find(term.model)).invoicing;
}

/** Whether any version of a contract's template says how it is invoiced. */
const mayInvoice = ({ terms, fact }: ContractState, books: PriceBooks): boolean =>
  books.current.model.contracts?.[fact.template]?.invoicing !== undefined ||
  terms.some(({ model }) => templateIn(fact.template, books.find(model))?.invoicing !== undefined);

const templateIn = (template: string, { model }: PriceBook): ContractTemplate | undefined =>
  model.contracts?.[template];

/** How the invoices of an account's contracts are made; undefined where none says anything of its own. */
export interface ContractInvoicing {
  /** What is invoiced together with something that falls due. */
  readonly scopeOf: (item: DueItem, at: Instant) => InvoiceScope;
  /** What a scope's contract says of its invoices at an instant; undefined for the general one. */
  readonly settings: (scope: InvoiceScope, at: Instant) => Invoicing | undefined;
  /** When something that falls due at an instant is invoiced: on the next day of its contract's own. */
  readonly heldUntil: (item: DueItem, at: Instant) => Instant;
}

/** How the invoices of an account's contracts are made; undefined where none says anything of its own. */
export function contractsInvoicing(
  account: Account,
  books: PriceBooks,
): ContractInvoicing | undefined {
  const own = account.contracts?.filter((one) => mayInvoice(one, books)) ?? [];
  if (own.length === 0) return undefined;
  const contractOf = (item: DueItem): ContractState | undefined => {
    const id = item.kind === "service-credit" ? creditedUnder(item, account) : contractOfItem(item);
    return own.find(({ fact }) => fact.id === id);
  };
  return {
    scopeOf: (item, at) => {
      const contract = contractOf(item);
      const says = contract && contractInvoicing(contract, at, account, books);
      return contract === undefined || says === undefined ? generalScope : contract.fact.id;
    },
    settings: (scope, at) => {
      const contract = own.find(({ fact }) => fact.id === scope);
      return contract && contractInvoicing(contract, at, account, books);
    },
    heldUntil: (item, at) => {
      const contract = isHeld(item) ? contractOf(item) : undefined;
      return contract === undefined ? at : invoiceDays(contract, account, books).next(at);
    },
  };
}

/** What pays ahead, and what goes back for a breach, waits for nothing. */
const isHeld = ({ kind }: DueItem): boolean => kind !== "credits" && kind !== "service-credit";

/** The contract of the subscription that a service credit is of. */
function creditedUnder(
  { state }: Extract<DueItem, { kind: "service-credit" }>,
  { subscriptions }: Account,
): string | undefined {
  const found = subscriptions.find(({ fact }) => fact.id === state.fee.subscription);
  return found?.phases.findLast(({ key }) => state.fee.line.startsWith(`${key}/`))?.fact.contract;
}

/** The days on which a contract is invoiced. */
export interface InvoiceDays {
  /** The first at an instant or after it. */
  readonly next: (at: Instant) => Instant;
  /** The last at an instant or before it. */
  readonly last: (at: Instant) => Instant;
}

const everyDay: InvoiceDays = { next: (at) => at, last: (at) => at };

/** The days on which what is bought under a contract is invoiced: any, where it has no period of its own. */
export function invoiceDaysOf(
  id: string | undefined,
  account: Account,
  books: PriceBooks,
): InvoiceDays {
  const contract = account.contracts?.find(({ fact }) => fact.id === id);
  return contract === undefined || !mayInvoice(contract, books)
    ? everyDay
    : invoiceDays(contract, account, books);
}

/** The beginnings of its periods, counted from each term's first day, and its end. Outside of it any day is one. */
function invoiceDays(contract: ContractState, account: Account, books: PriceBooks): InvoiceDays {
  const periodOf = (at: Instant): Period | undefined => invoicePeriod(contract, at, account, books);
  return {
    next: (at) => {
      const period = periodOf(at);
      return period === undefined || period.from === at ? at : period.to;
    },
    last: (at) => periodOf(at)?.from ?? at,
  };
}

function invoicePeriod(
  contract: ContractState,
  at: Instant,
  account: Account,
  books: PriceBooks,
): Period | undefined {
  const zone = accountZone(account, books.find(lastTerm(contract).model));
  const term = termAt(contract, formatCivilDate(civilDateAt(zone, at)), account, books);
  const left = leftSince(contract, account, zone) ?? Number.POSITIVE_INFINITY;
  if (term === undefined || at >= left) return undefined;
  const trigger = templateOf(contract, books.find(term.model)).invoicing?.trigger;
  if (trigger?.kind !== "period") return undefined;
  const period = periodContaining(
    {
      cadence: expectOk(parseCadence(trigger.every)),
      zone,
      start: expectOk(parseCivilDate(term.start)),
      alignment: "anniversary",
    },
    at,
  );
  const end = Math.min(startOf(zone, term.end), left);
  return period && { ...period, to: Math.min(period.to, end) };
}
