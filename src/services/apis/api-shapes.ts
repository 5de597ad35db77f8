import { latencyBoundsMs } from "../../metering/latency.ts";
import { list, literal, type Shape, text, whole } from "../../model/shape.ts";
import { object, optional } from "../../model/shape-object.ts";
import { chargeShape, count, instantText, nullable, texts } from "../report-shapes.ts";
import type {
  ApiDetail,
  ApiIncident,
  ApiMeterView,
  ApiPlanView,
  ApiRouteView,
  ApiSummary,
  CallsHour,
  UptimeSlot,
} from "./api-answers.ts";
import type { Measurement } from "./measurements.ts";

const routeShape = object<ApiRouteView>({ id: text, method: nullable(text), path: text });

const meterShape = object<ApiMeterView>({
  meter: text,
  name: text,
  unit: text,
  counts: text,
  routes: list(nullable(text)),
});

const planShape = object<ApiPlanView>({
  id: text,
  name: text,
  without: list(text),
  charges: list(chargeShape),
});

const summaryFields = {
  id: text,
  name: text,
  description: nullable(text),
  version: text,
  path: text,
  status: literal("active", "deprecated", "sunset"),
  deprecatedOn: nullable(text),
  sunsetOn: nullable(text),
  successor: nullable(text),
  documentation: nullable(text),
  routes: list(routeShape),
  features: texts,
  meters: list(meterShape),
  plans: list(planShape),
  sla: nullable(
    object<NonNullable<ApiSummary["sla"]>>({ id: text, name: text, uptime: nullable(text) }),
  ),
  health: literal("up", "degraded", "down", "unknown"),
  measuredUntil: nullable(instantText),
  uptime30Days: nullable(text),
  uptime90Days: nullable(text),
} as const;

/** An API as it is listed. */
export const apiSummaryShape: Shape<ApiSummary> = object<ApiSummary>(summaryFields);

const slotShape = object<UptimeSlot>({
  from: instantText,
  to: instantText,
  uptime: nullable(text),
  downSeconds: count,
  degradedSeconds: count,
  measuredSeconds: count,
});

/** An API and how it has been. */
export const apiDetailShape: Shape<ApiDetail> = object<ApiDetail>({
  ...summaryFields,
  hours: list(slotShape),
  days: list(slotShape),
  incidents: list(
    object<ApiIncident>({ from: instantText, to: nullable(instantText), seconds: count }),
  ),
  calls: list(
    object<CallsHour>({
      from: instantText,
      calls: count,
      failed: count,
      p50Ms: nullable(count),
      p95Ms: nullable(count),
    }),
  ),
});

const callsMax = 1_000_000_000;

/** What a gateway measured. */
export const measurementShape: Shape<Measurement> = object<Measurement>({
  gateway: text,
  api: text,
  state: literal("up", "degraded", "down"),
  from: instantText,
  to: instantText,
  calls: optional(
    list(
      object({
        withinMs: nullable(whole(1, latencyBoundsMs.at(-1) ?? 1)),
        calls: whole(0, callsMax),
        failed: whole(0, callsMax),
      }),
    ),
  ),
});

/** Measurements of one request. */
export const measurementsShape: Shape<{ readonly items: readonly Measurement[] }> = object<{
  readonly items: readonly Measurement[];
}>({ items: list(measurementShape, 1) });
