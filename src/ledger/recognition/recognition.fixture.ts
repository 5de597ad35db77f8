import { expectOk } from "../../fault/fault.ts";
import { add, type Decimal, decimalOf, format, zero } from "../../money/decimal.ts";
import { round } from "../../money/rounding.ts";
import { daysFromCivil, parseCivilDate } from "../../time/calendar.ts";
import { type Day, type Month, monthOf } from "./accounting-month.ts";
import type { Contract, Obligation, Pattern } from "./contract.ts";
import { type ContractBalance, contractBalances } from "./contract-balance.ts";
import { isRevenue, type Movement } from "./movement.ts";
import type { FactBody, RecognitionFact } from "./recognition-fact.ts";
import { recognize } from "./recognize.ts";

/** A day as a bookkeeper writes it. */
export const day = (text: string): Day => daysFromCivil(expectOk(parseCivilDate(text)));
/** A month as a bookkeeper writes it. */
export const month = (text: string): Month => monthOf(day(`${text}-01`));
/** An amount, quantity or share. */
export const amount = (text: string | number): Decimal => decimalOf(String(text));
/** What a test compares: the shortest text of an amount. */
export const text = (value: Decimal | undefined): string => format(value ?? zero);
/** An amount as the standards print it: without cents. */
export const toDollar = (value: Decimal | undefined): string => format(round(value ?? zero, 0));

/** An obligation of stream `sales`. */
export const promise = (id: string, standalone: number | string, pattern: Pattern): Obligation => ({
  id,
  stream: "sales",
  standalone: amount(standalone),
  pattern,
});

/** A contract in dollars with a fixed price. */
export const contractOf = (
  inception: string,
  fixed: number | string,
  obligations: readonly Obligation[],
  more: Partial<Contract> = {},
): Contract => ({
  id: "c",
  currency: "USD",
  inception: day(inception),
  obligations,
  price: { fixed: amount(fixed) },
  ...more,
});

let made = 0;

/** A fact of contract `c`, under an id of its own. */
export const on = (date: string, body: FactBody): RecognitionFact => {
  made += 1;
  return { id: `fact-${String(made).padStart(6, "0")}`, contract: "c", day: day(date), ...body };
};

/** A contract's movements up to and with a day. */
export const movementsTo = (
  contract: Contract,
  facts: readonly RecognitionFact[],
  lastDay: string,
): readonly Movement[] => expectOk(recognize(contract, facts, day(lastDay) + 1)).movements;

/** The revenue among movements, all of it or one obligation's. */
export const revenueIn = (movements: readonly Movement[], obligation?: string): Decimal =>
  movements
    .filter((movement) => isRevenue(movement.kind))
    .filter((movement) => obligation === undefined || movement.obligation === obligation)
    .reduce((total, movement) => add(total, movement.amount), zero);

/** A contract's balance as it is presented at the end of a day. */
export const balanceAt = (
  contract: Contract,
  facts: readonly RecognitionFact[],
  lastDay: string,
): ContractBalance | undefined =>
  contractBalances(movementsTo(contract, facts, lastDay)).get(contract.id);
