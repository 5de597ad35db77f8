import { type Fault, pathTo } from "../../fault/fault.ts";
import { ratio } from "../../formula/unit.ts";
import type { Cost } from "../../model/costs/registry.ts";
import type { Model } from "../../model/model.ts";
import { entriesOf } from "../../model/model-rule.ts";
import type { Segment } from "../../model/segment.ts";
import { figureText } from "../figure-text.ts";
import type { PlanRun } from "./compile-plan.ts";

/** The shares of a segment's ways of winning customers, which are parts of one whole. */
export interface ChannelShares {
  readonly path: string;
  readonly ids: readonly string[];
  readonly figures: readonly string[];
}

/** What figures beside those of customers have to be in every month of a plan. */
export interface PlanRanges {
  /** From 0% to 100%. */
  readonly parts: readonly string[];
  /** 0 or more. */
  readonly amounts: readonly string[];
  readonly channels: readonly ChannelShares[];
}

/** The ranges of what a model tells of channels, costs and payments. */
export function planRanges({ segments, costs, capital }: Model): PlanRanges {
  const channels = entriesOf<Segment>(segments).flatMap(([id, segment]): ChannelShares[] => {
    const ids = Object.keys(segment.channels ?? {});
    if (ids.length === 0) return [];
    const figures = ids.map((own) => `segments.${id}.channels.${own}.share`);
    return [{ path: pathTo("/segments", id, "channels"), ids, figures }];
  });
  const paid = capital === undefined ? [] : Object.keys(capital);
  return {
    parts: [
      ...channels.flatMap(({ figures }) => figures),
      ...entriesOf<Cost>(costs).flatMap(([id, cost]) => partsOf(cost, `costs.${id}`)),
      ...(paid.includes("paidLate") ? ["capital.paid-late"] : []),
    ],
    amounts: [
      ...channels.flatMap(({ figures }) => figures.map((one) => one.replace(/share$/, "cost"))),
      ...entriesOf<Cost>(costs).flatMap(([id, cost]) =>
        cost.kind === "headcount"
          ? ["people", "salary", "on-top"].map((part) => `costs.${id}.${part}`)
          : [],
      ),
      ...(paid.includes("collectedAfter") ? ["capital.collected-after"] : []),
      ...(paid.includes("lateBy") ? ["capital.late-by"] : []),
    ],
    channels,
  };
}

/** A part of what comes in costs no more than all of it. */
function partsOf(cost: Cost, name: string): readonly string[] {
  if (cost.kind === "share") return [`${name}.rate`];
  return cost.kind === "partner-share" ? [`${name}.through`, `${name}.rate`] : [];
}

/**
 * Where a plan's figures leave their ranges, each in its first such month: `share-out-of-range`, `amount-below-zero`, and `shares-not-whole`
 * of channels. Figures that `isKnown` denies are not looked at.
 */
export function rangeFaults(
  model: Model,
  run: PlanRun,
  months: number,
  isKnown: (figure: string) => boolean = () => true,
): readonly Fault[] {
  const { parts, amounts, channels } = planRanges(model);
  const read = (figure: string): boolean => run.has(figure) && isKnown(figure);
  const outside = (figure: string, high: number): number | undefined => {
    const length = run.place(figure)?.length === 1 ? 1 : months;
    for (let month = 0; month < length; month += 1) {
      const value = run.read(figure, month);
      if (value < 0 || value > high) return month;
    }
    return undefined;
  };
  return [
    ...parts.filter(read).flatMap((figure) => {
      const month = outside(figure, 1);
      return month === undefined ? [] : [shareFault(run, figure, month)];
    }),
    ...amounts.filter(read).flatMap((figure) => {
      const month = outside(figure, Number.POSITIVE_INFINITY);
      return month === undefined ? [] : [amountFault(run, figure, month)];
    }),
    ...channels.flatMap((own) =>
      own.figures.every(read) ? (channelFault(own, run, months) ?? []) : [],
    ),
  ];
}

const shareFault = (run: PlanRun, figure: string, month: number): Fault => ({
  code: "share-out-of-range",
  path: run.place(figure)?.path ?? "",
  message: `"${figure}" is a part of a whole, and in month ${month + 1} it does not lie from 0% to 100%`,
  value: figureText(run.read(figure, month), ratio, "%"),
  suggestion: "write a share such as 5%",
});

function amountFault(run: PlanRun, figure: string, month: number): Fault {
  const type = run.place(figure)?.type;
  const unit = type?.kind === "number" ? type.unit : ratio;
  return {
    code: "amount-below-zero",
    path: run.place(figure)?.path ?? "",
    message: `"${figure}" is below 0 in month ${month + 1} of the plan, and can only be 0 or more`,
    value: figureText(run.read(figure, month), unit, ""),
    suggestion: `tell 0 or more, or write "max(${figureText(0, unit, "")}, …)"`,
  };
}

function channelFault(
  { path, ids, figures }: ChannelShares,
  run: PlanRun,
  months: number,
): Fault | undefined {
  for (let month = 0; month < months; month += 1) {
    const total = figures.reduce((sum, figure) => sum + run.read(figure, month), 0);
    if (Math.abs(total - 1) <= shareError || Number.isNaN(total)) continue;
    return {
      code: "shares-not-whole",
      path,
      message: `the shares of channels add up to 100%, and in month ${month + 1} these add up to ${(total * 100).toFixed(2)}%`,
      suggestion: `mend the share of ${ids.map((id) => `"${id}"`).join(" or ")}, or add a channel without a cost for customers who come by themselves`,
    };
  }
  return undefined;
}

/** As much as rounding may take shares of one whole from 100%. */
export const shareError = 1e-9;
