import { formatFixed } from "../../money/decimal.ts";
import { formatCivilDate } from "../../time/calendar.ts";
import type { Instant } from "../../time/instant.ts";
import { nextBoundary, periodAt } from "../../time/schedule.ts";
import { civilDateAt, type Zone } from "../../time/zone.ts";
import type { Account } from "../account.ts";
import type { PriceBooks } from "../price-book.ts";
import { openPeriods, periodMoney } from "./commitment-periods.ts";
import type { ContractState, ContractTerm } from "./contract-state.ts";
import {
  accountZone,
  daysBefore,
  lastTerm,
  leftOn,
  renewsItself,
  templateOf,
  termOn,
} from "./contract-terms.ts";
import { escalatorSchedule } from "./escalation.ts";
import { renewedBook } from "./renewed-prices.ts";

/** What comes of a contract by itself. */
export const contractDateKinds = [
  "contract-start",
  "notice-deadline",
  "contract-renews",
  "contract-end",
  "escalation",
  "commitment-end",
] as const;

/** One such thing. Days are local. */
export interface ContractDate {
  readonly kind: (typeof contractDateKinds)[number];
  /**
   * The day of it: the last one for notice; the first one of the contract, of the next term, of raised prices; the day after
   * the last one of the contract or of a period of its commitment.
   */
  readonly on: string;
  /** What is missing to the commitment of that period as things stand; null for anything else. */
  readonly amount: string | null;
  /** By what prices rise: a percentage, or the index; null for anything else. */
  readonly note: string | null;
}

/** How a contract ends or goes on. */
export interface Outlook {
  /** Whether it goes on by itself after its last term so far. */
  readonly goesOn: boolean;
  /** The day after its last term so far, or that on which it is left. */
  readonly end: string;
}

/** How a contract ends or goes on, as far as one can tell now. */
export function outlookOf(contract: ContractState, account: Account, books: PriceBooks): Outlook {
  const last = lastTerm(contract);
  const left = leftOn(contract, account);
  return left !== undefined && left < last.end
    ? { goesOn: false, end: left }
    : { goesOn: renewsItself(contract, books), end: last.end };
}

/**
 * What comes of a contract after a moment by itself, the next of each kind, by day. The contract has gone on by itself until
 * that moment where it does.
 */
export function contractDates(
  contract: ContractState,
  account: Account,
  books: PriceBooks,
  now: Instant,
): readonly ContractDate[] {
  const zone = accountZone(account, books.find(lastTerm(contract).model));
  const today = formatCivilDate(civilDateAt(zone, now));
  const outlook = outlookOf(contract, account, books);
  if (!outlook.goesOn && outlook.end <= today) return [];
  const { fact, terms } = contract;
  const agreed = terms.find(({ start }) => start > today);
  const dates: (ContractDate | undefined)[] = [
    fact.start > today ? dated("contract-start", fact.start) : undefined,
    ...turnOf(contract, outlook, agreed === terms[0] ? undefined : agreed, books, today),
    escalationAfter(contract, outlook, zone, books, now),
    commitmentEndAfter(contract, account, books, now),
  ];
  return dates
    .filter((one) => one !== undefined)
    .toSorted((left, right) => (left.on === right.on ? 0 : left.on < right.on ? -1 : 1));
}

const dated = (
  kind: ContractDate["kind"],
  on: string,
  more: Partial<Pick<ContractDate, "amount" | "note">> = {},
): ContractDate => ({ kind, on, amount: null, note: null, ...more });

/** The last day for notice, the next term, the end. */
function turnOf(
  contract: ContractState,
  { goesOn, end }: Outlook,
  agreed: ContractTerm | undefined,
  books: PriceBooks,
  today: string,
): readonly (ContractDate | undefined)[] {
  const last = lastTerm(contract);
  const { renewal } = templateOf(contract, books.find(last.model));
  const latest = daysBefore(last.end, renewal?.noticeDays ?? 0);
  const next = agreed !== undefined && agreed.start < end ? agreed.start : goesOn ? end : undefined;
  return [
    goesOn && latest >= today ? dated("notice-deadline", latest) : undefined,
    next === undefined ? undefined : dated("contract-renews", next),
    goesOn ? undefined : dated("contract-end", end),
  ];
}

/** The next day from which an escalator raises the prices of what is under a contract; none that comes after other prices. */
function escalationAfter(
  contract: ContractState,
  { goesOn, end }: Outlook,
  zone: Zone,
  books: PriceBooks,
  now: Instant,
): ContractDate | undefined {
  const today = formatCivilDate(civilDateAt(zone, now));
  const term = termOn(contract, today) ?? contract.terms[0] ?? lastTerm(contract);
  const { escalator } = templateOf(contract, books.find(term.model));
  if (escalator === undefined) return undefined;
  const schedule = escalatorSchedule(escalator, contract, term.model, zone);
  // The prices of the first period are those that were signed.
  const from = Math.max(now, periodAt(schedule, 0).from);
  const on = formatCivilDate(civilDateAt(zone, nextBoundary(schedule, from)));
  const sameAfter = goesOn && renewedBook(contract, lastTerm(contract), books).id === term.model;
  const until = contract.terms.find(
    ({ start, model }) => start >= term.end && model !== term.model,
  );
  const holds = until === undefined ? on < end || (sameAfter && on >= end) : on < until.start;
  if (!holds) return undefined;
  const note = escalator.kind === "fixed" ? escalator.percent : escalator.index;
  return dated("escalation", on, { note });
}

/** The end of the period of its commitment that is open, or comes first, and what is missing to it. */
function commitmentEndAfter(
  contract: ContractState,
  account: Account,
  books: PriceBooks,
  now: Instant,
): ContractDate | undefined {
  for (const open of openPeriods(contract, account, books)) {
    const { period, term } = open;
    if (period.to <= now || term.commitment === null) continue;
    const book = books.find(term.model);
    const { missing } = periodMoney(contract, open, book);
    const on = formatCivilDate(civilDateAt(period.schedule.zone, period.to));
    return dated("commitment-end", on, { amount: formatFixed(missing, book.minorUnits) });
  }
  return undefined;
}
