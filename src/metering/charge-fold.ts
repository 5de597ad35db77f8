import { assert, ok, type Result, refuse } from "../fault/fault.ts";
import {
  add,
  type Decimal,
  isNegative,
  isPositive,
  isZero,
  max,
  min,
  subtract,
  sum,
  zero,
} from "../money/decimal.ts";
import type { CompiledPrice, Item, Rated } from "../pricing/price-kind.ts";
import type { Counted, MeterWindow } from "./aggregation-fold.ts";
import { extendedPartial, type GroupedPartial, type GroupReading, groupFold } from "./group.ts";
import type { MeterFold } from "./meter-fold.ts";
import { between, copies, extended, extendedCount, type Pace } from "./pace.ts";
import type { UsageEvent } from "./usage-event.ts";

/** What a charge came to over a window. */
export interface RatedCharge {
  /** The exact amount, and the steps to it; events that were left out are among its notes. */
  readonly rated: Rated;
  /** The metered quantity, before included units came off. */
  readonly quantity: Decimal;
  /** Events that the quantity is made of. */
  readonly events: number;
  /** Included units that were used up; absent where the charge includes none. */
  readonly included?: Decimal | undefined;
}

/**
 * A meter joined to a price: usage events fold into a partial, and the partial into an amount.
 *
 * The laws are those of its parts: `merge` is associative with `empty` as its unit and changes neither input, and
 * neither the order of events nor where they are split changes the amount.
 */
export interface ChargeFold<P = unknown> {
  readonly empty: P;
  /** True for the events that it charges for. */
  accepts(event: UsageEvent): boolean;
  /** The partial of one event; `empty` for one that it does not charge for. */
  lift(event: UsageEvent): P;
  merge(left: P, right: P): P;
  /** The charge of a window. `included` replaces the included units of the terms, where a period cut short has fewer. */
  finish(partial: P, window: MeterWindow, included?: Decimal): RatedCharge;
  /** What the next window begins with, where a value holds until the next event. */
  carry(partial: P, window: MeterWindow): P;
  /**
   * The partial of the whole window if it goes on as it began, to be finished and not to be merged: what adds up is extended at its
   * pace, a peak stays as it is. Where each event has a price, its events come again as often as the part that passed fits
   * into the window, and what lies between two such counts is taken between their amounts: so minimums and free units hold.
   */
  extend(partial: P, pace: Pace): P;
}

/** What a plan adds to a charge's price. */
export interface ChargeTerms {
  /** Units of each window that cost nothing; they come off before the price sees the quantity. */
  readonly included?: Decimal;
}

/**
 * Joins a meter to a price by what the price folds over: the period's one quantity, one quantity for each combination of
 * its dimensions, or every event's own value.
 *
 * Refuses with `price-needs-event-values` a price per event whose meter is not a plain sum over events (max, unique and
 * the like), and with `included-needs-quantity` included units where the price is not one of a single quantity: which
 * group or event they cover would be anybody's guess.
 */
export function chargeFold(
  meter: MeterFold,
  price: CompiledPrice,
  terms: ChargeTerms = {},
): Result<ChargeFold> {
  if (price.input === "quantity") return ok(quantityCharge(meter, price, terms));
  if (terms.included !== undefined && isPositive(terms.included)) {
    return refuse({
      code: "included-needs-quantity",
      path: "/included",
      message: `a ${price.kind} price is not one of a single quantity, so no units can be included in it`,
      suggestion: "give the free part in the price itself",
    });
  }
  if (price.input === "groups") return ok(groupsCharge(meter, price));
  const { eventValue } = meter.aggregation;
  if (eventValue !== undefined) return ok(eventsCharge(meter, price, eventValue));
  return refuse({
    code: "price-needs-event-values",
    path: "/meter",
    message: `a ${price.kind} price rates each event, so its meter must be a sum or a count`,
    suggestion: 'aggregate with { "kind": "sum" }, or choose a price of the period\'s quantity',
  });
}

function quantityCharge(
  meter: MeterFold,
  price: CompiledPrice,
  terms: ChargeTerms,
): ChargeFold<Counted> {
  return {
    ...metering(meter),
    finish: (partial, window, included = terms.included) => {
      const { quantity, events, unmeasured } = meter.finish(partial, window);
      assert(included === undefined || !isNegative(included), "included units are never negative");
      const taken = included === undefined ? undefined : min(max(quantity, zero), included);
      const charged = taken === undefined ? quantity : subtract(quantity, taken);
      const item: Item = { quantity: charged, time: window.from, id: "" };
      const rated = withNotes(price.finish(price.lift(item)), unmeasuredNotes(unmeasured));
      return { rated, quantity, events, included: taken };
    },
  };
}

const metering = (meter: MeterFold): Omit<ChargeFold<Counted>, "finish"> => ({
  empty: meter.empty,
  accepts: meter.accepts,
  lift: (event) => meter.lift(event),
  merge: (left, right) => meter.merge(left, right),
  carry: (partial, window) => meter.carry(partial, window),
  extend: (partial, pace) => extendedPartial(meter.aggregation, partial, pace),
});

function groupsCharge(meter: MeterFold, price: CompiledPrice): ChargeFold<GroupedPartial> {
  const groups = groupFold(meter, price.dimensions ?? []);
  return {
    empty: groups.empty,
    accepts: meter.accepts,
    lift: (event) => groups.lift(event),
    merge: (left, right) => groups.merge(left, right),
    carry: (partial, window) => groups.carry(partial, window),
    extend: (partial, pace) => groups.extend(partial, pace),
    finish: (partial, window) => {
      let priced = price.empty;
      const readings = groups.finish(partial, window);
      for (const [id, { quantity, dimensions, events }] of readings) {
        // A group of unreadable events alone was not used; a value carried over may have no event and still be in force.
        if (events === 0 && isZero(quantity)) continue;
        const item: Item = { quantity, time: window.from, id, dimensions };
        priced = price.merge(priced, price.lift(item));
      }
      const read = [...readings.values()];
      const notes = [
        ...unmeasuredNotes(read.reduce((total, { unmeasured }) => total + unmeasured, 0)),
        ...(price.dimensions ?? []).flatMap((name) => missingNotes(name, read)),
      ];
      return {
        rated: withNotes(price.finish(priced), notes),
        quantity: sum(read.map(({ quantity }) => quantity)),
        events: read.reduce((total, { events }) => total + events, 0),
      };
    },
  };
}

/** The partial of a price per event: its own partial, beside the meter's figures. */
interface PricedEvents extends Counted {
  readonly quantity: Decimal;
  readonly priced: unknown;
  /** Of one that was extended: what one more repetition came to, and how far towards it the window goes. */
  readonly further?: { readonly priced: unknown; readonly pace: Pace };
}

function eventsCharge(
  meter: MeterFold,
  price: CompiledPrice,
  eventValue: (event: UsageEvent) => Decimal | undefined,
): ChargeFold<PricedEvents> {
  const empty = { events: 0, unmeasured: 0, quantity: zero, priced: price.empty };
  const unreadable = { ...empty, unmeasured: 1 };
  return {
    empty,
    accepts: meter.accepts,
    lift: (event) => {
      if (!meter.accepts(event)) return empty;
      const quantity = eventValue(event);
      if (quantity === undefined) return unreadable;
      return {
        events: 1,
        unmeasured: 0,
        quantity,
        priced: price.lift({ quantity, time: event.time, id: event.id }),
      };
    },
    merge: (left, right) => ({
      events: left.events + right.events,
      unmeasured: left.unmeasured + right.unmeasured,
      quantity: add(left.quantity, right.quantity),
      priced: price.merge(left.priced, right.priced),
    }),
    finish: ({ events, unmeasured, quantity, priced, further }) => ({
      rated: withNotes(ratedBetween(price, priced, further), unmeasuredNotes(unmeasured)),
      quantity,
      events,
    }),
    carry: () => empty,
    extend: (partial, pace) => {
      const { within, beyond } = copies(price, partial.priced, pace);
      return {
        events: extendedCount(partial.events, pace),
        unmeasured: partial.unmeasured,
        quantity: extended(partial.quantity, pace),
        priced: within,
        further: { priced: beyond, pace },
      };
    },
  };
}

function ratedBetween(
  price: CompiledPrice,
  priced: unknown,
  further: PricedEvents["further"],
): Rated {
  const rated = price.finish(priced);
  if (further === undefined) return rated;
  const amount = between(rated.amount, price.total(further.priced), further.pace);
  return { ...rated, amount };
}

const withNotes = (rated: Rated, notes: readonly string[]): Rated =>
  notes.length === 0 ? rated : { ...rated, notes: [...(rated.notes ?? []), ...notes] };

const unmeasuredNotes = (unmeasured: number): readonly string[] =>
  unmeasured === 0
    ? []
    : [`${counted(unmeasured)} no readable value and ${was(unmeasured)} not charged`];

function missingNotes(dimension: string, readings: readonly GroupReading[]): readonly string[] {
  const missing = readings.filter(({ dimensions }) => dimensions[dimension] === "");
  const events = missing.reduce((total, reading) => total + reading.events, 0);
  return events === 0 ? [] : [`${counted(events)} no "${dimension}"`];
}

const counted = (events: number): string =>
  events === 1 ? "1 event has" : `${events} events have`;
const was = (events: number): string => (events === 1 ? "was" : "were");
