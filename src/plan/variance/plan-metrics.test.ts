import { describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import planned from "../../model/fixtures/planned.ts";
import type { Model } from "../../model/model.ts";
import { forecastPlan } from "../forecast/forecast-plan.ts";
import { planDocument } from "../lock/plan-document.ts";
import { metricsOfPlan, metricsOfRows } from "./plan-metrics.ts";

const model: Model = { ...planned, horizon: { from: "2027-01", years: 2 } };

describe("the metrics of a plan that was written down", () => {
  it("are those of its forecast, without those that never have a figure", () => {
    const forecast = expectOk(forecastPlan(model, { customers: "expected" }));
    const { rows } = planDocument(model, forecast);
    const listed = metricsOfRows(rows);
    const all = metricsOfPlan(model, forecast);
    const withoutFigure = all.filter(({ id }) => !listed.some((one) => one.id === id));
    expect(listed.map(({ id }) => id)).toEqual(
      all.filter((one) => !withoutFigure.includes(one)).map(({ id }) => id),
    );
    for (const { id } of withoutFigure)
      expect(rows.find((row) => row.id === id)?.values.every((value) => value === null)).toBe(true);
    const metricsOfDocument = new Map(rows.map(({ id, over }) => [id, over]));
    for (const { id, over } of all)
      expect(metricsOfDocument.get(id) ?? over, `how ${id} comes of its months`).toBe(over);
    expect(all.find(({ id }) => id === "gross-margin")?.over).toBe("period");
    expect(listed.find(({ id }) => id === "gross-margin")).toEqual({
      id: "gross-margin",
      label: "Gross margin",
      section: "Metrics",
      unit: "ratio",
    });
  });
});
