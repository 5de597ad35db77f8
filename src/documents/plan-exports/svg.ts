import { chartSvg } from "../charts/chart-svg.ts";
import { planChart } from "./plan-chart.ts";
import { bytesOf, type PlanExport } from "./plan-export.ts";

export const svg: PlanExport = {
  extension: "svg",
  meaning: "a chart as a drawing",
  write: async (plan) => bytesOf(chartSvg(planChart(plan))),
};
