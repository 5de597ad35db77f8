import { expect } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { checkModel } from "../model/check-model.ts";
import type { Model } from "../model/model.ts";
import { simulatePlan } from "./simulate.ts";

/** Every figure in which a simulated business and the forecast of the same plan differ; none where they are equal to the cent. */
export function differences(model: Model): readonly string[] {
  expect(checkModel(model).faults).toEqual([]);
  const { figures, customers } = expectOk(simulatePlan(model));
  expect(customers).toBeGreaterThan(0);
  expect(figures.some(({ lived }) => Number(lived) > 0)).toBe(true);
  return figures
    .filter(({ equal }) => !equal)
    .map(({ month, figure, stream = "", forecast, lived }) =>
      [month, figure, stream, forecast, lived].join(" "),
    );
}
