import { ok, type Result, refuse } from "../fault/fault.ts";
import type { Month } from "../ledger/recognition/accounting-month.ts";
import { groupRows } from "./group-rows.ts";
import type { MetricFacts } from "./metric-facts.ts";
import type { MetricsInput } from "./metrics-input.ts";
import type { Cell } from "./movement.ts";
import { type MonthMovements, movementsBy } from "./movements-by.ts";
import { openRecurringBook } from "./recurring-book.ts";

/** What movements can be looked at by. */
export const sliceDimensions = [
  "customer",
  "subscription",
  "plan",
  "stream",
  "segment",
  "country",
] as const;

/** One of them. */
export type SliceDimension = (typeof sliceDimensions)[number];

/** Months, and in them the movements of each slice, in the order of the slices' names. */
export type Slices = ReadonlyMap<Month, ReadonlyMap<string, MonthMovements>>;

/** Whether a text names a dimension; refuses with `unknown-slice`. */
export function parseDimension(text: string, path = ""): Result<SliceDimension> {
  const dimension = sliceDimensions.find((one) => one === text);
  if (dimension !== undefined) return ok(dimension);
  return refuse({
    code: "unknown-slice",
    path,
    message: "movements are not looked at by this",
    value: text.slice(0, 60),
    suggestion: `one of ${sliceDimensions.join(", ")}`,
  });
}

/**
 * Movements by a dimension and the setting `sliceMoves`. With `transfer` a movement is of the kind it is for the whole
 * business, so slices add up to it kind by kind. With `movement` each slice is a business of its own: who leaves a
 * plan is lost to it. The movement identity holds in every slice either way.
 */
export function sliceMovements(
  facts: MetricFacts,
  input: MetricsInput,
  dimension: SliceDimension,
): Result<Slices> {
  const countries = new Map(input.customers?.map(({ customer, country }) => [customer, country]));
  const keyOf = (
    row: Pick<Cell, "customer" | "subscription" | "plan" | "stream"> & {
      readonly segment?: string;
    },
  ): string => (dimension === "country" ? countries.get(row.customer) : row[dimension]) ?? "";
  if (facts.settings.sliceMoves === "transfer") return ok(movementsBy(facts.book, keyOf));
  const stretches = groupRows(input.stretches, keyOf);
  const usage = groupRows(input.usage ?? [], keyOf);
  const keys = [...new Set([...stretches.keys(), ...usage.keys()])].toSorted();
  const answer = new Map<Month, Map<string, MonthMovements>>();
  for (const key of keys) {
    const own = { ...input, stretches: stretches.get(key) ?? [], usage: usage.get(key) ?? [] };
    const book = openRecurringBook(own, facts.settings, facts.book.last);
    if (!book.ok) return book;
    for (const [month, whole] of movementsBy(book.value, () => key))
      for (const [name, movements] of whole) {
        const slices = answer.get(month) ?? new Map<string, MonthMovements>();
        answer.set(month, slices.set(name, movements));
      }
  }
  return ok(answer);
}
