import type { Payment } from "../model/payment.ts";
import { type CurrencyCode, isCurrencyCode } from "../money/currency.ts";
import { daysFromCivil } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { startOfDayNumber, type Zone } from "../time/zone.ts";
import type { ProviderMethod } from "./provider-method.ts";

/** A customer's way to pay, as we keep it. */
export interface CustomerMethod extends ProviderMethod {
  readonly id: string;
  /** The registry's name of the provider that keeps it. */
  readonly provider: string;
  readonly customerReference: string;
  /** The model's name of this way to pay, a key of `payment.methods`. */
  readonly method: string;
  /** The customer's own choice; at most one. */
  readonly isDefault: boolean;
  /** Among methods of one name: smaller goes first. */
  readonly priority: number;
  /** Not tried before; absent where nothing is wrong with it. */
  readonly failingUntil?: Instant;
  /** When it was attached, or its data last changed: what it failed with before then no longer counts. */
  readonly changedAt: Instant;
  readonly detachedAt?: Instant;
}

/** Why a method is not charged now. */
export type UnfitReason =
  | "detached"
  | "not-in-model"
  | "not-automatic"
  | "wrong-currency"
  | "expired"
  | "failing";

/** What is to be charged, and when. */
export interface DuePayment {
  readonly currency: string;
  readonly at: Instant;
  /** The customer's zone: a card expires at the end of its month there. */
  readonly zone: Zone;
}

/** Kinds that we can charge while the customer is away. */
const automaticKinds: readonly string[] = ["card", "ach", "sepa-debit"];

/** Direct debits exist in one currency only: Nacha's in US dollars, the SEPA schemes' in euros. */
const onlyCurrency: Readonly<Record<string, CurrencyCode>> = { ach: "USD", "sepa-debit": "EUR" };

/** Why the method cannot be charged for this, or undefined where it can. */
export function unfitReason(
  method: CustomerMethod,
  payment: Payment,
  due: DuePayment,
): UnfitReason | undefined {
  const { methods } = payment;
  const agreed = Object.hasOwn(methods, method.method) ? methods[method.method] : undefined;
  if (method.detachedAt !== undefined && method.detachedAt <= due.at) return "detached";
  if (agreed === undefined || agreed.kind !== method.kind) return "not-in-model";
  if (agreed.automatic === false || !automaticKinds.includes(method.kind)) return "not-automatic";
  const only = onlyCurrency[method.kind];
  if (!isCurrencyCode(due.currency) || (only !== undefined && only !== due.currency))
    return "wrong-currency";
  if (method.expires !== undefined && due.at >= endOfMonth(method.expires, due.zone))
    return "expired";
  if (method.failingUntil !== undefined && due.at < method.failingUntil) return "failing";
  return undefined;
}

/** The first moment after a month such as `2027-04`, in the zone. */
function endOfMonth(text: string, zone: Zone): Instant {
  const [year = 0, month = 0] = text.split("-").map(Number);
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
  return startOfDayNumber(zone, daysFromCivil({ ...next, day: 1 }));
}

/**
 * The methods to try for a payment, first one first: the customer's default, then in the order of the model's `fallback`,
 * by priority, then by id. Without a `fallback` only one method is ever tried: falling back is agreed, not assumed. The
 * default is tried also where `fallback` does not name it.
 */
export function orderOfMethods(
  methods: readonly CustomerMethod[],
  payment: Payment,
  due: DuePayment,
): readonly CustomerMethod[] {
  const fallback: readonly string[] = payment.fallback ?? [];
  const fit = methods.filter((method) => unfitReason(method, payment, due) === undefined);
  const listed = fit.filter(({ method, isDefault }) => isDefault || fallback.includes(method));
  const place = ({ isDefault, method }: CustomerMethod) =>
    isDefault ? -1 : fallback.includes(method) ? fallback.indexOf(method) : fallback.length;
  const inOrder = (payment.fallback === undefined ? fit : listed).toSorted(
    (left, right) =>
      place(left) - place(right) ||
      left.priority - right.priority ||
      (left.id < right.id ? -1 : left.id > right.id ? 1 : 0),
  );
  return payment.fallback === undefined ? inOrder.slice(0, 1) : inOrder;
}
