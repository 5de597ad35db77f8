import { ok, type Result, refuse } from "../../fault/fault.ts";
import { format, isNegative, isPositive } from "../../money/decimal.ts";
import { parseQuantity } from "../../money/quantity.ts";
import { formatCivilDate } from "../../time/calendar.ts";
import type { Instant } from "../../time/instant.ts";
import { civilDateAt } from "../../time/zone.ts";
import type { Account } from "../account.ts";
import type { PriceBooks } from "../price-book.ts";
import { withContractEnds } from "./contract-ends.ts";
import type {
  ContractFact,
  ContractNotice,
  ContractRenewal,
  ContractTold,
  IndexValueFact,
  VolumeEstimateFact,
} from "./contract-fact.ts";
import type { ContractState } from "./contract-state.ts";
import {
  accountZone,
  contractOf,
  daysBefore,
  lastTerm,
  templateOf,
  withContract,
} from "./contract-terms.ts";
import { withPrepayment } from "./prepaid-commitment.ts";
import { type Allocated, estimateRebates } from "./rebate-allocations.ts";
import { noRebate } from "./rebate-state.ts";
import { renewedUntil } from "./renew-contracts.ts";
import { renewedBook, withRenewedPrices } from "./renewed-prices.ts";
import { newTerm, signContract } from "./sign-contract.ts";
import { withdrawRenewal, withoutLastTerm } from "./withdraw-renewal.ts";

/** What is told of a contract that is signed. */
type ToldLater = Exclude<ContractTold, ContractFact>;

const noMovements: Allocated["movements"] = [];

/** A fact about a contract, and all that its rules look at. */
interface Telling<F extends ToldLater = ToldLater> {
  readonly account: Account;
  readonly contract: ContractState;
  readonly fact: F;
  readonly at: Instant;
  /** The local day of the telling. */
  readonly today: string;
  readonly books: PriceBooks;
}

/**
 * The account after it is told of a contract: signed, given notice, renewed, either of these taken back. Refuses what {@link signContract}
 * refuses, `unknown-contract`, `contract-told`, and what each of them cannot be told for.
 */
export function tellContract(
  before: Account,
  fact: ContractTold,
  at: Instant,
  books: PriceBooks,
): Result<Allocated> {
  const account = renewedUntil(before, at, books);
  if (fact.fact === "contract") {
    const signed = signContract(account, fact, at, books);
    return signed.ok ? ok({ account: signed.value, movements: noMovements }) : signed;
  }
  const found = contractOf(account, fact.contract);
  if (!found.ok) return found;
  const contract = found.value;
  if (contract.told.includes(`${fact.fact}/${fact.id}`))
    return refuse({
      code: "contract-told",
      path: "/id",
      message: `"${fact.id}" was already told of this contract, and said something else`,
      value: fact.id,
      suggestion: "use a new id",
    });
  const zone = accountZone(account, books.find(lastTerm(contract).model));
  const today = formatCivilDate(civilDateAt(zone, at));
  const told = tellOf({ account, contract, fact, at, today, books });
  if (!told.ok) return told;
  const next = { ...told.value, told: [...contract.told, `${fact.fact}/${fact.id}`] };
  const termed = withTermsOf({ account, contract, at, books }, next);
  if (!termed.ok) return termed;
  const after = { ...termed.value, lastChange: { at, kind: fact.fact, id: fact.id } };
  return ok(
    fact.fact === "volume-estimate"
      ? estimateRebates(after, next, at, books)
      : { account: after, movements: noMovements },
  );
}

/** The account with a contract's next state, and what a term that came or went brings or takes. */
function withTermsOf(
  { account, contract, at, books }: Pick<Telling, "account" | "contract" | "at" | "books">,
  next: ContractState,
): Result<Account> {
  const more = next.terms.length - contract.terms.length;
  if (more === 0) return ok(withContractEnds(withContract(account, next), books));
  if (more < 0) {
    const cleared = withoutLastTerm(account, contract, at, books);
    if (!cleared.ok) return cleared;
    return ok(withContractEnds(withContract(cleared.value, next), books));
  }
  const place = next.terms.length - 1;
  const paid = withPrepayment(withContract(account, next), next, place, at, books);
  const opened = withContractEnds(paid, books);
  return ok(withContractEnds(withRenewedPrices(opened, contract.fact.id, at, books), books));
}

function tellOf(telling: Telling): Result<ContractState> {
  const { fact } = telling;
  switch (fact.fact) {
    case "contract-notice":
      return giveNotice({ ...telling, fact });
    case "contract-notice-withdrawal":
      return withdrawNotice(telling);
    case "contract-renewal":
      return renewByHand({ ...telling, fact });
    case "contract-renewal-withdrawal":
      return withdrawRenewal(telling.contract, telling.today);
    case "index-value":
      return tellIndex({ ...telling, fact });
    case "volume-estimate":
      return estimateVolume({ ...telling, fact });
  }
}

/** Notice before the last day for it; a contract that does not go on by itself needs none. */
function giveNotice({
  account,
  contract,
  fact,
  at,
  today,
  books,
}: Telling<ContractNotice>): Result<ContractState> {
  const { end, model } = lastTerm(contract);
  const { renewal } = templateOf(contract, books.find(model));
  if (contract.notice !== null || renewal?.automatic !== true)
    return refuse({
      code: "contract-ends-anyway",
      path: "/contract",
      message: `contract "${contract.fact.id}" ends on ${end} as it is`,
      value: contract.fact.id,
    });
  const latest = daysBefore(end, renewal.noticeDays);
  if (today > latest)
    return refuse({
      code: "notice-too-late",
      path: "/contract",
      message: `notice had to be given by ${latest}, ${renewal.noticeDays} days before the end on ${end}`,
      value: today,
      suggestion: "it goes on for another term; give notice within that",
    });
  const later = account.subscriptions.find(
    ({ phases }) =>
      phases.at(-1)?.fact.contract === contract.fact.id &&
      (phases.at(-1)?.fact.start ?? "") >= end &&
      phases.length > 1,
  );
  if (later !== undefined)
    return refuse({
      code: "change-pending",
      path: "/contract",
      message: `subscription "${later.fact.id}" has a change to come after the contract's end`,
      value: contract.fact.id,
      suggestion: "undo it first",
    });
  return ok({ ...contract, notice: { id: fact.id, day: today, knownSince: at } });
}

/** A notice is taken back while the term that it ends goes on. */
function withdrawNotice({ contract, today }: Telling): Result<ContractState> {
  if (contract.notice === null)
    return refuse({
      code: "no-notice",
      path: "/contract",
      message: "no notice was given of this contract",
      value: contract.fact.id,
    });
  if (today >= lastTerm(contract).end) return over(contract);
  return ok({ ...contract, notice: null });
}

/** A term by hand begins where the last one ends, at the current version's terms. */
function renewByHand({
  account,
  contract,
  fact,
  today,
  books,
}: Telling<ContractRenewal>): Result<ContractState> {
  const last = lastTerm(contract);
  if (today >= last.end) return over(contract);
  if (last.start > today && contract.terms.length > 1)
    return refuse({
      code: "already-renewed",
      path: "/contract",
      message: `the next term is agreed: from ${last.start} until ${last.end}`,
      value: contract.fact.id,
    });
  const book = renewedBook(contract, last, books);
  const { months = last.months, commitment = last.commitment ?? undefined } = fact;
  const choices = {
    ...last.choices,
    ...fact,
    months,
    ...(commitment === undefined ? {} : { commitment }),
  };
  const term = newTerm({
    account,
    book,
    template: templateOf(contract, book),
    id: contract.fact.template,
    start: last.end,
    choices,
    by: "renewal",
  });
  if (!term.ok) return term;
  const { notice } = contract;
  const agreed = notice === null ? term.value : { ...term.value, instead: notice };
  return ok({ ...contract, notice: null, terms: [...contract.terms, agreed] });
}

/** A value of the index, which moves the prices from the next anniversary on. */
function tellIndex({ contract, fact, at, books }: Telling<IndexValueFact>): Result<ContractState> {
  const { escalator } = templateOf(contract, books.find(lastTerm(contract).model));
  if (escalator?.kind !== "index")
    return refuse({
      code: "index-unused",
      path: "/contract",
      message: `the prices of contract "${contract.fact.id}" move with no index`,
      value: contract.fact.id,
      suggestion: "leave the value out",
    });
  const value = parseQuantity(fact.value, "/value");
  if (!value.ok) return value;
  if (!isPositive(value.value))
    return refuse({
      code: "index-not-positive",
      path: "/value",
      message: "an index stands above zero",
      value: fact.value,
    });
  const told = { day: fact.day, value: format(value.value), knownSince: at };
  // Of two values for one day the one told last counts.
  const indexValues = [...(contract.indexValues ?? []), told].sort((left, right) =>
    left.day === right.day ? left.knownSince - right.knownSince : left.day < right.day ? -1 : 1,
  );
  return ok({ ...contract, indexValues });
}

/** Another estimate of what will be bought in a whole period of the rebate. */
function estimateVolume({
  contract,
  fact,
  at,
  books,
}: Telling<VolumeEstimateFact>): Result<ContractState> {
  const { rebate } = templateOf(contract, books.find(lastTerm(contract).model));
  if (rebate === undefined)
    return refuse({
      code: "volume-unused",
      path: "/contract",
      message: `contract "${contract.fact.id}" has no rebate`,
      value: contract.fact.id,
      suggestion: "leave the estimate out",
    });
  const expected = parseQuantity(fact.expected, "/expected");
  if (!expected.ok) return expected;
  if (isNegative(expected.value))
    return refuse({
      code: "volume-negative",
      path: "/expected",
      message: "nobody buys less than nothing",
      value: fact.expected,
    });
  const known = contract.rebate ?? noRebate;
  const told = { knownSince: at, expected: format(expected.value) };
  return ok({ ...contract, rebate: { ...known, estimates: [...known.estimates, told] } });
}

const over = (contract: ContractState): Result<never> =>
  refuse({
    code: "contract-over",
    path: "/contract",
    message: `contract "${contract.fact.id}" ended on ${lastTerm(contract).end}`,
    value: contract.fact.id,
    suggestion: "sign a new one",
  });
