import { assert, expectOk, ok, type Result, refuse } from "../../fault/fault.ts";
import { nearest } from "../../fault/nearest.ts";
import type { ContractTemplate } from "../../model/contract.ts";
import { parseCadence } from "../../time/cadence.ts";
import {
  civilFromDays,
  daysFromCivil,
  formatCivilDate,
  parseCivilDate,
} from "../../time/calendar.ts";
import type { Instant } from "../../time/instant.ts";
import { periodAt, type Schedule } from "../../time/schedule.ts";
import { civilDateAt, startOfDay, type Zone } from "../../time/zone.ts";
import type { Account } from "../account.ts";
import { lastPhase } from "../phase.ts";
import type { PriceBook, PriceBooks } from "../price-book.ts";
import { zoneOf } from "../terms.ts";
import type { ContractState, ContractTerm } from "./contract-state.ts";

/** The contract of an id. Refuses `unknown-contract`, with the nearest one. */
export function contractOf(
  { contracts }: Pick<Account, "contracts">,
  id: string,
): Result<ContractState> {
  const found = contracts?.find(({ fact }) => fact.id === id);
  if (found !== undefined) return ok(found);
  const near = nearest(
    id,
    (contracts ?? []).map(({ fact }) => fact.id),
  );
  return refuse({
    code: "unknown-contract",
    path: "/contract",
    message: `this customer has no contract "${id}"`,
    value: id,
    ...(near === undefined ? {} : { suggestion: `did you mean "${near}"?` }),
  });
}

/** The contract that a purchase which was accepted is under. */
export function signedContract(
  { contracts }: Pick<Account, "contracts">,
  id: string,
): ContractState {
  const found = contracts?.find(({ fact }) => fact.id === id);
  assert(found !== undefined, `contract ${id} is signed`);
  return found;
}

/** The account with another state of a contract. */
export const withContract = (account: Account, next: ContractState): Account => ({
  ...account,
  contracts: (account.contracts ?? []).map((one) => (one.fact.id === next.fact.id ? next : one)),
});

/** The term that comes last, be it still to come. */
export function lastTerm({ terms }: Pick<ContractState, "terms">): ContractTerm {
  const last = terms.at(-1);
  assert(last !== undefined, "a contract has a term");
  return last;
}

/** The term of a local day; undefined outside of all. ISO dates compare as text. */
export const termOn = ({ terms }: ContractState, day: string): ContractTerm | undefined =>
  terms.find(({ start, end }) => start <= day && day < end);

/** The term that follows one by itself, as long and on what was agreed for it. */
export function termAfter(
  { end, instead: _, ...last }: ContractTerm,
  account: Account,
  books: PriceBooks,
): ContractTerm {
  const zone = accountZone(account, books.find(last.model));
  return { ...last, start: end, end: expectOk(dayAfter(end, last.months, zone)), by: "automatic" };
}

/** The term of a local day, one to come among them where the contract goes on by itself; undefined outside of all. */
export function termAt(
  contract: ContractState,
  day: string,
  account: Account,
  books: PriceBooks,
): ContractTerm | undefined {
  const known = termOn(contract, day);
  let term = lastTerm(contract);
  if (known !== undefined || day < term.end || !renewsItself(contract, books)) return known;
  while (day >= term.end) term = termAfter(term, account, books);
  return term;
}

/**
 * The local day on which a contract is left before its term is over: when something under it was cancelled at the price that it
 * asks for that, and nothing else goes on. Undefined while something does.
 */
export function leftOn(
  { fact: { id } }: ContractState,
  { subscriptions }: Pick<Account, "subscriptions">,
): string | undefined {
  const own = subscriptions.filter((one) => lastPhase(one).fact.contract === id);
  const left = own.some(({ changes }) =>
    changes.some(({ undone, leaving }) => !undone && leaving?.contract === id),
  );
  if (!left) return undefined;
  let latest = "";
  for (const one of own) {
    const { end } = lastPhase(one).fact;
    if (end === undefined) return undefined;
    if (end > latest) latest = end;
  }
  return latest;
}

/** When it is known and true that a contract is left before its term is over; undefined while it is not left. UTC. */
export function leftSince(
  contract: ContractState,
  account: Pick<Account, "subscriptions">,
  zone: Zone,
): Instant | undefined {
  const left = leftOn(contract, account);
  if (left === undefined) return undefined;
  let since = startOf(zone, left);
  for (const one of account.subscriptions) {
    if (lastPhase(one).fact.contract !== contract.fact.id) continue;
    for (const { fact, undone, knownSince } of one.changes)
      if (fact.fact === "cancel" && !undone) since = Math.max(since, knownSince);
  }
  return since;
}

/** The template that a term was signed on. */
export function templateOf({ fact }: ContractState, { model }: PriceBook): ContractTemplate {
  const template = model.contracts?.[fact.template];
  assert(template !== undefined, `the model has the contract ${fact.template}`);
  return template;
}

/** Whether a term is followed by another by itself. */
export const renewsItself = (contract: ContractState, books: PriceBooks): boolean =>
  contract.notice === null &&
  templateOf(contract, books.find(lastTerm(contract).model)).renewal?.automatic === true;

/** The local day so many days before another that was checked before. */
export const daysBefore = (day: string, days: number): string =>
  formatCivilDate(civilFromDays(daysFromCivil(expectOk(parseCivilDate(day))) - days));

/** The first local day after so many months from a day, clamped to short months. */
export function dayAfter(day: string, months: number, zone: Zone): Result<string> {
  const start = parseCivilDate(day, "/start");
  if (!start.ok) return start;
  const cadence = { every: months, unit: "month" } as const;
  const schedule: Schedule = { cadence, zone, start: start.value, alignment: "anniversary" };
  return ok(formatCivilDate(civilDateAt(zone, periodAt(schedule, 0).to)));
}

/** The zone of an account whose purchases were accepted. */
export const accountZone = (account: Account, book: PriceBook): Zone =>
  expectOk(zoneOf(account.customer, book));

/** The first instant of a local day that was checked before. */
export const startOf = (zone: Zone, day: string): Instant =>
  startOfDay(zone, expectOk(parseCivilDate(day)));

/** The periods of a term's commitment, counted from the term's first day. Undefined where there is none. */
export const commitmentSchedule = (
  contract: ContractState,
  term: ContractTerm,
  account: Account,
  books: PriceBooks,
): Schedule | undefined => scheduleOf("commitment", contract, term, account, books);

/** The periods of a term's rebate, counted from the term's first day. Undefined where there is none. */
export const rebateSchedule = (
  contract: ContractState,
  term: ContractTerm,
  account: Account,
  books: PriceBooks,
): Schedule | undefined => scheduleOf("rebate", contract, term, account, books);

function scheduleOf(
  which: "commitment" | "rebate",
  contract: ContractState,
  { start, model }: ContractTerm,
  account: Account,
  books: PriceBooks,
): Schedule | undefined {
  const book = books.find(model);
  const promised = templateOf(contract, book)[which];
  if (promised === undefined) return undefined;
  return {
    cadence: expectOk(parseCadence(promised.per)),
    zone: accountZone(account, book),
    start: expectOk(parseCivilDate(start)),
    alignment: "anniversary",
  };
}

/** Refuses a day outside of a contract's terms, or from the day on which it was left. */
export function outsideContract(
  contract: ContractState,
  day: string,
  path: string,
  left: string | undefined,
): Result<never> {
  if (left !== undefined && day >= left)
    return refuse({
      code: "outside-contract",
      path,
      message: `contract "${contract.fact.id}" was left on ${left}`,
      value: day,
      suggestion: "sign another contract",
    });
  const { start } = contract.terms[0] ?? lastTerm(contract);
  return refuse({
    code: "outside-contract",
    path,
    message: `contract "${contract.fact.id}" runs from ${start} until ${lastTerm(contract).end}`,
    value: day,
    suggestion: "choose a day within its term, or sign another contract",
  });
}
