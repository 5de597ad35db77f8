import { chartPng } from "../charts/chart-png.ts";
import { chartSvg } from "../charts/chart-svg.ts";
import { planChart } from "./plan-chart.ts";
import type { PlanExport } from "./plan-export.ts";

export const png: PlanExport = {
  extension: "png",
  meaning: "a chart as a picture",
  write: (plan) => chartPng(chartSvg(planChart(plan))),
};
