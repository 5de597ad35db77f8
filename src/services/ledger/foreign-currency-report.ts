import { assert } from "../../fault/fault.ts";
import {
  type AccountName,
  type CurrencyResult,
  currencyGain,
  currencyLoss,
  isAccountName,
} from "../../ledger/account-name.ts";
import { accountIn, chartOf } from "../../ledger/chart.ts";
import { type DayTurnover, translateBalances } from "../../ledger/foreign/translate-balances.ts";
import { type CurrencyCode, isCurrencyCode } from "../../money/currency.ts";
import { add, type Decimal, decimalOf, isZero, negate, zero } from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";
import { dayTurnovers } from "../../store/currency-positions.ts";
import type { Tx } from "../../store/tenant.ts";
import type { Instant } from "../../time/instant.ts";
import type { AccountingCalendar } from "../accounting-calendar.ts";
import { valuedPositions } from "../closing/revalue-open.ts";
import type { TenantModels } from "../model-library.ts";
import { ratesNear } from "../rates-near.ts";
import { endOfDay } from "./book-days.ts";
import type { CurrencyResultAnswer, ForeignCurrencyAnswer } from "./ledger-answers.ts";

/** The last months of results that the report shows. */
const monthsShown = 24;

/**
 * What stands in other currencies than the books' at the end of a day, what rates gained and lost month by month, and all
 * balances in the currency of the books; at the rates that are known now.
 */
export async function foreignCurrencyReport(
  tx: Tx,
  models: TenantModels,
  { zone }: AccountingCalendar,
  asOf: string,
  now: Instant,
): Promise<ForeignCurrencyAnswer> {
  const books = models.books.current.model.currency;
  const end = endOfDay(zone, asOf);
  const turnovers = (await dayTurnovers(tx, end, zone.id)).map(readTurnover);
  const positions = await valuedPositions(tx, books, { end, day: asOf, known: now });
  const days = new Set([asOf, ...turnovers.filter(isForeign(books)).map(({ day }) => day)]);
  const currencies = new Set([books, ...turnovers.map(({ currency }) => currency)]);
  const rates = await ratesNear(tx, currencies, [...days]);
  const translated = translateBalances(turnovers, books, rates.knownAt(now), asOf);
  const accounts = [...translated.balances, ...translated.untranslated];
  const chart = chartOf({
    models: models.models,
    accounts: accounts.map(({ account }) => account),
  });
  return {
    asOf,
    currency: books,
    positions,
    results: resultsByMonth(turnovers, books),
    balances: translated.balances.map(({ account, balance }) => {
      const { name: _, normalSide: __, ...about } = accountIn(chart, account);
      return { account, ...about, balance: minorText(balance, books) };
    }),
    untranslated: translated.untranslated.map(({ account, currency, amount }) => ({
      account,
      currency,
      balance: minorText(amount, currency),
    })),
  };
}

const isForeign =
  (books: CurrencyCode) =>
  ({ currency }: DayTurnover): boolean =>
    currency !== books;

function readTurnover({
  account,
  currency,
  day,
  amount,
}: Awaited<ReturnType<typeof dayTurnovers>>[number]): DayTurnover {
  assert(isAccountName(account) && isCurrencyCode(currency), `${account} ${currency} is posted on`);
  return { account, currency, day, amount: decimalOf(amount) };
}

function resultsByMonth(
  turnovers: readonly DayTurnover[],
  books: CurrencyCode,
): readonly CurrencyResultAnswer[] {
  const posted = new Map<string, Decimal>();
  const months = new Set<string>();
  const accounts = new Set<AccountName>(
    (["realised", "unrealised"] as const).flatMap((kind) => [
      currencyGain(kind),
      currencyLoss(kind),
    ]),
  );
  for (const { account, day, amount } of turnovers) {
    if (!accounts.has(account)) continue;
    const month = day.slice(0, 7);
    months.add(month);
    const key = `${month} ${account}`;
    posted.set(key, add(posted.get(key) ?? zero, amount));
  }
  const text = (amount: Decimal): string => minorText(amount, books);
  const of = (month: string, kind: CurrencyResult) => ({
    gain: text(negate(posted.get(`${month} ${currencyGain(kind)}`) ?? zero)),
    loss: text(posted.get(`${month} ${currencyLoss(kind)}`) ?? zero),
  });
  return [...months]
    .toSorted()
    .slice(-monthsShown)
    .map((month) => {
      const net = [...accounts].map((account) => posted.get(`${month} ${account}`) ?? zero);
      return {
        month,
        realised: of(month, "realised"),
        unrealised: of(month, "unrealised"),
        net: text(negate(net.reduce(add, zero))),
      };
    })
    .filter(({ realised, unrealised }) =>
      [realised, unrealised].some(
        ({ gain, loss }) => !isZero(decimalOf(gain)) || !isZero(decimalOf(loss)),
      ),
    );
}
