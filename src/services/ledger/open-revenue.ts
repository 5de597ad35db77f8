import { type AlikeLines, alikeLines, type SoldSince } from "../../ledger/close/alike-lines.ts";
import { type Month, monthText } from "../../ledger/recognition/accounting-month.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { letGoOldest } from "../../store/let-go-oldest.ts";
import { revenueVersion } from "../../store/revenue-invoices.ts";
import type { Tx } from "../../store/tenant.ts";
import type { AccountingCalendar } from "../accounting-calendar.ts";
import { soldPages } from "../closing/open-invoices.ts";

/** What is sold and not settled, lines that are recognised alike once. */
export interface OpenRevenue {
  /** By the first month at whose end they are in the books. */
  readonly months: ReadonlyMap<Month, readonly AlikeLines[]>;
  /** The currencies of invoices, those without lines too, and the first month in which each is in the books. */
  readonly currencies: ReadonlyMap<CurrencyCode, Month>;
  /** Whether it hangs on what was posted alone, and not on a customer's zone of today. */
  readonly isLasting: boolean;
}

/** Reads a tenant's open revenue; with `settledFrom` what was settled in that month or later is in it, too. */
export type ReadOpenRevenue = (
  tx: Tx,
  calendar: AccountingCalendar,
  settledFrom?: Month,
) => Promise<OpenRevenue>;

/** Tenants whose open revenue is remembered, and lines of one at most. */
const tenantsMost = 8;
const linesMost = 50_000;

interface Remembered {
  readonly version: string;
  readonly revenue: Promise<OpenRevenue>;
}

/**
 * Reads open revenue once for as long as nothing was posted, closed or told of what was sold: reports that are asked for beside one
 * another share it, and each looks first whether it still holds.
 */
export function rememberOpenRevenue(): (tenant: string) => ReadOpenRevenue {
  const remembered = new Map<string, Remembered>();
  return (tenant) => async (tx, calendar, settledFrom) => {
    const { closed, zone } = calendar;
    // Nothing is settled in a month that is not closed.
    if (settledFrom !== undefined && settledFrom <= (closed ?? -Infinity))
      return readOpenRevenue(tx, calendar, monthText(settledFrom));
    const version = `${await revenueVersion(tx)} ${closed} ${zone.id}`;
    const before = remembered.get(tenant);
    if (before?.version === version) {
      const shared = await before.revenue.catch(() => undefined);
      if (shared !== undefined) return shared;
    }
    const own: Remembered = { version, revenue: readOpenRevenue(tx, calendar) };
    remembered.delete(tenant);
    remembered.set(tenant, own);
    letGoOldest(remembered, tenantsMost);
    const forget = (): void => {
      if (remembered.get(tenant) === own) remembered.delete(tenant);
    };
    try {
      const revenue = await own.revenue;
      // What was posted while it was read may be in a part of it.
      const after = `${await revenueVersion(tx)} ${closed} ${zone.id}`;
      if (after !== version || !revenue.isLasting || linesOf(revenue) > linesMost) forget();
      return revenue;
    } catch (error) {
      forget();
      throw error;
    }
  };
}

const linesOf = ({ months }: OpenRevenue): number =>
  [...months.values()].reduce((count, lines) => count + lines.length, 0);

async function readOpenRevenue(
  tx: Tx,
  { zone }: AccountingCalendar,
  settledFrom?: string,
): Promise<OpenRevenue> {
  const months = new Map<Month, readonly AlikeLines[]>();
  const currencies = new Map<CurrencyCode, Month>();
  let isLasting = true;
  for await (const page of soldPages(tx, zone, settledFrom)) {
    const fresh = new Map<Month, SoldSince[]>();
    for (const invoice of page) {
      const { appears, sold, isByDocument } = invoice;
      if (isByDocument) isLasting = false;
      const { currency } = sold;
      currencies.set(currency, Math.min(appears, currencies.get(currency) ?? appears));
      const own = fresh.get(appears);
      if (own === undefined) fresh.set(appears, [invoice]);
      else own.push(invoice);
    }
    for (const [month, sold] of fresh)
      months.set(month, alikeLines([...(months.get(month) ?? []), ...sold]));
  }
  return { months, currencies, isLasting };
}

/** What is in the books at the end of a month. */
export const linesBy = ({ months }: OpenRevenue, month: Month): readonly AlikeLines[] =>
  [...months].flatMap(([appears, lines]) => (appears <= month ? lines : []));
