import { type Fault, ok, pathTo, type Result } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import type { Meter } from "../model/meter.ts";
import type { Model } from "../model/model.ts";
import { isNegative } from "../money/decimal.ts";
import { parseQuantity, type Quantity } from "../money/quantity.ts";
import { meterReaders } from "./meter-readers.ts";
import { named } from "./price-book.ts";
import type { SubscriptionTerms } from "./terms.ts";

/** An amount of usage to price: so much of a meter, all in one event or in several equal ones. */
export interface QuotedUsage {
  readonly meter: string;
  /** Decimal text: the period's quantity, or each event's value where the price looks at single events. */
  readonly quantity: string;
  /** Equal events of that value, a whole number; 1 where absent. Only for meters that add up. */
  readonly times?: number;
  readonly dimensions?: Readonly<Record<string, string>>;
}

/** No dimension is called that: a colon has no place in their names. */
const property = "quoted:quantity";

/** Every meter as a sum of the quantity that is quoted, under an event type of its own. */
export const quotedMeters = (meters: Model["meters"]): Model["meters"] =>
  Object.fromEntries(
    Object.entries(meters).map(([id, { filter: _, ...meter }]): [string, Meter] => [
      id,
      { ...meter, event: id, aggregation: { kind: "sum", property } },
    ]),
  );

function unknownName(path: string, id: string, noun: string, known: readonly string[]): Fault {
  const near = nearest(id, known);
  const all = known.length === 0 ? `there is no ${noun} here` : `one of ${known.join(", ")}`;
  return {
    code: `unknown-${noun}`,
    path,
    message: `there is no ${noun} "${id}"`,
    value: id,
    suggestion: near === undefined ? all : `did you mean "${near}"?`,
  };
}

/**
 * The usage as events of {@link quotedMeters} on the first day of service; every fault of it at once, those that would
 * make it count for nothing among them. Refuses with the codes of `quote`.
 */
export function quotedEvents(
  usage: readonly QuotedUsage[],
  customer: string,
  model: Model,
  terms: SubscriptionTerms,
): Result<Iterable<UsageEvent>> {
  const readers = meterReaders({ meters: quotedMeters(model.meters) });
  const eventOf = ({ meter, quantity, dimensions }: QuotedUsage, id: string): UsageEvent => ({
    id,
    source: "quote",
    type: meter,
    customer,
    time: terms.startsAt,
    data: { ...dimensions, [property]: quantity },
  });
  const faults = usage.flatMap((part) => {
    const path = pathTo("/usage", part.meter);
    const found = usageFaults(part, path, model, terms);
    if (found.length > 0) return found;
    const unread = readers.faults(eventOf(part, "0"));
    return unread
      .filter((fault) => isAsked(fault, part.meter, terms))
      .map((fault) => ({ ...fault, path }));
  });
  return faults.length === 0 ? ok(repeated(usage, eventOf)) : { ok: false, faults };
}

/** Ids in the order of the request: a price that gives its first events away looks at them. */
function* repeated(
  usage: readonly QuotedUsage[],
  eventOf: (usage: QuotedUsage, id: string) => UsageEvent,
): Generator<UsageEvent> {
  const digits = (index: number): string => String(index).padStart(7, "0");
  for (const [index, part] of usage.entries())
    for (let time = 0; time < (part.times ?? 1); time += 1)
      yield eventOf(part, `${digits(index)}-${digits(time)}`);
}

/** A dimension may stay open in a quote as long as no price looks at it. */
const isAsked = ({ code, path }: Fault, meter: string, { charges }: SubscriptionTerms): boolean =>
  code !== "missing-dimension" ||
  charges.some(
    (charge) =>
      charge.meterId === meter && charge.dimensions.some((name) => pathTo("/data", name) === path),
  );

const timesMax = 1_000_000;

function usageFaults(
  usage: QuotedUsage,
  path: string,
  model: Model,
  terms: SubscriptionTerms,
): readonly Fault[] {
  const known = named(model.meters, usage.meter, "meter", path);
  if (!known.ok) return known.faults.map((fault) => withChoice(fault, Object.keys(model.meters)));
  const meter = known.value;
  const charged = [...new Set(terms.charges.map((charge) => charge.meterId))];
  if (!charged.includes(usage.meter))
    return [
      {
        code: "meter-not-charged",
        path,
        message: `"${terms.plan.name}" has no charge that reads meter "${usage.meter}"`,
        value: usage.meter,
        suggestion:
          charged.length === 0 ? "it charges for no use" : `it reads ${charged.join(", ")}`,
      },
    ];
  const quantity = parseQuantity(usage.quantity as Quantity, path);
  if (!quantity.ok) return quantity.faults;
  const perEvent = terms.charges.some(
    (charge) => charge.meterId === usage.meter && charge.input === "events",
  );
  if (isNegative(quantity.value) && !perEvent)
    return [outOfRange(path, "a quoted quantity is not negative", usage.quantity)];
  const dimensions = Object.keys(meter.dimensions ?? {});
  return [
    ...Object.keys(usage.dimensions ?? {}).flatMap((name) =>
      dimensions.includes(name) ? [] : [unknownName(path, name, "dimension", dimensions)],
    ),
    ...timesFaults(usage, meter, path),
  ];
}

const outOfRange = (path: string, message: string, value: unknown): Fault => ({
  code: "quantity-out-of-range",
  path,
  message,
  value,
});

function timesFaults({ times }: QuotedUsage, meter: Meter, path: string): readonly Fault[] {
  if (times === undefined) return [];
  if (!Number.isInteger(times) || times < 1 || times > timesMax)
    return [outOfRange(path, `usage is repeated 1 to ${timesMax} times`, times)];
  if (meter.aggregation.kind === "sum") return [];
  return [
    {
      code: "meter-does-not-add-up",
      path,
      message: `this meter takes the ${meter.aggregation.kind} of its events, so equal events cannot be quoted`,
      suggestion: "give the quantity of the whole period",
    },
  ];
}

const withChoice = (fault: Fault, known: readonly string[]): Fault =>
  fault.suggestion === undefined ? { ...fault, suggestion: `one of ${known.join(", ")}` } : fault;
