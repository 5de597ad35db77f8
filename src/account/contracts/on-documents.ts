import { formatCivilDate } from "../../time/calendar.ts";
import type { Instant } from "../../time/instant.ts";
import { civilDateAt } from "../../time/zone.ts";
import type { Account } from "../account.ts";
import type { DueItem } from "../due.ts";
import type { PricedLine } from "../line.ts";
import type { PriceBooks } from "../price-book.ts";
import { accountZone, lastTerm, signedContract, templateOf, termOn } from "./contract-terms.ts";

/** The contract that what falls due is under; undefined for none. */
export function contractOfItem(item: DueItem): string | undefined {
  switch (item.kind) {
    case "true-up":
    case "rebate":
      return item.state.fact.id;
    case "fee":
      return item.phase.fact.contract;
    case "milestone":
      return item.sale.fact.contract;
    case "recurring":
    case "rest":
    case "unused":
    case "usage":
    case "so-far":
    case "licence":
    case "maintenance":
    case "sale":
    case "credits":
      return item.state.fact.contract;
    case "dunning-fee":
    case "credit-note":
    case "service-credit":
      return undefined;
  }
}

/** Days to pay what falls due under a contract: as its term agreed, else as its template says; undefined where neither does. */
export function contractNetDays(
  account: Account,
  id: string,
  at: Instant,
  books: PriceBooks,
): number | undefined {
  const contract = signedContract(account, id);
  const zone = accountZone(account, books.current);
  const term = termOn(contract, formatCivilDate(civilDateAt(zone, at))) ?? lastTerm(contract);
  const { netDays, invoicing } = templateOf(contract, books.find(term.model));
  return term.choices.netDays ?? netDays ?? invoicing?.netDays;
}

/** The numbers of the contracts that lines are under, in their order; undefined for none. */
export function contractNumbers(
  account: Account,
  lines: readonly PricedLine[],
): readonly string[] | undefined {
  if (account.contracts === null) return undefined;
  const ids = lines.flatMap(({ contract }) => (contract === undefined ? [] : [contract]));
  if (ids.length === 0) return undefined;
  return [...new Set(ids)].map((id) => signedContract(account, id).fact.number ?? id);
}

/** Ways to pay that all contracts of lines allow; undefined where none of them says. */
export function contractMethods(
  account: Account,
  lines: readonly PricedLine[],
  books: PriceBooks,
): readonly string[] | undefined {
  if (account.contracts === null) return undefined;
  let allowed: readonly string[] | undefined;
  for (const id of new Set(lines.map(({ contract }) => contract))) {
    if (id === undefined) continue;
    const contract = signedContract(account, id);
    const { methods } = templateOf(contract, books.find(lastTerm(contract).model));
    if (methods === undefined) continue;
    allowed = allowed === undefined ? methods : allowed.filter((one) => methods.includes(one));
  }
  return allowed;
}
