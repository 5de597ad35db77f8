import { pathTo } from "../../fault/fault.ts";
import type { FormulaEntry } from "../../formula/formula-entry.ts";
import { unitOf } from "../../formula/unit.ts";
import type { Model } from "../model.ts";
import { entriesOf } from "../model-rule.ts";
import { driverEntry, driverUnits } from "./driver-place.ts";
import { monthOfPlan } from "./month-of-plan.ts";

/** An entry of the statements, under `forecast.`; a flow of money where no unit is said. */
type Entry = (
  name: string,
  text: string,
  unit?: FormulaEntry["source"]["unit"],
  path?: string,
) => FormulaEntry;

/**
 * What is collected of billings and when, what is never paid, and what cash there is then. `from` is the plan's first month. What was invoiced
 * in the month before it, and is paid later than at once, is owed when it begins. Costs are paid in their month; a bad debt is a cost that
 * nobody pays.
 */
export function cashEntries(
  { capital, funding, currency }: Model,
  from: string,
  entry: Entry,
): readonly FormulaEntry[] {
  const money = unitOf(currency);
  const months = unitOf("month");
  const own = (
    name: string,
    field: string,
    text: string,
    unit = driverUnits.ratio,
    once = false,
  ): FormulaEntry =>
    driverEntry({ name: `capital.${name}`, path: `/capital/${field}` }, text, unit, once);
  /** What was collectable so many months ago; in the month before the plan, of who was a customer then. */
  const earlier = (count: string): string =>
    `if(${count} < 1, forecast.collectable, previous(forecast.collectable, if(month-number() = ${count}, forecast.opening-collectable, 0 ${currency} per month), ${count}))`;
  /** The part of what was collectable in the month before the plan that is paid after it. */
  const owed = (delay: string): string => `min(1, max(0, (${delay}) / 1 month))`;
  /** What is collectable, so many months and a part of one later. */
  const after = (delay: string): string => {
    const whole = `floor((${delay}) / 1 month)`;
    const part = `((${delay}) / 1 month - ${whole})`;
    return `(${earlier(whole)} * (1 - ${part}) + ${earlier(`(${whole} + 1)`)} * ${part})`;
  };
  const rounds = entriesOf(funding);
  return [
    own("collected-after", "collectedAfter", capital?.collectedAfter ?? "0 months", months, true),
    own("opening", "opening", capital?.opening ?? `0 ${currency}`, money),
    own("paid-late", "paidLate", capital?.paidLate ?? "0%"),
    own("late-by", "lateBy", capital?.lateBy ?? "1 month", months, true),
    own("failed-payments", "failedPayments", capital?.failedPayments ?? "0%"),
    own("recovered-payments", "recoveredPayments", capital?.recoveredPayments ?? "70%"),
    own("unpaid", "failedPayments", "capital.failed-payments * (1 - capital.recovered-payments)"),
    ...rounds.map(([id, { amount }]) =>
      driverEntry({ name: `funding.${id}`, path: pathTo("/funding", id, "amount") }, amount, money),
    ),
    entry(
      "funding",
      rounds
        .map(
          ([id, { month }]) =>
            `if(month-number() = ${monthOfPlan(month, from)}, funding.${id} / 1 month, 0)`,
        )
        .join(" + ") || `0 ${currency} per month`,
    ),
    entry("bad-debts", "forecast.billings * capital.unpaid"),
    entry("collectable", "forecast.billings - forecast.bad-debts"),
    entry("opening-collectable", "forecast.opening-billed * (1 - capital.unpaid)"),
    entry(
      "collections",
      `${after("capital.collected-after")} * (1 - capital.paid-late) + ${after("capital.collected-after + capital.late-by")} * capital.paid-late`,
    ),
    entry(
      "opening-receivables",
      `forecast.opening-collectable * 1 month * (${owed("capital.collected-after")} * (1 - capital.paid-late) + ${owed("capital.collected-after + capital.late-by")} * capital.paid-late)`,
      money,
    ),
    entry(
      "receivables",
      "accumulate(forecast.collectable - forecast.collections, forecast.opening-receivables)",
      money,
    ),
    entry(
      "spending",
      "forecast.cost-of-revenue + forecast.operating-costs - forecast.bad-debts + forecast.partner-shares",
    ),
    entry("cash-flow", "forecast.collections - forecast.spending + forecast.funding"),
    entry("cash", "accumulate(forecast.cash-flow, capital.opening)", money),
  ];
}
