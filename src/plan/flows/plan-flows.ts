import { partnerTerms } from "../../model/costs/partner-share.ts";
import type { Cost } from "../../model/costs/registry.ts";
import type { Model } from "../../model/model.ts";
import { declared, entriesOf } from "../../model/model-rule.ts";
import type { Segment, SegmentPurchase } from "../../model/segment.ts";
import { minorUnits } from "../../money/currency.ts";
import type { PlanForecast } from "../forecast/forecast-plan.ts";
import { plansMoney } from "../forecast/forecast-rows.ts";
import type { FlowKind, Flows } from "./flow.ts";
import { FlowPicture } from "./flow-picture.ts";

/** Months of a plan, from 0, half-open. */
export interface MonthSpan {
  readonly from: number;
  readonly to: number;
}

/** A part of a sum: a place, and what it comes to in minor units with their fractions. */
interface Part {
  readonly id: string;
  readonly kind: FlowKind;
  readonly label: string;
  readonly amount: number;
}

/** A part of revenue, with the places that it comes through before its stream. */
interface Earning {
  readonly through: readonly string[];
  readonly stream: string;
  readonly amount: number;
}

/**
 * Some months of a plan as flows of money: from segments through what they buy and its streams to revenue, and on to partners' shares, costs,
 * gross profit and EBITDA. What is more than revenue covers comes from a place of its own, `shortfall`.
 *
 * Amounts are whole minor units: parts are rounded one after the other so that they add up to their rounded sum, so a part may be
 * one minor unit off its own rounding.
 */
export function planFlows(model: Model, forecast: PlanForecast, span: MonthSpan): Flows {
  const picture = new FlowPicture();
  const earned = revenueFlows(model, forecast, span, picture);
  if (plansMoney(model)) costFlows(model, forecast, span, { picture, earned });
  return picture.finished();
}

const streamPlace = (id: string): string => `stream:${id}`;

/** What flows into revenue; answers with what it comes to, below zero where more is taken back than earned. */
function revenueFlows(
  model: Model,
  forecast: PlanForecast,
  span: MonthSpan,
  picture: FlowPicture,
): number {
  const earnings = [
    ...segmentEarnings(model, forecast, span, picture),
    ...incomeEarnings(model, forecast, span, picture),
  ];
  for (const [id, { name }] of entriesOf(model.streams))
    picture.place(streamPlace(id), "stream", name);
  picture.place("revenue", "revenue", "Revenue");
  picture.place("reductions", "reductions", "Taken back");
  picture.place("shortfall", "shortfall", "Not covered by revenue");
  let total = 0;
  for (const [place, amount] of wholeParts(earnings.map((one) => one.amount)).entries()) {
    const { through, stream } = earnings[place] ?? { through: [], stream: "" };
    total += amount;
    if (amount < 0) {
      picture.flow("revenue", "reductions", -amount);
      continue;
    }
    const way = [...through, streamPlace(stream), "revenue"];
    for (const [at, next] of way.slice(1).entries()) picture.flow(way[at] ?? "", next, amount);
  }
  if (total < 0) picture.flow("shortfall", "revenue", -total);
  return total;
}

function segmentEarnings(
  model: Model,
  { customers }: PlanForecast,
  span: MonthSpan,
  picture: FlowPicture,
): readonly Earning[] {
  return [...customers.segments].flatMap(([id, { earned }]) => {
    const segment = declared<Segment>(model.segments, id);
    const from = picture.place(`segment:${id}`, "segment", segment?.name ?? id);
    return [...earned].flatMap(([own, streams]) => {
      const purchase = declared<SegmentPurchase>(segment?.purchases, own);
      const label = purchase === undefined ? own : purchaseLabel(model, own, purchase);
      const bought = picture.place(`purchase:${id}/${own}`, "purchase", label);
      return [...streams].map(([stream, months]) => ({
        through: [from, bought],
        stream,
        amount: months.subarray(span.from, span.to).reduce((sum, value) => sum + value, 0),
      }));
    });
  });
}

/** `Team, annual`: what is bought, by the name it is sold under. */
function purchaseLabel(model: Model, id: string, purchase: SegmentPurchase): string {
  const { plan, offer, licence, bundle, cadence } = purchase;
  const name =
    declared(model.plans, plan ?? "")?.name ??
    declared(model.offers, offer ?? "")?.name ??
    declared(model.licences, licence ?? "")?.name ??
    declared(model.bundles, bundle ?? "")?.name;
  if (name === undefined) return id;
  return cadence === undefined ? name : `${name}, ${cadence}`;
}

const incomeEarnings = (
  model: Model,
  forecast: PlanForecast,
  span: MonthSpan,
  picture: FlowPicture,
): readonly Earning[] =>
  entriesOf(model.income).map(([id, { name, stream }]) => ({
    through: [picture.place(`income:${id}`, "income", name)],
    stream,
    amount: figureSum(model, forecast, `income.${id}`, span),
  }));

/** What a monthly figure of the plan comes to, in minor units. */
function figureSum(model: Model, { run }: PlanForecast, name: string, span: MonthSpan): number {
  let sum = 0;
  for (let month = span.from; month < span.to; month += 1) sum += run.read(name, month);
  return sum * 10 ** minorUnits(model.currency);
}

/** Parts as whole numbers that add up to their rounded sum. */
function wholeParts(parts: readonly number[]): readonly number[] {
  let sum = 0;
  let told = 0;
  return parts.map((part) => {
    sum += part;
    const whole = Math.round(sum) - told;
    told += whole;
    return whole;
  });
}

const operatingFunctions = [
  ["sales-and-marketing", "Sales and marketing"],
  ["research-and-development", "Research and development"],
  ["administration", "Administration"],
  ["bad-debts", "Bad debts"],
] as const;

function costFlows(
  model: Model,
  forecast: PlanForecast,
  span: MonthSpan,
  { picture, earned }: { readonly picture: FlowPicture; readonly earned: number },
): void {
  const { partners, direct } = costParts(model, forecast, span);
  picture.place("partner-shares", "partner-shares", "Partners' shares");
  picture.place("cost-of-revenue", "cost-of-revenue", "Cost of revenue");
  picture.place("gross-profit", "gross-profit", "Gross profit");
  const purse = { from: "revenue", left: "gross-profit" };
  let available = Math.max(0, earned);
  let profit = 0;
  for (const [through, parts] of [
    ["partner-shares", partners],
    ["cost-of-revenue", direct],
  ] as const) {
    const { paid, credited } = pay(picture, through, parts, { ...purse, available });
    available -= paid;
    profit += credited;
  }
  picture.flow("revenue", "gross-profit", available);
  profit += available;
  picture.place("operating-costs", "operating-costs", "Operating costs");
  picture.place("ebitda", "ebitda", "EBITDA");
  const functions = operatingFunctions.map(
    ([id, label]): Part => ({
      id: `function:${id}`,
      kind: "function",
      label,
      amount: figureSum(model, forecast, `forecast.${id}`, span),
    }),
  );
  const { paid } = pay(picture, "operating-costs", functions, {
    from: "gross-profit",
    available: profit,
    left: "ebitda",
  });
  picture.flow("gross-profit", "ebitda", profit - paid);
}

/** What partners have of revenue, and what it costs to serve it; what no cost of the model names is one part more. */
function costParts(
  model: Model,
  forecast: PlanForecast,
  span: MonthSpan,
): { readonly partners: readonly Part[]; readonly direct: readonly Part[] } {
  const sum = (name: string): number => figureSum(model, forecast, name, span);
  const partners: Part[] = [];
  const direct: Part[] = [];
  // A share that lowers revenue in the books is shown as what it is: a part of what customers pay.
  for (const [id, one] of entriesOf<Cost>(model.costs)) {
    const isShare = one.kind === "partner-share";
    const lowers = isShare && partnerTerms(one, model)?.lowers !== undefined;
    if (!lowers && one.function !== "cost-of-revenue") continue;
    const part: Part = {
      id: `cost:${id}`,
      kind: "cost",
      label: one.name,
      amount: sum(`costs.${id}`),
    };
    (isShare ? partners : direct).push(part);
  }
  const named = [...partners, ...direct].reduce((all, { amount }) => all + amount, 0);
  const other = sum("forecast.cost-of-revenue") + sum("forecast.partner-shares") - named;
  return {
    partners,
    direct: [...direct, { id: "cost:other", kind: "cost", label: "Other", amount: other }],
  };
}

/** Where the money for costs comes from, and where credits go that are more than the costs. */
interface Purse {
  readonly from: string;
  /** What there is, in minor units, not below zero. */
  readonly available: number;
  readonly left: string;
}

/** Pays parts out of a purse through a place of their own, and what it does not hold out of the shortfall. */
function pay(
  picture: FlowPicture,
  through: string,
  parts: readonly Part[],
  { from, available, left }: Purse,
): { readonly paid: number; readonly credited: number } {
  let needed = 0;
  for (const [place, amount] of wholeParts(parts.map((part) => part.amount)).entries()) {
    const part = parts[place];
    if (part === undefined || amount === 0) continue;
    const { id, kind, label } = part;
    // A cost below zero is a credit: it pays for others.
    picture.place(id, amount < 0 ? "credit" : kind, label);
    if (amount > 0) picture.flow(through, id, amount);
    else picture.flow(id, through, -amount);
    needed += amount;
  }
  const credited = Math.max(0, -needed);
  picture.flow(through, left, credited);
  const paid = Math.min(available, Math.max(0, needed));
  picture.flow(from, through, paid);
  picture.flow("shortfall", through, Math.max(0, needed) - paid);
  return { paid, credited };
}
