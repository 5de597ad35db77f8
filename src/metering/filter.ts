import { type Fault, faultsOf, ok, pathTo, type Result } from "../fault/fault.ts";
import type { Filter, FilterValue } from "../model/meter.ts";
import { compare, type Decimal, equals } from "../money/decimal.ts";
import { parseQuantity, type Quantity } from "../money/quantity.ts";
import type { EventValue } from "./event-data.ts";
import { eventProperty, quantityOfValue } from "./event-value.ts";
import type { UsageEvent } from "./usage-event.ts";

/** True for the events that a filter lets through. */
export type EventPredicate = (event: UsageEvent) => boolean;

type ValuePredicate = (value: EventValue) => boolean;

const bounds: Readonly<
  Record<"above" | "below" | "atLeast" | "atMost", (order: number) => boolean>
> = {
  above: (order) => order > 0,
  below: (order) => order < 0,
  atLeast: (order) => order >= 0,
  atMost: (order) => order <= 0,
};
type Bound = keyof typeof bounds;
const boundNames = Object.keys(bounds) as readonly Bound[];

/** How deep filters may nest. */
const depthMax = 16;

/**
 * Makes a filter a predicate. Every condition must hold.
 *
 * Bounds and equal numbers compare as exact decimals, so 0.1 is "0.10"; a value that is no number is within no bound.
 * A text equals the same text, or a number of that shortest form; a boolean equals only itself. An event without the
 * property fails every condition but `exists: false`.
 *
 * Refuses, with paths relative to the filter: `empty-filter`, `filter-needs-property`, `filter-too-deep`, and bounds
 * that are not exact numbers.
 */
export function compileFilter(filter: Filter, path = "", depth = 1): Result<EventPredicate> {
  if (depth > depthMax) return { ok: false, faults: [tooDeep(path)] };
  const faults: Fault[] = [];
  const parts: EventPredicate[] = [];
  const branches = (name: "all" | "any") =>
    (filter[name] ?? []).flatMap((branch, index) => {
      const compiled = compileFilter(branch, pathTo(path, name, index), depth + 1);
      faults.push(...faultsOf(compiled));
      return compiled.ok ? [compiled.value] : [];
    });
  if (filter.all !== undefined) parts.push(allOf(branches("all")));
  if (filter.any !== undefined) parts.push(anyOf(branches("any")));
  if (filter.all?.length === 0) faults.push(emptyFilter(pathTo(path, "all")));
  if (filter.any?.length === 0) faults.push(emptyFilter(pathTo(path, "any")));

  const conditions = conditionsOf(filter, path, faults);
  const { property, exists } = filter;
  if (property === undefined) {
    if (conditions.length > 0 || exists !== undefined) faults.push(needsProperty(path));
    else if (parts.length === 0) faults.push(emptyFilter(path));
  } else if (conditions.length === 0 && exists === undefined) {
    faults.push(emptyFilter(path));
  } else {
    parts.push(propertyHolds(property, conditions, exists));
  }
  return faults.length === 0 ? ok(allOf(parts)) : { ok: false, faults };
}

const allOf = ([first, ...rest]: readonly EventPredicate[]): EventPredicate =>
  first === undefined
    ? () => true
    : rest.length === 0
      ? first
      : (event) => first(event) && rest.every((part) => part(event));

const anyOf =
  (parts: readonly EventPredicate[]): EventPredicate =>
  (event) =>
    parts.some((part) => part(event));

function propertyHolds(
  property: string,
  conditions: readonly ValuePredicate[],
  exists: boolean | undefined,
): EventPredicate {
  return (event) => {
    const value = eventProperty(event, property);
    if (value === undefined) return exists === false && conditions.length === 0;
    return exists !== false && conditions.every((condition) => condition(value));
  };
}

function conditionsOf(filter: Filter, path: string, faults: Fault[]): readonly ValuePredicate[] {
  const conditions: ValuePredicate[] = [];
  const { equals: same, notEquals, in: among } = filter;
  if (same !== undefined) conditions.push(equalTo(same, pathTo(path, "equals"), faults));
  if (notEquals !== undefined) {
    const equal = equalTo(notEquals, pathTo(path, "notEquals"), faults);
    conditions.push((value) => !equal(value));
  }
  if (among !== undefined) {
    const tests = among.map((one, index) => equalTo(one, pathTo(path, "in", index), faults));
    conditions.push((value) => tests.some((equal) => equal(value)));
  }
  for (const name of boundNames) {
    const bound = filter[name];
    if (bound !== undefined) conditions.push(within(name, bound, pathTo(path, name), faults));
  }
  return conditions;
}

function within(name: Bound, bound: Quantity, path: string, faults: Fault[]): ValuePredicate {
  const limit = readNumber(bound, path, faults);
  const holds = bounds[name];
  return (value) => {
    const quantity = quantityOfValue(value);
    return quantity !== undefined && limit !== undefined && holds(compare(quantity, limit));
  };
}

function equalTo(wanted: FilterValue, path: string, faults: Fault[]): ValuePredicate {
  if (typeof wanted === "boolean") return (value) => value === wanted;
  if (typeof wanted === "string") {
    return (value) => value === wanted || (typeof value === "number" && String(value) === wanted);
  }
  const number = readNumber(wanted, path, faults);
  return (value) => {
    const quantity = quantityOfValue(value);
    return quantity !== undefined && number !== undefined && equals(quantity, number);
  };
}

function readNumber(value: Quantity, path: string, faults: Fault[]): Decimal | undefined {
  const read = parseQuantity(value, path);
  if (read.ok) return read.value;
  faults.push(...read.faults);
  return undefined;
}

const emptyFilter = (path: string): Fault => ({
  code: "empty-filter",
  path,
  message: "a filter without a condition says nothing",
  suggestion: "leave it out to count every event",
});

const needsProperty = (path: string): Fault => ({
  code: "filter-needs-property",
  path,
  message: "a condition needs the property it looks at",
  suggestion: 'add "property"',
});

const tooDeep = (path: string): Fault => ({
  code: "filter-too-deep",
  path,
  message: `filters nest at most ${depthMax} deep`,
  suggestion: 'flatten it: conditions of one filter are joined by "and"',
});
