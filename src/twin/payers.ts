import type { DunningNotice } from "../account/dun-account.ts";
import type { AccountFact } from "../account/fact.ts";
import { amountDue, type Invoice } from "../account/invoice.ts";
import type { DatedFact, Happening } from "../account/issue-in-order.ts";
import { expectOk } from "../fault/fault.ts";
import { dayText, type Month } from "../ledger/recognition/accounting-month.ts";
import { monthAt } from "../metrics/calendar-month.ts";
import type { DunningPolicy } from "../model/dunning.ts";
import { coefficientAt, decimalOf, isPositive } from "../money/decimal.ts";
import { mainPurchase } from "../plan/forecast/purchase-facts.ts";
import {
  DAY_MS,
  formatInstant,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  parseInstant,
} from "../time/instant.ts";
import { serviceDayAt, type Zone } from "../time/zone.ts";
import { factor, happens, oneTo } from "./chance/draw.ts";
import { type RandomStream, randomStream } from "./chance/random-stream.ts";
import type { Answer } from "./live.ts";

/** What chance decides of payments. */
export interface PaymentChances {
  readonly seed: number;
  readonly zone: Zone;
  readonly minorUnits: number;
  readonly first: Month;
  readonly months: number;
  /** A figure of `capital.` in a month of the plan: `paid-late`, `unpaid`… */
  readonly read: (figure: string, month: number) => number;
  readonly retryDays: readonly number[];
  readonly dunning: DunningPolicy;
  /** Whether a customer has a subscription at a moment that could be ended. */
  readonly isSubscribed: (customer: string, at: Instant) => boolean;
}

/** What became of payments. */
export interface PaymentsLived {
  /** Invoices of the plan's months that something was to be paid of. */
  readonly invoices: number;
  readonly paidLate: number;
  /** Whose first charge failed, and of those the ones that were paid by a later one. */
  readonly failed: number;
  readonly recovered: number;
  /** Customers who were lost since they did not pay. */
  readonly lost: number;
}

/** Customers who pay, late or not at all. */
export interface Payers {
  readonly answer: (happening: Happening) => Answer | undefined;
  /** When each was lost who did not pay. */
  readonly lostAt: ReadonlyMap<string, Instant>;
  /** What they paid in each month of the plan of what was invoiced in it, in minor units: what was owed before, no plan says. */
  readonly collected: Float64Array;
  readonly lived: () => PaymentsLived;
}

/** How far the days until a payment spread: the standard deviation, as a part of them. */
const delaySpread = 0.4;
/** A month of delay, in days. */
const daysOfMonth = 365.25 / 12;

/**
 * Pays each invoice after the plan's collection delay and a log-normal spread, late with the plan's chance, and where a charge fails by one of
 * the retries or never. Who never pays is dunned to the end by the account itself, pays nothing more, and is lost when a step says so, or with
 * the last one; who is to pay promises it, so that dunning waits. Each invoice has a stream of its own.
 */
export function payersByChance(chances: PaymentChances): Payers {
  const { seed, zone, minorUnits, first, months, read, retryDays, dunning } = chances;
  const lostAt = new Map<string, Instant>();
  const collected = new Float64Array(months);
  /** When an invoice will be paid that is dunned until then. */
  const coming = new Map<string, Instant>();
  const unpaying = new Set<string>();
  const counts = { invoices: 0, paidLate: 0, failed: 0, recovered: 0 };
  const cancels = dunning.steps.some(({ action }) => action === "cancel");
  const writesOff = dunning.steps.some(({ action }) => action === "write-off");
  const last = dunning.steps.at(-1)?.afterDueDays;

  const billed = (invoice: Invoice): Answer | undefined => {
    const due = decimalOf(amountDue(invoice));
    if (invoice.kind !== "invoice" || !isPositive(due) || unpaying.has(invoice.customer))
      return undefined;
    const stream = randomStream(seed, "payments", invoice.id);
    const issued = expectOk(parseInstant(invoice.issuedAt));
    const month = monthAt(zone, issued) - first;
    const chance = (figure: string): number => read(figure, month);
    const days = chance("collected-after") * daysOfMonth;
    const isPlanned = month >= 0;
    if (isPlanned) counts.invoices += 1;
    const pay = (at: Instant, id: string, method: string): DatedFact => {
      const paidIn = monthAt(zone, at) - first;
      if (isPlanned && paidIn < months)
        collected[paidIn] = (collected[paidIn] ?? 0) + Number(coefficientAt(due, minorUnits));
      const amount = `${amountDue(invoice)} ${invoice.currency}` as const;
      const { customer } = invoice;
      const appliesTo = [{ invoice: invoice.id }];
      return told(at, { fact: "payment", id, customer, amount, method, appliesTo } as AccountFact);
    };
    if (happens(stream, chance("failed-payments"))) {
      if (isPlanned) counts.failed += 1;
      const recovers = happens(stream, chance("recovered-payments"));
      const tries = recovers ? oneTo(stream, Math.max(1, retryDays.length)) : retryDays.length;
      const failed = chargesOf(invoice, issued, retryDays.slice(0, recovers ? tries - 1 : tries));
      if (!recovers) {
        unpaying.add(invoice.customer);
        return { facts: failed };
      }
      if (isPlanned) counts.recovered += 1;
      const paidAt = issued + (retryDays[tries - 1] ?? 7) * DAY_MS + HOUR_MS;
      const charge = chargeOf(invoice, tries + 1, paidAt);
      coming.set(invoice.id, paidAt);
      return {
        facts: [...failed, charge, pay(paidAt + MINUTE_MS, chargeId(invoice, tries + 1), card)],
      };
    }
    const late = happens(stream, chance("paid-late"));
    if (late && isPlanned) counts.paidLate += 1;
    const later = late ? chance("late-by") * daysOfMonth : 0;
    const paidAt = issued + HOUR_MS + delayOf(days, stream) + delayOf(later, stream);
    const paid = pay(paidAt, `pay-${invoice.id}`, "bank-transfer");
    if (paidAt <= expectOk(parseInstant(invoice.dueAt))) return { facts: [paid] };
    coming.set(invoice.id, paidAt);
    return { facts: late ? [paid] : [promise(invoice, issued, paidAt), paid] };
  };

  const promise = (
    { id, customer }: Pick<Invoice, "id" | "customer">,
    at: Instant,
    paidAt: Instant,
  ): DatedFact => {
    coming.delete(id);
    return told(at, {
      fact: "payment-promise",
      id: `promise-${id}`,
      customer,
      invoice: id,
      until: dayText(serviceDayAt(zone, paidAt) + 1),
    });
  };

  const dunned = ({ customer, at: text, action, afterDueDays, invoices }: DunningNotice) => {
    const at = expectOk(parseInstant(text));
    const facts: DatedFact[] = [];
    for (const { invoice } of invoices) {
      const paidAt = coming.get(invoice);
      if (paidAt !== undefined) facts.push(promise({ id: invoice, customer }, at, paidAt));
    }
    if (!unpaying.has(customer)) return facts.length === 0 ? undefined : { facts };
    const isLast = afterDueDays === last;
    if (isLast && !writesOff)
      for (const { invoice } of invoices)
        facts.push(told(at, { fact: "write-off", id: `lost-${invoice}`, customer, invoice }));
    const ends = action === "cancel" || (isLast && !cancels);
    if (!ends || lostAt.has(customer) || !chances.isSubscribed(customer, at))
      return facts.length === 0 ? undefined : { facts };
    lostAt.set(customer, at);
    const end = { fact: "cancel", id: "unpaid", customer, subscription: mainPurchase } as const;
    return { facts: [told(at, end), ...facts], gone: customer };
  };

  return {
    lostAt,
    collected,
    lived: () => ({ ...counts, lost: lostAt.size }),
    answer: (one) => {
      if (one.kind === "document") return billed(one.invoice);
      return one.kind === "notice" ? dunned(one.notice) : undefined;
    },
  };
}

const card = "card";

const told = (at: Instant, fact: AccountFact): DatedFact => ({
  fact: { ...fact, recordedAt: formatInstant(at) } as DatedFact["fact"],
  at,
});

const delayOf = (days: number, stream: RandomStream): number =>
  Math.round(days * factor(stream, delaySpread) * DAY_MS);

const chargeId = ({ id }: Invoice, attempt: number): string => `charge-${id}-${attempt}`;

const chargeOf = (invoice: Invoice, attempt: number, at: Instant): DatedFact =>
  told(at, {
    fact: "charge",
    id: chargeId(invoice, attempt),
    customer: invoice.customer,
    invoice: invoice.id,
    method: card,
  });

/** The charges of an invoice that fail: the first, and those on some of the days on which it is tried again. */
const chargesOf = (
  invoice: Invoice,
  issued: Instant,
  retryDays: readonly number[],
): readonly DatedFact[] =>
  [0, ...retryDays].flatMap((days, index) => {
    const at = issued + days * DAY_MS + HOUR_MS;
    return [
      chargeOf(invoice, index + 1, at),
      told(at + MINUTE_MS, {
        fact: "charge-failure",
        id: `failed-${chargeId(invoice, index + 1)}`,
        customer: invoice.customer,
        charge: chargeId(invoice, index + 1),
      }),
    ];
  });
