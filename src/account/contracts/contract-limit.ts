import type { ContractLimit } from "../../credit/sla-claim.ts";
import { expectOk } from "../../fault/fault.ts";
import { parseCadence } from "../../time/cadence.ts";
import { formatCivilDate, parseCivilDate } from "../../time/calendar.ts";
import type { Instant } from "../../time/instant.ts";
import { periodContaining } from "../../time/schedule.ts";
import { civilDateAt } from "../../time/zone.ts";
import type { Account } from "../account.ts";
import type { PriceBooks } from "../price-book.ts";
import {
  accountZone,
  lastTerm,
  signedContract,
  startOf,
  templateOf,
  termAt,
} from "./contract-terms.ts";

/**
 * The most that a contract gives back for breaches of the periods that begin in the same stretch of it as a moment; undefined where
 * it sets no limit. A period that began before the contract counts in its first stretch.
 */
export function contractLimit(
  account: Account,
  id: string | undefined,
  at: Instant,
  books: PriceBooks,
): ContractLimit | undefined {
  if (id === undefined) return undefined;
  const contract = signedContract(account, id);
  const zone = accountZone(account, books.find(lastTerm(contract).model));
  const day = formatCivilDate(civilDateAt(zone, at));
  const found = termAt(contract, day, account, books);
  const term =
    found ?? (day < contract.fact.start ? contract.terms[0] : undefined) ?? lastTerm(contract);
  const { serviceCredits } = templateOf(contract, books.find(term.model));
  if (serviceCredits === undefined) return undefined;
  const { maximum, per } = serviceCredits;
  const [begins, ends] = [startOf(zone, term.start), startOf(zone, term.end)];
  const period =
    per === undefined
      ? { index: 0, from: begins, to: ends }
      : periodContaining(
          {
            cadence: expectOk(parseCadence(per)),
            zone,
            start: expectOk(parseCivilDate(term.start)),
            alignment: "anniversary",
          },
          Math.max(at, begins),
        );
  const { index = 0, from = begins, to = ends } = period ?? {};
  const isFirst = term === contract.terms[0] && index === 0;
  return { maximum, from: isFirst ? Number.NEGATIVE_INFINITY : from, to: Math.min(to, ends) };
}
