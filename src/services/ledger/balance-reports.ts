import { assert } from "../../fault/fault.ts";
import { isAccountName } from "../../ledger/account-name.ts";
import { accountIn, type Chart, chartOf } from "../../ledger/chart.ts";
import { isPostedByHand } from "../../ledger/manual/manual-entry.ts";
import { trialBalanceOf } from "../../ledger/trial-balance.ts";
import { isCurrencyCode } from "../../money/currency.ts";
import { decimalOf } from "../../money/decimal.ts";
import { journalTurnovers } from "../../store/journal.ts";
import type { Tx } from "../../store/tenant.ts";
import type { Instant } from "../../time/instant.ts";
import type { AccountingCalendar } from "../accounting-calendar.ts";
import type { TenantModels } from "../model-library.ts";
import { endOfDay } from "./book-days.ts";
import type { AccountSummary, TrialBalanceAnswer } from "./ledger-answers.ts";

async function balanced(tx: Tx, models: TenantModels, to: Instant | undefined) {
  const turnovers = (await journalTurnovers(tx, to)).map((row) => {
    const { account, currency } = row;
    assert(
      isAccountName(account) && isCurrencyCode(currency),
      `${account} ${currency} is posted on`,
    );
    return { account, currency, debits: decimalOf(row.debits), credits: decimalOf(row.credits) };
  });
  const accounts = turnovers.map(({ account }) => account);
  const chart: Chart = chartOf({ models: models.models, accounts });
  return { chart, balance: trialBalanceOf(turnovers) };
}

/** The trial balance at the end of a day, of all entries where none is given. */
export async function trialBalanceReport(
  tx: Tx,
  models: TenantModels,
  { zone, last }: AccountingCalendar,
  asOf: string | undefined,
): Promise<TrialBalanceAnswer> {
  const to = asOf === undefined ? undefined : endOfDay(zone, asOf);
  const { chart, balance } = await balanced(tx, models, to);
  return {
    asOf: asOf ?? null,
    final: to !== undefined && last !== undefined && to <= last.endsAt,
    rows: balance.rows.map(({ account, currency, debits, credits, balance: left }) => {
      const { name: _, normalSide: __, ...about } = accountIn(chart, account);
      return { account, ...about, currency, debits, credits, balance: left };
    }),
    totals: balance.totals,
  };
}

/** Every account of the books in the order of the statements, with what it stands at. */
export async function accountsReport(
  tx: Tx,
  models: TenantModels,
): Promise<readonly AccountSummary[]> {
  const { chart, balance } = await balanced(tx, models, undefined);
  const balances = new Map<string, { currency: string; balance: string }[]>();
  for (const { account, currency, balance: left } of balance.rows)
    balances.set(account, [...(balances.get(account) ?? []), { currency, balance: left }]);
  return [...chart.values()].map(({ name, ...rest }) => ({
    account: name,
    ...rest,
    byHand: isPostedByHand(name),
    balances: balances.get(name) ?? [],
  }));
}
