import { expectOk, type Fault, ok, pathTo, type Result } from "../fault/fault.ts";
import type { RateTable } from "../fx/rate-table.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { format } from "../money/decimal.ts";
import { type Money, parseMoney, parseMoneyIn } from "../money/money.ts";
import type { ReceivableCommand } from "../receivable/command.ts";
import { type Instant, parseInstant } from "../time/instant.ts";
import { paidAmount } from "./exchanged-payment.ts";
import type { InvoicePart, MoneyFact, PaymentFact, SettledPart } from "./money-fact.ts";

/** Reads the amounts of a fact in the account's currency; what is wrong with them is kept. */
interface AmountReader {
  readonly currency: CurrencyCode;
  readonly amount: (money: Money, path: string) => string;
  readonly optional: <K extends string>(
    key: K,
    money: Money | undefined,
  ) => { readonly [P in K]?: string };
}

function amountReader(currency: CurrencyCode, faults: Fault[]): AmountReader {
  const amount = (money: Money, path: string): string => {
    const read = parseMoneyIn(money, currency, path);
    if (read.ok) return format(read.value);
    faults.push(...read.faults);
    return "0";
  };
  return {
    currency,
    amount,
    optional: <K extends string>(key: K, money: Money | undefined) =>
      (money === undefined ? {} : { [key]: amount(money, pathTo("", key)) }) as {
        readonly [P in K]?: string;
      },
  };
}

/** When a fact was told, and the rates that were known then. */
export interface MoneyTelling {
  readonly at: Instant;
  readonly rates: RateTable;
}

/**
 * What a fact about money asks of the receivables, with its amounts in their currency. Refuses an amount in another one
 * with `currency-mismatch`, but for a payment that says what it settles, and for a fee.
 */
export function receivableCommand(
  fact: MoneyFact,
  currency: CurrencyCode,
  telling: MoneyTelling,
): Result<ReceivableCommand> {
  const faults: Fault[] = [];
  const command = commandOf(fact, amountReader(currency, faults), telling, faults);
  return faults.length === 0 ? ok(command) : { ok: false, faults };
}

function commandOf(
  fact: MoneyFact,
  read: AmountReader,
  telling: MoneyTelling,
  faults: Fault[],
): ReceivableCommand {
  const { id } = fact;
  switch (fact.fact) {
    case "payment":
      return paymentCommand(fact, read, telling, faults);
    case "refund": {
      const { payment, amount, reopen } = fact;
      const back = { kind: "refund", id, payment, amount: read.amount(amount, "/amount") } as const;
      return reopen === undefined ? back : { ...back, reopen };
    }
    case "payment-return": {
      const { payment, amount, reason } = fact;
      const optional = { ...read.optional("amount", amount), ...given("reason", reason) };
      return { kind: "reverse-payment", id, payment, ...optional };
    }
    case "write-off": {
      const { invoice, amount, taxes } = fact;
      const optional = { ...read.optional("amount", amount), ...given("taxes", taxes) };
      return { kind: "write-off", id, invoice, ...optional };
    }
    case "write-off-reversal": {
      const { writeOff, amount, taxes } = fact;
      const optional = { ...read.optional("amount", amount), ...given("taxes", taxes) };
      return { kind: "reverse-write-off", id, writeOff, ...optional };
    }
    case "recovery": {
      const { writeOff, amount, provider, taxes } = fact;
      const optional = { ...given("provider", provider), ...given("taxes", taxes) };
      return { kind: "recover", id, writeOff, amount: read.amount(amount, "/amount"), ...optional };
    }
    case "reassignment":
      return {
        kind: "reassign",
        id,
        settlement: fact.of,
        from: settledParts(fact.from, read, "/from"),
        to: settledParts(fact.to, read, "/to"),
      };
    case "balance-application":
      return { kind: "apply-balance", id, ...given("to", invoiceParts(fact.to, read, "/to")) };
    default:
      return otherCommand(fact, read, faults);
  }
}

type OtherFact = Extract<
  MoneyFact,
  {
    readonly fact:
      | "dispute"
      | "dispute-outcome"
      | "contest"
      | "contest-end"
      | "payment-promise"
      | "charge"
      | "charge-failure";
  }
>;

function otherCommand(fact: OtherFact, read: AmountReader, faults: Fault[]): ReceivableCommand {
  switch (fact.fact) {
    case "dispute": {
      const { id, payment, provider, amount, fee } = fact;
      const disputed = { id, payment, provider, amount: read.amount(amount, "/amount") };
      return { kind: "dispute-opened", ...disputed, ...feeOf("fee", fee, read.currency, faults) };
    }
    case "dispute-outcome":
      return fact.outcome === "lost"
        ? { kind: "dispute-lost", id: fact.dispute }
        : {
            kind: "dispute-won",
            id: fact.dispute,
            ...feeOf("feeReturned", fact.feeReturned, read.currency, faults),
          };
    case "contest":
      return { kind: "contest", invoice: fact.invoice };
    case "contest-end":
      return { kind: "end-contest", invoice: fact.invoice };
    case "payment-promise":
      return { kind: "promise-to-pay", invoice: fact.invoice, until: fact.until };
    case "charge":
      return { kind: "start-charge", id: fact.id, invoice: fact.invoice, method: fact.method };
    case "charge-failure":
      return { kind: "payment-failed", id: fact.charge, ...given("refused", fact.refused) };
  }
}

/** A provider charges its fee in whatever currency it likes. */
function feeOf<K extends "fee" | "feeReturned">(
  key: K,
  fee: Money | undefined,
  currency: CurrencyCode,
  faults: Fault[],
): { readonly [P in K]?: string } & { readonly feeCurrency?: CurrencyCode } {
  if (fee === undefined) return {};
  const money = parseMoney(fee, pathTo("", key));
  if (!money.ok) {
    faults.push(...money.faults);
    return {};
  }
  const { value, currency: feeCurrency } = money.value;
  const said = { [key]: format(value) } as { readonly [P in K]?: string };
  return feeCurrency === currency ? said : { ...said, feeCurrency };
}

function paymentCommand(
  fact: PaymentFact,
  read: AmountReader,
  { at, rates }: MoneyTelling,
  faults: Fault[],
): ReceivableCommand {
  const { id, method, provider, providerId, appliesTo, rest } = fact;
  const receivedAt = fact.receivedAt === undefined ? undefined : instantOf(fact.receivedAt);
  const paid = paidAmount(fact, read.currency, rates, receivedAt ?? at);
  if (!paid.ok) faults.push(...paid.faults);
  return {
    kind: "receive-payment",
    id,
    ...(paid.ok ? paid.value : { amount: "0" }),
    currency: read.currency,
    method,
    ...given("receivedAt", receivedAt),
    ...given("provider", provider),
    ...given("providerId", providerId),
    ...given("appliesTo", invoiceParts(appliesTo, read, "/appliesTo")),
    ...given("rest", rest),
  };
}

/** The shape of the fact has been checked. */
const instantOf = (text: string): Instant => expectOk(parseInstant(text));

const invoiceParts = (
  parts: readonly InvoicePart[] | undefined,
  read: AmountReader,
  path: string,
): readonly { readonly invoice: string; readonly amount?: string }[] | undefined =>
  parts?.map(({ invoice, amount }, index) =>
    amount === undefined
      ? { invoice }
      : { invoice, amount: read.amount(amount, pathTo(path, index, "amount")) },
  );

const settledParts = (
  parts: readonly SettledPart[],
  read: AmountReader,
  path: string,
): readonly { readonly invoice: string; readonly amount: string }[] =>
  parts.map(({ invoice, amount }, index) => ({
    invoice,
    amount: read.amount(amount, pathTo(path, index, "amount")),
  }));

/** A field of a command, where the fact says something about it. */
const given = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
