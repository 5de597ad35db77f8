import { assert } from "../../fault/fault.ts";
import { receivable } from "../../ledger/account-name.ts";
import { monthAt, monthEnd } from "../../ledger/close/month-books.ts";
import { countbackDays, daysIn, simpleDays } from "../../ledger/days-sales-outstanding.ts";
import type { OpenItem } from "../../ledger/open-items.ts";
import { type AgedAmounts, ageOpenItems } from "../../ledger/receivable-ageing.ts";
import { type CurrencyCode, isCurrencyCode } from "../../money/currency.ts";
import { add, decimalOf, formatFixed, subtract, zero } from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";
import { customerNames } from "../../store/customers.ts";
import { journalTurnovers } from "../../store/journal.ts";
import {
  type StoredOpenItem,
  salesInPeriods,
  storedOpenItems,
} from "../../store/ledger-reports.ts";
import type { Tx } from "../../store/tenant.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import type { Zone } from "../../time/zone.ts";
import { dayAt, endOfDay } from "./book-days.ts";
import type { AgedAmountsAnswer, AgeingAnswer, SalesOutstandingAnswer } from "./ledger-answers.ts";

function openItem({ invoice, customer, currency, dueAt, open }: StoredOpenItem): OpenItem {
  assert(isCurrencyCode(currency), `${currency} is a currency`);
  return { invoice, customer, currency, dueAt, open: decimalOf(open) };
}

const amountsOf = (amounts: AgedAmounts): AgedAmountsAnswer => ({
  notDue: amounts["not-due"],
  days1to30: amounts["1-30"],
  days31to60: amounts["31-60"],
  days61to90: amounts["61-90"],
  over90: amounts["over-90"],
  total: amounts.total,
});

/** What customers owe at the end of a day, by age. */
export async function ageingReport(tx: Tx, zone: Zone, asOf: string): Promise<AgeingAnswer> {
  const to = endOfDay(zone, asOf);
  const items = (await storedOpenItems(tx, to)).map(openItem);
  const ageing = ageOpenItems(items, to, zone);
  const names = await customerNames(tx, new Set(items.map(({ customer }) => customer)));
  return {
    asOf,
    customers: ageing.customers.map(({ customer, currency, amounts }) => ({
      customer,
      name: names.get(customer) ?? customer,
      currency,
      amounts: amountsOf(amounts),
    })),
    totals: ageing.totals.map(({ currency, amounts }) => ({
      currency,
      amounts: amountsOf(amounts),
    })),
    items: ageing.items.map(({ bucket: _, dueAt, ...item }) => ({
      ...item,
      dueAt: formatInstant(dueAt),
    })),
  };
}

/** Months that a countback looks at, and that the simple method adds up. */
const countbackMonths = 12;
const simpleMonths = 3;

/** Days sales outstanding at the end of a day; the last month counts as far as it has come. */
export async function salesOutstandingReport(
  tx: Tx,
  zone: Zone,
  asOf: string,
): Promise<SalesOutstandingAnswer> {
  const to = endOfDay(zone, asOf);
  const periods = periodsBefore(zone, to);
  const sales = await salesInPeriods(tx, periods);
  const owed = new Map(
    (await journalTurnovers(tx, to))
      .filter(({ account }) => account === receivable)
      .map(({ currency, debits, credits }) => [
        currency,
        subtract(decimalOf(debits), decimalOf(credits)),
      ]),
  );
  const currencies = new Set([...owed.keys(), ...sales.map(({ currency }) => currency)]);
  return {
    asOf,
    items: [...currencies]
      .toSorted()
      .filter(isCurrencyCode)
      .map((currency: CurrencyCode) => {
        const text = (amount: Parameters<typeof add>[0]): string => minorText(amount, currency);
        const months = periods.map((period, index) => {
          const found = sales.find((one) => one.period === index + 1 && one.currency === currency);
          return { sold: decimalOf(found?.sold ?? "0"), days: daysIn(period, zone) };
        });
        const left = owed.get(currency) ?? zero;
        const quarter = months.slice(-simpleMonths);
        const sold = quarter.reduce((sum, one) => add(sum, one.sold), zero);
        const simple = simpleDays(left, {
          sold,
          days: quarter.reduce((sum, one) => sum + one.days, 0),
        });
        const countback = countbackDays(left, months);
        return {
          currency,
          receivable: text(left),
          simple: {
            from: dayAt(zone, periods.at(-simpleMonths)?.from ?? to),
            sold: text(sold),
            days: simple === undefined ? null : formatFixed(simple, 1),
          },
          countback: { days: formatFixed(countback.days, 1), complete: countback.complete },
        };
      }),
  };
}

/** Calendar months up to a moment, oldest first; the last ends at it. */
function periodsBefore(zone: Zone, to: Instant): readonly { from: Instant; to: Instant }[] {
  const last = monthAt(zone, to - 1);
  return Array.from({ length: countbackMonths }, (_, index) => {
    const month = last - countbackMonths + 1 + index;
    return {
      from: monthEnd(zone, month - 1),
      to: month === last ? to : monthEnd(zone, month),
    };
  });
}
