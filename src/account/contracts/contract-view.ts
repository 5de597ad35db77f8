import { formatFixed, zero } from "../../money/decimal.ts";
import type { Money } from "../../money/money.ts";
import type { CadenceName } from "../../time/cadence.ts";
import { formatCivilDate } from "../../time/calendar.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import { civilDateAt } from "../../time/zone.ts";
import type { Account } from "../account.ts";
import type { PriceBooks } from "../price-book.ts";
import { servicePeriod } from "../service-period.ts";
import { type ContractDate, contractDates, outlookOf } from "./contract-dates.ts";
import type { ContractState, ContractTerm } from "./contract-state.ts";
import {
  accountZone,
  commitmentSchedule,
  daysBefore,
  lastTerm,
  startOf,
  templateOf,
} from "./contract-terms.ts";
import { contractedRemaining } from "./contracted-remaining.ts";
import { renewedUntil } from "./renew-contracts.ts";

/** A period of a commitment as it stands. Amounts have all digits of the minor unit. */
export interface CommitmentView {
  readonly from: string;
  readonly to: string;
  /** The commitment, with what was carried into it; null while the period is open and nothing is known of it. */
  readonly committed: string | null;
  readonly spent: string;
  /** What was billed for the missing part; null while the period is open. */
  readonly billed: string | null;
  readonly carried: string | null;
}

/** A signed contract as it stands at a moment. Days are local, half-open. */
export interface ContractView {
  readonly id: string;
  readonly customer: string;
  readonly number: string;
  readonly template: string;
  readonly name: string;
  readonly status: "scheduled" | "running" | "ended";
  /** Its first day, and the day after its last term so far. */
  readonly start: string;
  readonly end: string;
  /** The day on which it goes on by itself; null where it does not. */
  readonly renewsOn: string | null;
  /** The last day on which notice ends it there; null where none is needed. */
  readonly noticeBy: string | null;
  /** Whether notice was given, and not taken back. */
  readonly noticeGiven: boolean;
  /** The day after its last one; null where it goes on. */
  readonly endsOn: string | null;
  readonly netDays: number | null;
  readonly commitment: {
    readonly amount: Money;
    readonly per: CadenceName;
    readonly shortfall: "true-up" | "carry" | "waive";
  } | null;
  readonly terms: readonly Pick<ContractTerm, "start" | "end" | "months" | "model" | "by">[];
  /** Periods of the commitment that have begun, oldest first. */
  readonly periods: readonly CommitmentView[];
  /** The least that is still to be invoiced of its terms so far, and of it within a year. */
  readonly remaining: { readonly total: string; readonly withinYear: string };
  /** What comes of it by itself, the next of each kind, by day. */
  readonly dates: readonly ContractDate[];
  /** Ids of what was bought under it. */
  readonly purchases: readonly string[];
}

/** The contracts of an account at a moment, by id; what goes on by itself until then has done so. */
export function contractViews(
  before: Account,
  books: PriceBooks,
  now: Instant,
): readonly ContractView[] {
  const account = renewedUntil(before, now, books);
  return (account.contracts ?? []).map((contract) => viewOf(contract, account, books, now));
}

function viewOf(
  contract: ContractState,
  account: Account,
  books: PriceBooks,
  now: Instant,
): ContractView {
  const { fact, terms } = contract;
  const last = lastTerm(contract);
  const book = books.find(last.model);
  const template = templateOf(contract, book);
  const today = formatCivilDate(civilDateAt(accountZone(account, book), now));
  const { goesOn, end } = outlookOf(contract, account, books);
  const remaining = contractedRemaining(contract, account, books, now);
  return {
    id: fact.id,
    customer: fact.customer,
    number: fact.number ?? fact.id,
    template: fact.template,
    name: template.name,
    status: today < fact.start ? "scheduled" : today < end || goesOn ? "running" : "ended",
    start: fact.start,
    end,
    renewsOn: goesOn ? last.end : null,
    noticeBy: goesOn ? daysBefore(last.end, template.renewal?.noticeDays ?? 0) : null,
    noticeGiven: contract.notice !== null,
    endsOn: goesOn ? null : end,
    netDays: last.choices.netDays ?? template.netDays ?? template.invoicing?.netDays ?? null,
    commitment:
      last.commitment === null || template.commitment === undefined
        ? null
        : {
            amount: last.commitment,
            per: template.commitment.per,
            shortfall: template.commitment.shortfall ?? "true-up",
          },
    terms: terms.map(({ start, end: to, months, model, by }) => ({
      start,
      end: to,
      months,
      model,
      by,
    })),
    periods: periodViews(contract, account, books, now),
    remaining: {
      total: formatFixed(remaining.total, book.minorUnits),
      withinYear: formatFixed(remaining.withinYear, book.minorUnits),
    },
    dates: contractDates(contract, account, books, now),
    purchases: purchasesUnder(account, fact.id),
  };
}

function periodViews(
  contract: ContractState,
  account: Account,
  books: PriceBooks,
  now: Instant,
): readonly CommitmentView[] {
  const digits = books.current.minorUnits;
  return contract.terms.flatMap((term, place) => {
    const schedule = commitmentSchedule(contract, term, account, books);
    if (schedule === undefined) return [];
    const endsAt = startOf(schedule.zone, term.end);
    const views: CommitmentView[] = [];
    for (let index = 0; ; index += 1) {
      const period = servicePeriod(schedule, index, endsAt);
      if (period === undefined || period.from > now) return views;
      const known = contract.periods.find((one) => one.term === place && one.index === index);
      views.push({
        from: formatInstant(period.from),
        to: formatInstant(period.to),
        committed: known?.settled?.committed ?? null,
        spent: known?.spent ?? formatFixed(zero, digits),
        billed: known?.settled?.billed ?? null,
        carried: known?.settled?.carried ?? null,
      });
    }
  });
}

const purchasesUnder = (
  { subscriptions, licences, sales }: Account,
  contract: string,
): readonly string[] =>
  [
    ...subscriptions.filter(({ phases }) => phases.some(({ fact }) => fact.contract === contract)),
    ...licences.filter(({ fact }) => fact.contract === contract),
    ...sales.filter(({ fact }) => fact.contract === contract),
  ].map(({ fact }) => fact.id);
