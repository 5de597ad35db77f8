import { add, compare, decimalOf, isNegative, isZero } from "../../money/decimal.ts";
import type { Account } from "../account.ts";
import { brokenRules } from "../broken-rules.ts";
import type { CommitmentPeriod, ContractState } from "./contract-state.ts";

/** What must hold of an account's contracts after every step and does not, each in words that begin with its id. */
export function brokenContracts(account: Account): readonly string[] {
  const contracts = account.contracts ?? [];
  const ids = new Set(contracts.map(({ fact }) => fact.id));
  return [
    ...brokenRules([ids.size === contracts.length, "two contracts have one id"]),
    ...contracts.flatMap((one) => brokenContract(one).map((words) => `${one.fact.id}: ${words}`)),
    ...strayPurchases(account, ids),
  ];
}

function brokenContract({ terms, periods, notice, fact }: ContractState): readonly string[] {
  const inOrder = periods.every((one, place) => {
    const before = periods[place - 1];
    return (
      before === undefined ||
      before.term < one.term ||
      (before.term === one.term && before.index < one.index)
    );
  });
  return [
    ...brokenRules(
      [terms[0]?.start === fact.start, "the first term does not begin with the contract"],
      [terms.every(({ start, end }) => start < end), "a term ends before it begins"],
      [
        terms.every(({ start }, place) => place === 0 || start === terms[place - 1]?.end),
        "two terms do not follow each other",
      ],
      [notice === null || notice.day < (terms.at(-1)?.end ?? ""), "notice came after the end"],
      [inOrder, "periods are out of order"],
      [periods.every(({ term }) => term < terms.length), "a period is of no term"],
      [isSettledInOrder(periods), "a period is settled before the one that comes before it"],
    ),
    ...periods.flatMap(brokenPeriod),
  ];
}

/** The settled periods of a term are its first ones. */
const isSettledInOrder = (periods: readonly CommitmentPeriod[]): boolean =>
  [...new Set(periods.map(({ term }) => term))].every((term) =>
    periods
      .filter((one) => one.term === term && one.settled !== null)
      .every(({ index }, place) => index === place),
  );

/** What was spent and what was billed for the missing part make the commitment, unless that was carried or let go. */
function brokenPeriod({ term, index, spent, settled }: CommitmentPeriod): readonly string[] {
  if (settled === null) return [];
  const [committed, billed, carried] = [settled.committed, settled.billed, settled.carried].map(
    decimalOf,
  );
  if (committed === undefined || billed === undefined || carried === undefined) return [];
  const made = add(decimalOf(spent), add(billed, carried));
  const letGo = isZero(billed) && isZero(carried);
  return brokenRules(
    [![committed, billed, carried].some(isNegative), "an amount of a period is below zero"],
    [isZero(billed) || isZero(carried), "what is missing is billed and carried"],
    [letGo || compare(made, committed) === 0, "what is missing is not made up, or too much"],
  ).map((words) => `${term + 1}/${index}: ${words}`);
}

/** What is under a contract is under one that was signed, and within its terms. */
function strayPurchases(
  { subscriptions, licences, sales, contracts }: Account,
  ids: ReadonlySet<string>,
): readonly string[] {
  const phases = subscriptions.flatMap((one) => one.phases);
  const held = [...phases, ...licences, ...sales];
  return held.flatMap(({ fact, under }) => {
    if (fact.contract === undefined)
      return under === undefined ? [] : [`${fact.id}: has the prices of no contract`];
    if (!ids.has(fact.contract)) return [`${fact.id}: is under a contract that is not signed`];
    const contract = contracts?.find((one) => one.fact.id === fact.contract);
    const day = fact.fact === "sale" ? fact.date : fact.start;
    return brokenRules(
      [under?.template === contract?.fact.template, "has the prices of another contract"],
      [day >= (contract?.fact.start ?? ""), "was bought before its contract"],
    ).map((words) => `${fact.id}: ${words}`);
  });
}
