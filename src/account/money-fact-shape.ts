import { factId, instant } from "../model/fact-text.ts";
import { providerName } from "../model/provider-name.ts";
import { boolean, either, list, literal, type Shape, text, textThat } from "../model/shape.ts";
import { money, percent } from "../model/shape-money.ts";
import { object, optional } from "../model/shape-object.ts";
import { date, firstFault } from "../model/shape-values.ts";
import { parseDecimal } from "../money/decimal.ts";
import type { Money } from "../money/money.ts";
import type { DebtTax } from "../receivable/movement.ts";
import type {
  BalanceApplicationFact,
  ChargeFact,
  ChargeFailureFact,
  ContestEndFact,
  ContestFact,
  DisputeFact,
  DisputeOutcomeFact,
  Exchange,
  InvoicePart,
  PaymentFact,
  PaymentPromiseFact,
  PaymentReturnFact,
  ReassignmentFact,
  RecoveryFact,
  RefundFact,
  SettledPart,
  WriteOffFact,
  WriteOffReversalFact,
} from "./money-fact.ts";
import { jurisdiction } from "./tax-decision-shape.ts";

const told = { id: factId, customer: factId, recordedAt: optional(instant) };

const invoicePart = object<InvoicePart>({ invoice: factId, amount: optional(money) });
const settledPart = object<SettledPart>({ invoice: factId, amount: money });
const debtTax = object<DebtTax>({ jurisdiction, rate: percent, amount: text });

const lastOrInvoices = either<"last", readonly string[]>(
  literal("last"),
  list(factId),
  (value) => !Array.isArray(value),
);

const exchangeRate: Shape<string> = textThat({
  fault: (given) => firstFault(parseDecimal(given)),
  standIn: "1",
  schema: { pattern: "^[0-9]{1,10}(?:\\.[0-9]{1,18})?$" },
});

/** What money in another currency settles. */
export const exchangeShape: Shape<Exchange> = either<"by-table", Exclude<Exchange, "by-table">>(
  literal("by-table"),
  either<{ readonly settles: Money }, { readonly rate: string }>(
    object<{ readonly settles: Money }>({ settles: money }),
    object<{ readonly rate: string }>({ rate: exchangeRate }),
    (value) => typeof value === "object" && value !== null && "settles" in value,
  ),
  (value) => typeof value === "string",
);

/** The shape of each fact about money, by its kind. */
export const moneyFactShapes = {
  payment: object<PaymentFact>({
    fact: literal("payment"),
    ...told,
    amount: money,
    exchange: optional(exchangeShape),
    method: text,
    receivedAt: optional(instant),
    provider: optional(providerName),
    providerId: optional(text),
    appliesTo: optional(list(invoicePart)),
    rest: optional(literal("oldest", "balance")),
  }),
  refund: object<RefundFact>({
    fact: literal("refund"),
    ...told,
    payment: factId,
    amount: money,
    reopen: optional(lastOrInvoices),
  }),
  "payment-return": object<PaymentReturnFact>({
    fact: literal("payment-return"),
    ...told,
    payment: factId,
    amount: optional(money),
    reason: optional(text),
  }),
  "write-off": object<WriteOffFact>({
    fact: literal("write-off"),
    ...told,
    invoice: factId,
    amount: optional(money),
    taxes: optional(list(debtTax)),
  }),
  "write-off-reversal": object<WriteOffReversalFact>({
    fact: literal("write-off-reversal"),
    ...told,
    writeOff: factId,
    amount: optional(money),
    taxes: optional(list(debtTax)),
  }),
  recovery: object<RecoveryFact>({
    fact: literal("recovery"),
    ...told,
    writeOff: factId,
    amount: money,
    provider: optional(providerName),
    taxes: optional(list(debtTax)),
  }),
  dispute: object<DisputeFact>({
    fact: literal("dispute"),
    ...told,
    payment: factId,
    amount: money,
    provider: providerName,
    fee: optional(money),
  }),
  "dispute-outcome": object<DisputeOutcomeFact>({
    fact: literal("dispute-outcome"),
    ...told,
    dispute: factId,
    outcome: literal("won", "lost"),
    feeReturned: optional(money),
  }),
  "balance-application": object<BalanceApplicationFact>({
    fact: literal("balance-application"),
    ...told,
    to: optional(list(invoicePart)),
  }),
  reassignment: object<ReassignmentFact>({
    fact: literal("reassignment"),
    ...told,
    of: object<ReassignmentFact["of"]>({ kind: literal("payment", "credit-note"), id: factId }),
    from: list(settledPart),
    to: list(settledPart),
  }),
  contest: object<ContestFact>({ fact: literal("contest"), ...told, invoice: factId }),
  "contest-end": object<ContestEndFact>({
    fact: literal("contest-end"),
    ...told,
    invoice: factId,
  }),
  "payment-promise": object<PaymentPromiseFact>({
    fact: literal("payment-promise"),
    ...told,
    invoice: factId,
    until: date,
  }),
  charge: object<ChargeFact>({
    fact: literal("charge"),
    ...told,
    invoice: factId,
    method: factId,
  }),
  "charge-failure": object<ChargeFailureFact>({
    fact: literal("charge-failure"),
    ...told,
    charge: factId,
    refused: optional(boolean),
  }),
} as const;
