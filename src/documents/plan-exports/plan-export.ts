import type { Model } from "../../model/model.ts";
import type { PlanForecast } from "../../plan/forecast/forecast-plan.ts";
import type { ForecastRow, PeriodLength } from "../../plan/forecast/forecast-rows.ts";
import type { ChartSubject } from "./chart-subjects.ts";

/** What is exported of a forecast. */
export interface ExportedPlan {
  readonly model: Model;
  readonly forecast: PlanForecast;
  /** Every row of the forecast, metrics among them. */
  readonly rows: readonly ForecastRow[];
  /** Columns of tables and charts. */
  readonly by: PeriodLength;
  /** What a chart is of. */
  readonly chart: ChartSubject;
}

/** A file that a forecast can be written as. A new one is one file that exports this and one line in the registry. */
export interface PlanExport {
  /** The end of the file's name, without the dot. */
  readonly extension: string;
  readonly meaning: string;
  readonly write: (plan: ExportedPlan) => Promise<Uint8Array>;
}

/** A text as the bytes of a file. */
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
