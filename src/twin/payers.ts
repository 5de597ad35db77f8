import type { DunningNotice } from "../account/dun-account.ts";
import type { AccountFact } from "../account/fact.ts";
import { amountDue, type Invoice } from "../account/invoice.ts";
import type { DatedFact, Happening } from "../account/issue-in-order.ts";
import { expectOk } from "../fault/fault.ts";
import { dayText, type Month } from "../ledger/recognition/accounting-month.ts";
import { monthAt, monthStart } from "../metrics/calendar-month.ts";
import type { DunningPolicy } from "../model/dunning.ts";
import { coefficientAt, decimalOf, isPositive } from "../money/decimal.ts";
import {
  DAY_MS,
  formatInstant,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  parseInstant,
} from "../time/instant.ts";
import { serviceDayAt, type Zone } from "../time/zone.ts";
import { happens, oneTo } from "./chance/draw.ts";
import { daysOfMonth } from "./chance/drawn-payments.ts";
import { randomStream } from "./chance/random-stream.ts";
import type { OpenSubscription } from "./fate-facts.ts";
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
  /** The subscription that a customer has at a moment and that could be ended; undefined where there is none. */
  readonly subscriptionAt: (customer: string, at: Instant) => OpenSubscription | undefined;
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
  /** What they paid in each month of the plan, in minor units, with what was invoiced in the month before it. */
  readonly collected: Float64Array;
  readonly lived: () => PaymentsLived;
}

/**
 * Pays each invoice in the month in which the plan collects it: so many whole months later as its delay has, and by the rest of it as often in the
 * month after; late with the plan's chance, and where a charge fails by one of the retries or never. Who never pays is dunned to the end by the account itself, pays nothing more, and is lost when a step says so, or with
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
    const isPlanned = month >= 0;
    if (isPlanned) counts.invoices += 1;
    const pay = (at: Instant, id: string, method: string): DatedFact => {
      const paidIn = monthAt(zone, at) - first;
      if (paidIn >= 0 && paidIn < months)
        collected[paidIn] = (collected[paidIn] ?? 0) + Number(coefficientAt(due, minorUnits));
      const amount = `${amountDue(invoice)} ${invoice.currency}` as const;
      const { customer } = invoice;
      const appliesTo = [{ invoice: invoice.id }];
      return told(at, { fact: "payment", id, customer, amount, method, appliesTo } as AccountFact);
    };
    const part = stream.uniform();
    const paysAt = (late: boolean): Instant =>
      paidAfter(issued, chance("collected-after") + (late ? chance("late-by") : 0), part, zone);
    if (happens(stream, chance("failed-payments"))) {
      if (isPlanned) counts.failed += 1;
      const recovers = happens(stream, chance("recovered-payments"));
      const tries = recovers ? oneTo(stream, Math.max(1, retryDays.length)) : retryDays.length;
      const retried = recovers ? (retryDays[tries - 1] ?? 7) * DAY_MS : 0;
      const late = recovers && happens(stream, chance("paid-late"));
      // Who is paid by a retry is first charged so many days before it would have paid.
      const charged = recovers ? Math.max(issued, paysAt(late) - HOUR_MS - retried) : issued;
      const failed = chargesOf(invoice, charged, retryDays.slice(0, recovers ? tries - 1 : tries));
      if (!recovers) {
        unpaying.add(invoice.customer);
        return { facts: failed };
      }
      if (isPlanned) counts.recovered += 1;
      const paidAt = charged + retried + HOUR_MS;
      const charge = chargeOf(invoice, tries + 1, paidAt);
      coming.set(invoice.id, paidAt);
      return {
        facts: [...failed, charge, pay(paidAt + MINUTE_MS, chargeId(invoice, tries + 1), card)],
      };
    }
    const late = happens(stream, chance("paid-late"));
    if (late && isPlanned) counts.paidLate += 1;
    const paidAt = paysAt(late);
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
    // As the forecast counts it, service ends with the month, whatever was to become of the customer after it; a contract's term may end with it, too.
    const gone = monthStart(zone, monthAt(zone, at) + 1);
    const openAt = (when: Instant) => (ends ? chances.subscriptionAt(customer, when) : undefined);
    const goesAt = openAt(at)?.hasTerm === true ? at : Math.max(at, gone - HOUR_MS);
    const subscription = openAt(goesAt);
    if (subscription === undefined || lostAt.has(customer))
      return facts.length === 0 ? undefined : { facts };
    lostAt.set(customer, gone);
    const { id, hasTerm } = subscription;
    const on = dayText(serviceDayAt(zone, hasTerm || openAt(gone)?.id !== id ? goesAt : gone));
    const end = { fact: "cancel", id: "unpaid", customer, subscription: id, on } as const;
    return { facts: [told(goesAt, end), ...facts], gone: customer };
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

/** When an invoice is paid after a delay in months, the rest of which counts from a part of a month on: in the month of the sum. */
function paidAfter(issued: Instant, delay: number, part: number, zone: Zone): Instant {
  const month = monthAt(zone, issued);
  const later = Math.floor(delay + part);
  const [from, to] = [monthStart(zone, month + later), monthStart(zone, month + later + 1)];
  if (later > 0)
    return Math.floor(from + HOUR_MS + (delay + part - later) * (to - from - 2 * HOUR_MS));
  return Math.min(to - HOUR_MS, issued + HOUR_MS + Math.round(delay * daysOfMonth * DAY_MS));
}

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
