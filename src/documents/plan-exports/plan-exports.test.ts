import { describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import planned from "../../model/fixtures/planned.ts";
import type { Model } from "../../model/model.ts";
import { forecastPlan } from "../../plan/forecast/forecast-plan.ts";
import { forecastRows } from "../../plan/forecast/forecast-rows.ts";
import { metricRows } from "../../plan/forecast/metric-rows.ts";
import { chartSvg } from "../charts/chart-svg.ts";
import { type ChartSubject, chartSubjects } from "./chart-subjects.ts";
import type { ExportedPlan } from "./plan-export.ts";
import { planExports } from "./registry.ts";

const model: Model = {
  ...planned,
  horizon: { from: "2027-01", years: 1 },
  streams: { ...planned.streams, services: { name: '=HYPERLINK("x") <b>' } },
};

const planOf = (chart: ChartSubject): ExportedPlan => {
  const forecast = expectOk(forecastPlan(model, { customers: "whole" }));
  const rows = [...forecastRows(model, forecast), ...metricRows(model, forecast)];
  return { model, forecast, rows, by: "quarter", chart };
};

const write = async (extension: string, chart: ChartSubject = "revenue"): Promise<Uint8Array> => {
  const format = planExports.find((one) => one.extension === extension);
  if (format === undefined) throw new Error(`nothing ends in ${extension}`);
  return format.write(planOf(chart));
};

const textOf = async (...what: Parameters<typeof write>): Promise<string> =>
  new TextDecoder().decode(await write(...what));

describe("a forecast as CSV", () => {
  it("has a row for each figure, and no value where a metric has none", async () => {
    const rows = (await textOf("csv")).split("\r\n");
    expect(rows[0]).toBe("section,figure,label,unit,2027-Q1,2027-Q2,2027-Q3,2027-Q4");
    expect(rows.find((row) => row.includes(",mrr.closing,"))).toMatch(
      /^Monthly recurring revenue,mrr.closing,At the end,USD,4587.00,7375.50,10246.50,\d+.\d\d$/,
    );
    expect(rows.find((row) => row.startsWith("Metrics,nrr,"))).toMatch(/ratio,,,,0\.7\d+$/);
  });

  it("lets no name become a formula", async () => {
    expect(await textOf("csv")).toContain(`"'=HYPERLINK(""x"") <b>"`);
  });
});

describe("a chart of a forecast", () => {
  it.each(chartSubjects)(
    "is drawn of %s, the same each time, with every text escaped",
    async (chart) => {
      const drawn = await textOf("svg", chart);
      expect(drawn).toMatch(/^<svg width="960" height="480" /);
      expect(drawn).toBe(await textOf("svg", chart));
      expect(drawn).not.toContain("<b>");
      expect(drawn).not.toContain("http://localhost");
    },
  );

  it("keeps the names of many series below the axis", () => {
    const many = (count: number): string =>
      chartSvg({
        title: "Customers",
        unit: "customers",
        columns: ["2027"],
        series: Array.from({ length: count }, (_, index) => ({
          name: `Customers of the ${index}. segment of them`,
          values: [1],
          kind: "bar" as const,
        })),
        stacked: true,
      });
    /** How far down a text stands. */
    const down = (svg: string, text: string): number =>
      Number(new RegExp(`translate\\([\\d.]+ ([\\d.]+)\\)[^>]*>${text}`).exec(svg)?.[1]);
    for (const count of [2, 6, 12]) {
      const svg = many(count);
      expect(svg).toContain("Customers of the 1. segment");
      const axis = down(svg, "2027");
      for (let index = 0; index < count; index += 1)
        expect(down(svg, `Customers of the ${index}\\. segment`)).toBeGreaterThan(axis);
    }
  });

  it("becomes a picture of twice the size", async () => {
    const picture = Buffer.from(await write("png", "cash"));
    expect(picture.subarray(1, 4).toString("latin1")).toBe("PNG");
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1920, 960]);
  });
});
