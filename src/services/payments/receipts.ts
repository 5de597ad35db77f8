import { ok, type Result, refuse } from "../../fault/fault.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { findEffect } from "../../store/payment-effects.ts";
import { parseCivilDate } from "../../time/calendar.ts";
import { formatInstant, type Instant, parseInstant } from "../../time/instant.ts";
import type { MoneyFact } from "../money-facts.ts";
import { answered, onceOnly } from "../once.ts";
import type { IdempotentRequest, StoredAnswer } from "../services.ts";
import { writing } from "./act-on-intent.ts";
import type { PaymentParts } from "./payment-parts.ts";
import { noCustomer } from "./provider-customers.ts";
import { holdCustomer, recordWish } from "./record-effects.ts";

/** Money that came without our asking for it: a cheque, cash, a transfer that no statement will show. */
export interface ReceiptRequest {
  readonly customer: string;
  readonly amount: string;
  readonly currency: CurrencyCode;
  /** The operator's own: the same one twice is the same money. */
  readonly reference: string;
  /** Local day on which it came; today where absent. */
  readonly receivedOn?: string;
  /** What it came by: `cheque`, `cash`; `manual` where absent. */
  readonly method?: string;
  /** What it is for, in this order; what is left pays the items due first. */
  readonly invoices?: readonly { readonly invoice: string; readonly amount?: string }[];
  /** Where the rest goes; default `oldest`. */
  readonly rest?: "oldest" | "balance";
}

/** A receipt as it was recorded. */
export interface ReceiptView {
  /** Our id of the payment. */
  readonly payment: string;
  readonly customer: string;
  readonly amount: string;
  readonly currency: string;
  readonly reference: string;
  readonly receivedAt: string;
}

/**
 * Records money that came, once for each customer and reference. Refuses `not-found`, `already-exists` where the reference
 * stands for other money, `receipt-in-future`, and what the account refuses.
 */
export const recordReceipt = (
  parts: PaymentParts,
  tenant: string,
  request: ReceiptRequest,
  once: IdempotentRequest | undefined,
): Promise<Result<StoredAnswer>> =>
  writing(parts, tenant, (tx) =>
    onceOnly(tx, once, parts.now(), async () => {
      const { customer, currency } = request;
      if (!(await holdCustomer(tx, customer))) return refuse({ ...noCustomer, path: "/customer" });
      const now = parts.now();
      const id = `receipt:${customer}:${request.reference}`;
      const known = await findEffect(tx, id);
      const before = known === undefined ? undefined : (JSON.parse(known.effect) as MoneyFact);
      const at = receivedAt(request, before, now);
      if (!at.ok) return at;
      const fact: MoneyFact = { id, currency, command: receiptCommand(id, request, at.value) };
      const view: ReceiptView = {
        payment: id,
        customer,
        amount: request.amount,
        currency,
        reference: request.reference,
        receivedAt: formatInstant(at.value),
      };
      if (before !== undefined)
        return sameFact(before, fact)
          ? ok(answered(200, JSON.stringify(view)))
          : refuse(taken(request));
      const source = "receipt";
      const recorded = await recordWish(tx, { customer, source, facts: [fact] }, now);
      return recorded.ok ? ok(answered(201, JSON.stringify(view))) : recorded;
    }),
  );

const receiptCommand = (id: string, request: ReceiptRequest, receivedAt: Instant) => ({
  kind: "receive-payment" as const,
  id,
  receivedAt,
  amount: request.amount,
  currency: request.currency,
  method: request.method ?? "manual",
  ...(request.invoices === undefined ? {} : { appliesTo: request.invoices }),
  ...(request.rest === undefined ? {} : { rest: request.rest }),
});

/** A day counts from its beginning in UTC, and today from now. Told again without a day, it is the moment of before. */
function receivedAt(
  { receivedOn }: ReceiptRequest,
  before: MoneyFact | undefined,
  now: Instant,
): Result<Instant> {
  if (receivedOn === undefined)
    return ok(
      before?.command.kind === "receive-payment" ? (before.command.receivedAt ?? now) : now,
    );
  const day = parseCivilDate(receivedOn, "/receivedOn");
  if (!day.ok) return day;
  const at = parseInstant(`${receivedOn}T00:00:00Z`, "/receivedOn");
  if (!at.ok || at.value <= now) return at;
  return refuse({
    code: "receipt-in-future",
    path: "/receivedOn",
    message: "money that came, came today or earlier",
    value: receivedOn,
  });
}

const sameFact = (left: MoneyFact, right: MoneyFact): boolean => textOf(left) === textOf(right);

/** JSON with its keys in order: what is stored comes back with its keys in another. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );

const taken = ({ reference }: ReceiptRequest) => ({
  code: "already-exists",
  path: "/reference",
  message: "this reference stands for other money; the first stays",
  value: reference,
  suggestion: "use a new reference",
});
