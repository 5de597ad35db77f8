import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { entriesOf } from "../model/model-rule.ts";
import type { Segment } from "../model/segment.ts";
import { groupThousands } from "../money/quantity.ts";
import type { PlanRun } from "../plan/forecast/compile-plan.ts";
import { segmentDrivers } from "../plan/forecast/segment-drivers.ts";
import { expectedAllotment } from "../plan/population/allotment.ts";
import { populate } from "../plan/population/populate.ts";

/** So many customers are lived one by one: each has an account with its documents and entries, which are kept in memory. */
const simulatedCustomersMax = 50_000;

/** The same for months of customers, each of which may be a document: 168,000 documents were measured to take 1.5 GB, and Node ends at 2 to 4. */
const customerMonthsMax = 250_000;

/**
 * Refuses `simulation-too-large` where more customers are expected than can be lived one by one. Drivers that are out of bounds are left to the
 * forecast, which refuses them in words.
 */
export function boundedSize(model: Model, run: PlanRun, months: number): Result<void> {
  let customers = 0;
  let customerMonths = 0;
  for (const [id, segment] of entriesOf<Segment>(model.segments)) {
    const drivers = segmentDrivers(id, segment, run, { model, months });
    if (!drivers.ok) continue;
    for (const { origin, there } of populate(drivers.value, expectedAllotment).cohorts) {
      if (origin === "joined") customers += there[0] ?? 0;
      for (const count of there) customerMonths += count;
    }
  }
  if (customers > simulatedCustomersMax)
    return refuse(tooLarge(customers, simulatedCustomersMax, "customers"));
  return customerMonths > customerMonthsMax
    ? refuse(tooLarge(customerMonths, customerMonthsMax, "months of customers"))
    : ok(undefined);
}

const tooLarge = (expected: number, max: number, what: string): Fault => ({
  code: "simulation-too-large",
  path: "/segments",
  message: `at most ${groupThousands(String(max))} ${what} are lived one by one, and ${groupThousands(expected.toFixed(0))} are expected`,
  suggestion:
    "live fewer months with --months, or tell fewer customers in a scenario; florin forecast takes any number",
});
