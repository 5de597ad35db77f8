import { expectOk, type Fault, ok, pathTo, type Result } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { format } from "../money/decimal.ts";
import { type Money, parseMoneyIn } from "../money/money.ts";
import type { ReceivableCommand } from "../receivable/command.ts";
import { type Instant, parseInstant } from "../time/instant.ts";
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

/**
 * What a fact about money asks of the receivables, with its amounts in their currency. Refuses an amount in another one
 * with `currency-mismatch`.
 */
export function receivableCommand(
  fact: MoneyFact,
  currency: CurrencyCode,
): Result<ReceivableCommand> {
  const faults: Fault[] = [];
  const command = commandOf(fact, amountReader(currency, faults));
  return faults.length === 0 ? ok(command) : { ok: false, faults };
}

function commandOf(fact: MoneyFact, read: AmountReader): ReceivableCommand {
  const { id } = fact;
  switch (fact.fact) {
    case "payment":
      return paymentCommand(fact, read);
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
      return otherCommand(fact, read);
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

function otherCommand(fact: OtherFact, read: AmountReader): ReceivableCommand {
  switch (fact.fact) {
    case "dispute": {
      const { id, payment, provider, amount, fee } = fact;
      const disputed = { id, payment, provider, amount: read.amount(amount, "/amount") };
      return { kind: "dispute-opened", ...disputed, ...read.optional("fee", fee) };
    }
    case "dispute-outcome":
      return fact.outcome === "lost"
        ? { kind: "dispute-lost", id: fact.dispute }
        : {
            kind: "dispute-won",
            id: fact.dispute,
            ...read.optional("feeReturned", fact.feeReturned),
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

function paymentCommand(fact: PaymentFact, read: AmountReader): ReceivableCommand {
  const { id, amount, method, receivedAt, provider, providerId, appliesTo, rest } = fact;
  return {
    kind: "receive-payment",
    id,
    amount: read.amount(amount, "/amount"),
    currency: read.currency,
    method,
    ...given("receivedAt", receivedAt === undefined ? undefined : instantOf(receivedAt)),
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
