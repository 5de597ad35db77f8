import { type Month, monthsLater } from "../ledger/recognition/accounting-month.ts";
import { add, type Decimal, decimal, one, zero } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import { serviceDayAt, startOfDayNumber } from "../time/zone.ts";
import type { CustomerChange, CustomerHistory } from "./customer-history.ts";
import type { MetricFacts } from "./metric-facts.ts";

/** A customer's part of a cohort, in the unit of the table. */
export interface CohortCustomer {
  readonly customer: string;
  readonly initial: Decimal;
  /** By months of age; as long as the cohort's cells. */
  readonly cells: readonly Decimal[];
}

/** The customers who were first won in one month. */
export interface Cohort {
  readonly month: Month;
  readonly initial: Decimal;
  /** What is left after 0, 1, 2… months; each the exact sum of its customers. Unfinished ages are left out. */
  readonly cells: readonly Decimal[];
  readonly customers: () => readonly CohortCustomer[];
}

/** A triangle of cohorts: those that began in the months asked for, until the end of the last of these. */
export interface CohortTable {
  readonly cohorts: readonly Cohort[];
}

/** What a cohort is counted in. */
export type CohortMeasure = "customers" | "revenue";

interface Member {
  readonly history: CustomerHistory;
  readonly won: CustomerChange;
}

/**
 * The retention triangle by the month in which customers were first won. Revenue is at the rates of the cohort's
 * month. Who comes back counts again. An age that not every customer of the cohort has reached has no cell.
 */
export function cohortTable(facts: MetricFacts, measure: CohortMeasure): CohortTable {
  const members = new Map<Month, Member[]>(facts.months.map((month) => [month, []]));
  for (const history of facts.book.histories) {
    const won = history.changes.find(({ isCustomer }) => isCustomer);
    if (won !== undefined) members.get(won.month)?.push({ history, won });
  }
  const cohorts = [...members]
    .filter(([, own]) => own.length > 0)
    .map(([month, own]) => cohortOf(facts, measure, month, own));
  return { cohorts };
}

function cohortOf(
  facts: MetricFacts,
  measure: CohortMeasure,
  month: Month,
  members: readonly Member[],
): Cohort {
  const last = facts.months.at(-1) ?? month;
  const worthOf = (change: CustomerChange | undefined): Decimal => {
    if (change === undefined || !change.isCustomer) return zero;
    return measure === "customers" ? one : facts.worth(change.worth, month);
  };
  const reached = members.map((member) => looksOf(facts, member, last));
  const ages = Math.min(...reached.map((looks) => looks.length));
  const each = (visit: (row: CohortCustomer) => void): void =>
    members.forEach(({ history, won }, index) => {
      const cells = stateAt(history, reached[index]?.slice(0, ages) ?? []).map(worthOf);
      const isFirst = measure === "customers" || facts.settings.cohortBase === "first";
      const initial = isFirst ? worthOf(won) : (cells[0] ?? zero);
      visit({ customer: history.customer, initial, cells });
    });
  let initial = zero;
  const cells = Array.from({ length: ages }, () => decimal(0));
  each((row) => {
    initial = add(initial, row.initial);
    row.cells.forEach((cell, age) => {
      cells[age] = add(cells[age] ?? zero, cell);
    });
  });
  const customers = () => {
    const rows: CohortCustomer[] = [];
    each((row) => rows.push(row));
    return rows;
  };
  return { month, initial, cells, customers };
}

/**
 * The instants before which a member is looked at, one for each age, up to the end of month `last`. An anniversary is
 * looked at when its day is over, so that who ends on it does not count.
 */
function looksOf({ settings, zone, book }: MetricFacts, { won }: Member, last: Month): Instant[] {
  if (settings.cohortClock === "calendar")
    return Array.from({ length: last - won.month + 1 }, (_, age) =>
      book.monthStart(won.month + age + 1),
    );
  const first = serviceDayAt(zone, won.at);
  const end = book.monthStart(last + 1);
  return Array.from({ length: last - won.month + 1 }, (_, age) =>
    startOfDayNumber(zone, monthsLater(first, age) + 1),
  ).filter((look) => look <= end);
}

/** The last change before each instant; the instants go forward. */
function stateAt(
  { changes }: CustomerHistory,
  looks: readonly Instant[],
): (CustomerChange | undefined)[] {
  let next = 0;
  return looks.map((look) => {
    while (next < changes.length && (changes[next]?.at ?? look) < look) next += 1;
    return changes[next - 1];
  });
}
