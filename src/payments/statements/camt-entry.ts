import { type Fault, ok, pathTo, type Result, refuse } from "../../fault/fault.ts";
import { type CurrencyCode, parseCurrency, requireMinorUnit } from "../../money/currency.ts";
import {
  compare,
  type Decimal,
  equals,
  isNegative,
  isPositive,
  negate,
  parseDecimal,
  subtract,
  sum,
  zero,
} from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";
import { parseCivilDate } from "../../time/calendar.ts";
import { readTransaction, type TransactionText } from "./camt-transaction.ts";
import type { UnnamedLine } from "./line-id.ts";
import { attributeOf, childOf, childrenOf, textOf, type XmlNode } from "./xml-tree.ts";

/** An amount with its direction: below zero is a debit of our account. */
export interface SignedAmount {
  readonly amount: Decimal;
  readonly currency: CurrencyCode;
}

/** What an entry says. `amount` is undefined where it cannot be read. */
export interface ReadEntry {
  readonly lines: readonly UnnamedLine[];
  readonly faults: readonly Fault[];
  readonly amount: Decimal | undefined;
}

/**
 * The lines of one booked entry: one, or, of a batch that gives the amounts of its transactions, one for each. Where these
 * do not come to the entry's amount the entry is one line and a fault says so.
 */
export function readEntry(entry: XmlNode, path: string): ReadEntry {
  const signed = signedAmount(entry, childOf(entry, "Amt"), path);
  if (!signed.ok) return { lines: [], faults: signed.faults, amount: undefined };
  const { amount } = signed.value;
  const day = bookingDay(entry, path);
  if (!day.ok) return { lines: [], faults: day.faults, amount };
  const details = childrenOf(entry, "NtryDtls");
  const transactions = details.flatMap((one) => childrenOf(one, "TxDtls"));
  const line = (one: XmlNode | undefined, of: SignedAmount, isPart: boolean): UnnamedLine =>
    lineOf(entry, readTransaction(entry, one, of.amount), of, day.value, isPart);
  const [only] = transactions;
  if (transactions.length <= 1)
    return { lines: [line(only, signed.value, false)], faults: [], amount };
  const parts = transactions.map((one) => partAmount(entry, one, signed.value, path));
  const sums = parts.flatMap((part) => (part.ok ? [part.value.amount] : []));
  if (sums.length === parts.length && equals(sum(sums), amount)) {
    const lines = transactions.flatMap((one, index) => {
      const part = parts[index];
      return part?.ok === true ? [line(one, part.value, true)] : [];
    });
    return { lines, faults: [], amount };
  }
  return { lines: [line(undefined, signed.value, false)], faults: [batchFault(path)], amount };
}

const batchFault = (path: string): Fault => ({
  code: "batch-does-not-add-up",
  path: pathTo(path, "transactions"),
  message: "the transactions of this batch do not come to its amount, so it stands as one line",
  suggestion: "ask the bank for the batch's details",
});

/** The amount of a part: its own, or in version 2 the transaction amount of its details; in the entry's currency. */
function partAmount(
  entry: XmlNode,
  transaction: XmlNode,
  { currency }: SignedAmount,
  path: string,
): Result<SignedAmount> {
  const own = childOf(transaction, "Amt") ?? childOf(transaction, "AmtDtls", "TxAmt", "Amt");
  const directed = textOf(transaction, "CdtDbtInd") === undefined ? entry : transaction;
  const amount = signedAmount(directed, own, path);
  if (!amount.ok || amount.value.currency === currency) return amount;
  return refuse(invalid(path, "a part of a batch is in another currency", amount.value.currency));
}

/** Reads an amount with the direction that stands beside it. Refuses `statement-line-invalid` or a currency's fault. */
export function signedAmount(
  directed: XmlNode,
  amount: XmlNode | undefined,
  path: string,
): Result<SignedAmount> {
  const text = textOf(amount) ?? "";
  const currency = parseCurrency(attributeOf(amount, "Ccy") ?? "", pathTo(path, "currency"));
  if (!currency.ok) return currency;
  const value = parseDecimal(text, pathTo(path, "amount"));
  if (!value.ok) return value;
  const whole = requireMinorUnit(value.value, currency.value, pathTo(path, "amount"));
  if (!whole.ok) return whole;
  const direction = textOf(directed, "CdtDbtInd");
  if ((direction !== "CRDT" && direction !== "DBIT") || isNegative(whole.value))
    return refuse(invalid(path, "an amount has no sign but CRDT or DBIT", direction ?? text));
  const signed = direction === "DBIT" ? negate(whole.value) : whole.value;
  return ok({ amount: signed, currency: currency.value });
}

const invalid = (path: string, message: string, value: string): Fault => ({
  code: "statement-line-invalid",
  path,
  message,
  value: value.slice(0, 60),
});

/** The day of booking, else of value; a time gives its day as it is written. */
function bookingDay(entry: XmlNode, path: string): Result<string> {
  for (const kind of ["BookgDt", "ValDt"]) {
    const written = textOf(entry, kind, "Dt") ?? textOf(entry, kind, "DtTm");
    if (written === undefined) continue;
    const day = parseCivilDate(written.slice(0, 10), pathTo(path, "date"));
    return day.ok ? ok(written.slice(0, 10)) : day;
  }
  return refuse(invalid(path, "an entry has a day of booking", ""));
}

function lineOf(
  entry: XmlNode,
  text: TransactionText,
  { amount, currency }: SignedAmount,
  bookedOn: string,
  isPart: boolean,
): UnnamedLine {
  const written = (value: Decimal): string => minorText(value, currency);
  const { said, refs } = text;
  const entryRef = textOf(entry, "AcctSvcrRef");
  const bankReference = refs.bank ?? entryRef;
  const charges = chargesOf(text, amount, currency);
  return {
    identity: [entryRef, refs.bank, refs.endToEnd, refs.transaction],
    line: {
      bookedOn,
      amount: written(amount),
      currency,
      ...said,
      ...(refs.endToEnd === undefined ? {} : { endToEndId: refs.endToEnd }),
      ...(bankReference === undefined ? {} : { bankReference }),
      ...(isPart && entryRef !== undefined ? { batch: entryRef } : {}),
      ...(charges === undefined ? {} : { charges: written(charges) }),
    },
  };
}

/** What banks took off money that came: what was sent less what came, or the charges that the entry lists. */
function chargesOf(
  { sent, charges }: TransactionText,
  amount: Decimal,
  currency: CurrencyCode,
): Decimal | undefined {
  if (!isPositive(amount)) return undefined;
  const own = (node: XmlNode | undefined): Decimal | undefined => {
    if (node === undefined || attributeOf(node, "Ccy") !== currency) return undefined;
    const read = parseDecimal(textOf(node) ?? "");
    const whole = read.ok ? requireMinorUnit(read.value, currency) : read;
    return whole.ok ? whole.value : undefined;
  };
  const instructed = own(sent);
  if (instructed !== undefined && compare(instructed, amount) > 0)
    return subtract(instructed, amount);
  const listed = sum(charges.map((one) => own(one) ?? zero));
  return isPositive(listed) ? listed : undefined;
}
