import { queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { type PlanHead, staleTime } from "./plan.ts";
import { api } from "./request.ts";

/** A driver that was moved alone, and what the figure came to. */
export type TornadoBar = PlanTornado["items"][number];

/** One side of it; null where no plan is so. */
export type TornadoEnd = TornadoBar["low"];

/** Drivers that were moved, the one that moves the figure most first. */
export type PlanTornado = Florin.PlanTornado;

/** What one driver would have to be: a question. */
export type GoalQuestion = Florin.GoalQuestion;

/** A value of the driver, and what the figure comes to with it. */
export type GoalPoint = NonNullable<GoalAnswer["nearest"]>;

/** Its answer. */
export type GoalAnswer = Florin.GoalAnswer;

/** So many drivers are moved at a time: first bars soon stand, and leaving ends the work. */
const movedAtATime = 5;

/** How far a tornado is. */
export interface GrowingTornado extends Omit<PlanTornado, keyof PlanHead> {
  readonly moved: number;
}

const nothingMoved = { unit: "", base: null, items: [], moved: 0 };

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
      let grown: GrowingTornado = { ...nothingMoved, figure, month: month ?? "" };
      for (let at = 0; at < drivers.length; at += movedAtATime) {
        const own = drivers.slice(at, at + movedAtATime);
        const body = { ...place, drivers: own };
        const found = await api.post("/v1/plan/tornado", { body, signal });
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
    queryFn: ({ signal }) => api.post("/v1/plan/seek", { body: question, signal }),
    staleTime,
  });
