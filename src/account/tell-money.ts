import { type Fault, ok, type Result } from "../fault/fault.ts";
import { noRates } from "../fx/rate-book.ts";
import type { RateTable } from "../fx/rate-table.ts";
import { moveReceivables } from "../receivable/move.ts";
import type { Instant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import type { MoneyFact } from "./money-fact.ts";
import { type Owed, receivablesOf, withReceivables } from "./owed.ts";
import type { PriceBook } from "./price-book.ts";
import { receivableCommand } from "./receivable-command.ts";

/**
 * The account after it is told about money, and what moved. Refuses what the rules of `src/receivable` refuse, at the fields of
 * the fact; `rates` are those that are known then; an invoice is named by its id, and one that is not issued yet is `unknown-invoice`.
 */
export function tellMoney(
  account: Account,
  fact: MoneyFact,
  at: Instant,
  book: PriceBook,
  rates: RateTable = noRates.knownAt(at),
): Result<Owed> {
  const before = receivablesOf(account, book);
  const command = receivableCommand(fact, before.currency, { at, rates });
  if (!command.ok) return command;
  const moved = moveReceivables(before, command.value, at);
  if (!moved.ok) return { ok: false, faults: moved.faults.map((fault) => inFact(fault, fact)) };
  const { state, movements } = moved.value;
  const after = { ...account, moneyToldAt: Math.max(at, account.moneyToldAt ?? at) };
  return ok({ account: withReceivables(after, state, at), movements });
}

/** A command names by its `id` what these facts have a field of their own for. */
function inFact(fault: Fault, { fact }: MoneyFact): Fault {
  if (fault.path !== "/id") return fault;
  if (fact === "dispute-outcome") return { ...fault, path: "/dispute" };
  if (fact === "charge-failure") return { ...fault, path: "/charge" };
  return fault;
}
