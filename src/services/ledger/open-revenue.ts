import { expectOk } from "../../fault/fault.ts";
import { type AlikeLines, alikeLines, type SoldSince } from "../../ledger/close/alike-lines.ts";
import { type Month, monthText } from "../../ledger/recognition/accounting-month.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { revenueVersion } from "../../store/revenue-invoices.ts";
import type { Tx } from "../../store/tenant.ts";
import { findZone, type Zone } from "../../time/zone.ts";
import type { AccountingCalendar } from "../accounting-calendar.ts";
import { soldPages } from "../closing/open-invoices.ts";
import { rememberAnswers } from "../remembered-answers.ts";

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

/**
 * Reads open revenue once for as long as nothing was posted, closed or told of what was sold: reports that are asked for beside one
 * another share it, and each looks first whether it still holds.
 */
export function rememberOpenRevenue(): ReadOpenRevenue {
  const read = rememberAnswers({
    versionOf: revenueVersion,
    answer: (tx, { zone }: { readonly zone: string; readonly closed: Month | undefined }) =>
      readOpenRevenue(tx, expectOk(findZone(zone))),
    most: tenantsMost,
    lasts: (revenue) => revenue.isLasting && linesOf(revenue) <= linesMost,
  });
  return (tx, { closed, zone }, settledFrom) =>
    // Nothing is settled in a month that is not closed.
    settledFrom !== undefined && settledFrom <= (closed ?? -Infinity)
      ? readOpenRevenue(tx, zone, monthText(settledFrom))
      : read(tx, { zone: zone.id, closed });
}

const linesOf = ({ months }: OpenRevenue): number =>
  [...months.values()].reduce((count, lines) => count + lines.length, 0);

async function readOpenRevenue(tx: Tx, zone: Zone, settledFrom?: string): Promise<OpenRevenue> {
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
