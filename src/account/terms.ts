import { expectOk, type Fault, faultsOf, ok, pathTo, type Result, refuse } from "../fault/fault.ts";
import type { Subscribable } from "../model/plan.ts";
import { type Decimal, one } from "../money/decimal.ts";
import { parseQuantity } from "../money/quantity.ts";
import type { CompiledPrice, PriceTerms } from "../pricing/price-kind.ts";
import { compilePrice, type Price } from "../pricing/registry.ts";
import { type Cadence, type CadenceName, daysOf, monthsOf } from "../time/cadence.ts";
import { type CivilDate, civilFromDays, daysFromCivil, parseCivilDate } from "../time/calendar.ts";
import { HOUR_MS, type Instant } from "../time/instant.ts";
import type { Schedule } from "../time/schedule.ts";
import { findZone, startOfDay, type Zone } from "../time/zone.ts";
import type { PhaseState } from "./account.ts";
import { grantedDiscounts } from "./admission.ts";
import { type PurchaseDiscounts, purchaseDiscounts } from "./applicable-discounts.ts";
import { type Bundled, bundledPointer, bundledPrice } from "./bundles/bundled.ts";
import { bookUnder } from "./contracts/book-under.ts";
import { pricedUnder } from "./contracts/contract-prices.ts";
import type { UnderContract } from "./contracts/contract-state.ts";
import type { Raise } from "./contracts/escalation.ts";
import { cappedPrice, type PriceCeiling } from "./contracts/price-ceiling.ts";
import type { CustomerFact, SubscriptionFact } from "./fact.ts";
import { chargeIds, compileCharge, listedCharge, type PlanCharge } from "./plan-charges.ts";
import { faultsAt, named, type PriceBook } from "./price-book.ts";
import { sharedSchedule } from "./shared-schedules.ts";
import { type Subscribed, subscribedOf } from "./subscribed.ts";

/** The plan's own price, billed in advance for each period of its cadence. */
export interface RecurringTerms {
  readonly cadence: CadenceName;
  readonly schedule: Schedule;
  readonly price: CompiledPrice;
  /** JSON pointer of the price in the model. */
  readonly pointer: string;
  /** How many of the latest billed periods a change may still cut: those that the grace window reaches back to. */
  readonly changeablePeriods: number;
}

/** A metered charge, billed in arrears for each period of its own cadence. */
export interface ChargeTerms extends PlanCharge {
  readonly schedule: Schedule;
}

/** A subscription made ready to bill: its plan's prices compiled with what the contract agreed. */
export interface SubscriptionTerms {
  readonly book: PriceBook;
  /** The plan, or the add-on. */
  readonly plan: Subscribable;
  /** JSON pointer of the plan or add-on in the model. */
  readonly pointer: string;
  readonly quantity: Decimal;
  readonly zone: Zone;
  readonly recurring: RecurringTerms | undefined;
  readonly charges: readonly ChargeTerms[];
  readonly discounts: PurchaseDiscounts;
  /** What the contract raises prices by; absent where it does not. */
  readonly raise?: Raise;
  /** First day and instant of paid service: a trial is over. */
  readonly start: CivilDate;
  readonly startsAt: Instant;
  /** First instant that is no longer served; undefined while open-ended. */
  readonly endsAt: Instant | undefined;
}

/** The zone of the customer's local midnights. */
export function zoneOf(customer: CustomerFact, book: PriceBook): Result<Zone> {
  return customer.timeZone === undefined ? ok(book.zone) : findZone(customer.timeZone);
}

const compiled = new WeakMap<SubscriptionFact, SubscriptionTerms>();

/** The terms of a phase the account already accepted; found once per fact. */
export function termsOf(
  phase: PhaseState,
  customer: CustomerFact,
  book: PriceBook,
): SubscriptionTerms {
  const known = compiled.get(phase.fact);
  if (known !== undefined && known.book === bookUnder(book, phase.under)) return known;
  const terms =
    phase.under === undefined
      ? sharedTerms(phase, customer, book)
      : ownTermsOf(phase, customer, book);
  compiled.set(phase.fact, terms);
  return terms;
}

const ownTermsOf = ({ fact, anchor, under }: PhaseState, customer: CustomerFact, book: PriceBook) =>
  expectOk(compileTerms(fact, customer, book, anchor, under));

/** Different terms of one model version that are kept; beyond it, all are forgotten and made anew. */
const sharedMax = 10_000;

const shared = new WeakMap<PriceBook, Map<string, SubscriptionTerms>>();

/** One object for all who bought the same from the same day on: most subscriptions differ in nothing but whose they are. */
function sharedTerms(
  phase: PhaseState,
  customer: CustomerFact,
  book: PriceBook,
): SubscriptionTerms {
  const { id: _, customer: __, recordedAt: ___, ...bought } = phase.fact;
  const key = JSON.stringify([customer.timeZone, phase.anchor, bought]);
  const all = shared.get(book) ?? new Map<string, SubscriptionTerms>();
  shared.set(book, all);
  const known = all.get(key);
  if (known !== undefined) return known;
  const terms = ownTermsOf(phase, customer, book);
  if (all.size === sharedMax) all.clear();
  all.set(key, terms);
  return terms;
}

/**
 * Compiles a subscription against a model version. Refuses what cannot be billed and says what is missing:
 * `unknown-plan`, `cadence-not-offered`, `cadence-needed`, `needs-agreed-price`, `plan-not-priced`, `invalid-date`…; and
 * what it says that no bill would look at: `unknown-charge`, `unknown-discount`, `agreed-price-unused`…
 *
 * `anchor`: the day whose anniversaries the periods keep, where that is not the first paid day. `under`: the contract whose
 * prices beat the plan's.
 */
export function compileTerms(
  fact: SubscriptionFact,
  customer: CustomerFact,
  listed: PriceBook,
  anchor: string | null = null,
  under?: UnderContract,
): Result<SubscriptionTerms> {
  const book = bookUnder(listed, under);
  const found = subscribedOf(book.model, fact);
  if (!found.ok) return found;
  const subscribed =
    under === undefined ? found.value : pricedUnder(found.value, under, book.model);
  const plan = subscribed.item;
  const zone = zoneOf(customer, book);
  if (!zone.ok) return zone;
  const strays = strayCharges(fact, subscribed);
  if (strays.length > 0) return { ok: false, faults: strays };
  const start = firstPaidDay(fact, plan);
  if (!start.ok) return start;
  const end = fact.end === undefined ? ok(undefined) : parseCivilDate(fact.end, "/end");
  if (!end.ok) return end;
  const quantity =
    fact.quantity === undefined ? ok(one) : parseQuantity(fact.quantity, "/quantity");
  if (!quantity.ok) return quantity;

  const dates = {
    zone: zone.value,
    start: start.value,
    alignment: fact.alignment ?? "anniversary",
    anchor: anchor === null ? undefined : expectOk(parseCivilDate(anchor)),
  } as const;
  const schedule = (cadence: CadenceName): Schedule => sharedSchedule(cadence, dates);
  const recurring = compileRecurring(fact, subscribed, book, schedule, under?.ceilings);
  if (!recurring.ok) return recurring;
  const charges = compileCharges(fact, subscribed, book, schedule, under?.ceilings);
  if (!charges.ok) return charges;
  if (recurring.value === undefined && charges.value.length === 0)
    return refuse({
      code: "plan-not-priced",
      path: `/${subscribed.kind}`,
      message: `${subscribed.title} states no price yet, so it cannot be billed`,
      value: subscribed.id,
    });
  const discounts = purchaseDiscounts(book.model, {
    offered: plan.discounts,
    granted: grantedDiscounts(book.model, fact),
    termYears: fact.termYears,
    agreed: fact.agreedDiscounts,
  });
  if (!discounts.ok) return discounts;
  return ok({
    book,
    // A bundle has its price as it is: what comes off, comes off use beside it.
    discounts: fact.bundled === undefined ? discounts.value : { ...discounts.value, recurring: [] },
    plan,
    pointer: subscribed.pointer,
    quantity: quantity.value,
    zone: zone.value,
    recurring: recurring.value,
    charges: charges.value,
    start: start.value,
    startsAt: startOfDay(zone.value, start.value),
    endsAt: end.value === undefined ? undefined : startOfDay(zone.value, end.value),
  });
}

/** The first day that is paid for: the start, or the day after the free days. */
function firstPaidDay(fact: SubscriptionFact, { trial }: Subscribable): Result<CivilDate> {
  const start = parseCivilDate(fact.start, "/start");
  const free = fact.trialDays ?? trial?.days ?? 0;
  return start.ok && free > 0 ? ok(civilFromDays(daysFromCivil(start.value) + free)) : start;
}

/** Charges that the terms name and the plan does not have. */
function strayCharges(
  { quantities = {}, agreed = {} }: SubscriptionFact,
  { item, title }: Subscribed,
): readonly Fault[] {
  const known = (id: string, field: string): readonly Fault[] =>
    faultsOf(named(item.charges, id, "charge", pathTo("", field, id), title));
  return [
    ...Object.keys(quantities).flatMap((id) => known(id, "quantities")),
    ...Object.keys(agreed).flatMap((id) => (id === "base" ? [] : known(id, "agreed"))),
  ];
}

function compileRecurring(
  fact: SubscriptionFact,
  subscribed: Subscribed,
  book: PriceBook,
  schedule: (name: CadenceName) => Schedule,
  ceilings: readonly PriceCeiling[] | undefined,
): Result<RecurringTerms | undefined> {
  if (fact.bundled !== undefined && fact.cadence !== undefined)
    return ok(bundledRecurring(fact.bundled, fact.cadence, book, schedule));
  const cadence = chosenCadence(fact, subscribed);
  if (!cadence.ok) return cadence;
  const agreed = fact.agreed?.base;
  const price = cadence.value === undefined ? undefined : subscribed.item.prices?.[cadence.value];
  if (cadence.value === undefined || price === undefined)
    return agreed === undefined ? ok(undefined) : refuse(basePriceUnused(fact, subscribed));
  const place = subscribed.contract?.base ?? `${subscribed.pointer}/prices`;
  const pointer = place.endsWith("/price") ? place : `${place}/${cadence.value}`;
  const result = agreed === undefined ? listedPrice(price) : compilePrice(price, { agreed });
  if (!result.ok) return faultsAt(pointer, result);
  const { value: name } = cadence;
  const capped =
    ceilings === undefined
      ? result.value
      : cappedPrice(
          result.value,
          ceilings,
          ({ base }) => base[name],
          (ceiling) => (ceiling.agreed.base === undefined ? {} : { agreed: ceiling.agreed.base }),
        );
  const dates = schedule(cadence.value);
  return ok({
    cadence: cadence.value,
    schedule: dates,
    price: capped,
    pointer,
    changeablePeriods: changeablePeriods(dates, book),
  });
}

/** Its part of a bundle's price, in place of its own. */
function bundledRecurring(
  bundled: Bundled,
  cadence: CadenceName,
  book: PriceBook,
  schedule: (name: CadenceName) => Schedule,
): RecurringTerms {
  const dates = schedule(cadence);
  return {
    cadence,
    schedule: dates,
    price: bundledPrice(bundled, book.model),
    pointer: bundledPointer(bundled),
    changeablePeriods: changeablePeriods(dates, book),
  };
}

const changeablePeriods = ({ cadence }: Schedule, { graceMs }: PriceBook): number =>
  2 + Math.ceil(graceMs / shortestMs(cadence));

/** No period of a cadence is shorter, clock changes and all. */
const shortestMs = (cadence: Cadence): number =>
  ((daysOf(cadence) ?? 28 * (monthsOf(cadence) ?? 1)) * 24 - 3) * HOUR_MS;

const listedPrices = new WeakMap<Price, Result<CompiledPrice>>();

/** A price as the list has it; compiled once for all who buy it. */
function listedPrice(price: Price): Result<CompiledPrice> {
  const known = listedPrices.get(price);
  if (known !== undefined) return known;
  const result = compilePrice(price);
  listedPrices.set(price, result);
  return result;
}

const basePriceUnused = ({ agreed }: SubscriptionFact, { title }: Subscribed): Fault => ({
  code: "agreed-price-unused",
  path: "/agreed/base",
  message: `${title} has no recurring price, and one was agreed`,
  value: agreed?.base,
  suggestion: "agree the price of a charge by its id",
});

function chosenCadence(
  fact: SubscriptionFact,
  { item, title }: Subscribed,
): Result<CadenceName | undefined> {
  const offered = Object.keys(item.prices ?? {});
  const list = offered.join(", ");
  if (fact.cadence === undefined) {
    if (offered.length > 1)
      return refuse({
        code: "cadence-needed",
        path: "/cadence",
        message: `${title} has several prices; say which`,
        suggestion: `one of ${list}`,
      });
    return ok(offered[0] as CadenceName | undefined);
  }
  if (offered.length === 0 || offered.includes(fact.cadence)) return ok(fact.cadence);
  return refuse({
    code: "cadence-not-offered",
    path: "/cadence",
    message: `${title} has no ${fact.cadence} price`,
    value: fact.cadence,
    suggestion: `one of ${list}`,
  });
}

function compileCharges(
  fact: SubscriptionFact,
  subscribed: Subscribed,
  book: PriceBook,
  schedule: (name: CadenceName) => Schedule,
  ceilings: readonly PriceCeiling[] | undefined,
): Result<readonly ChargeTerms[]> {
  const charges: ChargeTerms[] = [];
  for (const id of chargeIds(subscribed.item)) {
    const own = ownTerms(fact, id);
    if (!own.ok) return own;
    const compiled =
      own.value === undefined && ceilings === undefined
        ? listedCharge(book, subscribed, id)
        : compileCharge(book, subscribed, id, own.value ?? {}, ceilings);
    if (!compiled.ok) return compiled;
    charges.push(chargeOn(compiled.value, schedule(compiled.value.cadence)));
  }
  return ok(charges);
}

const onSchedules = new WeakMap<PlanCharge, WeakMap<Schedule, ChargeTerms>>();

/** A charge on a schedule: one object for all subscribers who share both, since they are many and bills read it often. */
function chargeOn(charge: PlanCharge, schedule: Schedule): ChargeTerms {
  const made = onSchedules.get(charge) ?? new WeakMap<Schedule, ChargeTerms>();
  onSchedules.set(charge, made);
  const known = made.get(schedule);
  if (known !== undefined) return known;
  const terms = { ...charge, schedule };
  made.set(schedule, terms);
  return terms;
}

/** What the subscription agreed on or reserved for a charge; undefined where the list's price holds as it stands. */
function ownTerms(fact: SubscriptionFact, charge: string): Result<PriceTerms | undefined> {
  const reserved = fact.quantities?.[charge];
  const agreed = fact.agreed?.[charge];
  if (reserved === undefined) return ok(agreed === undefined ? undefined : { agreed });
  const quantity = parseQuantity(reserved, `/quantities/${charge}`);
  if (!quantity.ok) return quantity;
  return ok({ reserved: quantity.value, ...(agreed === undefined ? {} : { agreed }) });
}
