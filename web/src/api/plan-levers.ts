import { queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import { type PlanHead, staleTime } from "./plan.ts";
import { ask } from "./request.ts";

/** A driver that was moved alone, and what the figure came to. */
export interface TornadoBar {
  readonly driver: string;
  readonly low: TornadoEnd;
  readonly high: TornadoEnd;
}

/** One side of it; null where no plan is so. */
export interface TornadoEnd {
  readonly value: DecimalText;
  readonly figure: DecimalText | null;
}

/** Drivers that were moved, the one that moves the figure most first. */
export interface PlanTornado extends PlanHead {
  readonly figure: string;
  readonly month: string;
  readonly base: DecimalText | null;
  readonly items: readonly TornadoBar[];
}

/** What one driver would have to be: a question. */
export interface GoalQuestion {
  readonly scenario?: string;
  readonly driver: string;
  readonly figure: string;
  readonly atLeast?: string;
  readonly atMost?: string;
  readonly month?: string;
}

/** A value of the driver, and what the figure comes to with it. */
export interface GoalPoint {
  readonly value: DecimalText;
  readonly figure: DecimalText;
}

/** Its answer. */
export interface GoalAnswer extends PlanHead {
  readonly driver: string;
  readonly figure: string;
  readonly month: string;
  readonly goal: DecimalText;
  readonly now: { readonly value: DecimalText; readonly figure: DecimalText | null };
  readonly from: DecimalText;
  readonly to: DecimalText;
  readonly verdict: "some" | "several" | "all" | "none";
  readonly turns: readonly (GoalPoint & { readonly reached: "above" | "below" })[];
  readonly nearest: GoalPoint | null;
}

/** So many drivers are moved at a time: first bars soon stand, and leaving ends the work. */
const movedAtATime = 5;

/** How far a tornado is. */
export interface GrowingTornado extends Omit<PlanTornado, keyof PlanHead> {
  readonly moved: number;
}

/** Asks what moves a figure most, some drivers after the other; its data grows until all were moved. */
export const tornadoQuery = (
  { scenario, figure, month }: Pick<GoalQuestion, "scenario" | "figure" | "month">,
  drivers: readonly string[],
) => {
  const queryKey = ["plan", "tornado", scenario ?? "", figure, month ?? ""] as const;
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }) => {
      const place = { figure, ...(scenario && { scenario }), ...(month && { month }) };
      let grown: GrowingTornado = { figure, month: month ?? "", base: null, items: [], moved: 0 };
      for (let at = 0; at < drivers.length; at += movedAtATime) {
        const own = drivers.slice(at, at + movedAtATime);
        const body = { ...place, drivers: own };
        const found = await ask<PlanTornado>("/v1/plan/tornado", body, signal);
        const items = [...grown.items, ...found.items];
        grown = { ...found, items, moved: Math.min(at + movedAtATime, drivers.length) };
        client.setQueryData(queryKey, grown);
      }
      return grown;
    },
    staleTime,
  });
};

/** Asks what one driver would have to be for a figure to reach a goal. */
export const goalQuery = (question: GoalQuestion) =>
  queryOptions({
    queryKey: ["plan", "seek", question],
    queryFn: ({ signal }) => ask<GoalAnswer>("/v1/plan/seek", question, signal),
    staleTime,
  });
