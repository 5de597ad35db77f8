import { isFeatureMet } from "../../entitlement/feature-met.ts";
import type { Api, ApiEvent, ApiRoute, CallMeasure } from "../../model/api.ts";
import type { Feature } from "../../model/feature.ts";
import type { Meter } from "../../model/meter.ts";
import type { Model } from "../../model/model.ts";
import type { Plan } from "../../model/plan.ts";
import { quantityText } from "../../money/quantity.ts";
import { chargeSummaries } from "../plan-prices.ts";
import type { ApiMeterView, ApiPlanView, ApiSummary } from "./api-answers.ts";

/** What a model says of an API, on a day of UTC, `2026-03-01`. */
export type ApiEntry = Omit<
  ApiSummary,
  "health" | "measuredUntil" | "uptime30Days" | "uptime90Days"
>;

/** The APIs of a model, in its order. */
export const apiEntries = (model: Model, today: string): readonly ApiEntry[] =>
  Object.entries<Api>(model.apis ?? {}).map(([id, api]) => entryOf(id, api, model, today));

function entryOf(id: string, api: Api, model: Model, today: string): ApiEntry {
  const calls = callsOf(api);
  const meters = metersOf(calls, model);
  return {
    id,
    name: api.name,
    description: api.description ?? null,
    version: api.version,
    path: api.path,
    status: statusOn(api, today),
    deprecatedOn: api.deprecated ?? null,
    sunsetOn: api.sunset ?? null,
    successor: api.successor ?? null,
    documentation: api.documentation ?? null,
    routes: Object.entries<ApiRoute>(api.routes ?? {}).map(([route, { method, path }]) => ({
      id: route,
      method: method ?? null,
      path: `${api.path === "/" ? "" : api.path}${path}`,
    })),
    features: Object.fromEntries(
      Object.entries(api.features ?? {}).map(([feature, value]) => [
        feature,
        typeof value === "number" ? quantityText(value) : String(value),
      ]),
    ),
    meters,
    plans: plansOf(calls, meters, model),
    sla: slaOf(api, model),
  };
}

function statusOn({ deprecated, sunset }: Api, today: string): ApiEntry["status"] {
  if (sunset !== undefined && today >= sunset) return "sunset";
  return deprecated !== undefined && today >= deprecated ? "deprecated" : "active";
}

function slaOf({ sla: id }: Api, { slas = {} }: Model): ApiEntry["sla"] {
  const sla = id === undefined ? undefined : slas[id];
  return id === undefined || sla === undefined
    ? null
    : { id, name: sla.name, uptime: sla.uptime ?? null };
}

/** Calls with terms of their own: those of a route, and under null those that no route has. */
interface Calls {
  readonly route: string | null;
  readonly plans: readonly string[] | undefined;
  readonly features: Readonly<Record<string, unknown>>;
  readonly events: readonly ApiEvent[];
}

const callsOf = (api: Api): readonly Calls[] =>
  [[null, api] as const, ...Object.entries<ApiRoute>(api.routes ?? {})].map(([route, terms]) => ({
    route,
    plans: terms.plans ?? api.plans,
    features: terms.features ?? api.features ?? {},
    events: terms.events ?? api.events ?? [],
  }));

function metersOf(calls: readonly Calls[], model: Model): readonly ApiMeterView[] {
  const found = new Map<string, ApiMeterView>();
  for (const { route, events } of calls)
    for (const event of events)
      for (const [meter, terms] of Object.entries<Meter>(model.meters)) {
        if (terms.event !== event.event) continue;
        const counts = countedBy(terms, event);
        const key = `${meter} ${counts}`;
        const { name = meter, unit } = terms;
        const before = found.get(key) ?? { meter, name, unit, counts, routes: [] };
        found.set(key, { ...before, routes: [...before.routes, route] });
      }
  return [...found.values()];
}

/** What of a call a meter counts. */
function countedBy({ aggregation }: Meter, { data = {} }: ApiEvent): string {
  if (aggregation.kind === "count") return "calls";
  const measure = data[aggregation.property];
  return measure === undefined ? aggregation.property : measureText(measure);
}

function measureText(measure: CallMeasure): string {
  if (typeof measure === "string") return measure;
  return "segment" in measure ? `segment ${measure.segment}` : `${measure.of} ${measure.field}`;
}

/** The plans whose customers may make at least some of the calls, each with its charges for what they count. */
function plansOf(
  calls: readonly Calls[],
  meters: readonly ApiMeterView[],
  model: Model,
): readonly ApiPlanView[] {
  const counted = new Set(meters.map(({ meter }) => meter));
  return Object.entries<Plan>(model.plans).flatMap(([id, plan]) => {
    const refused = calls.filter((one) => !mayCall(id, plan, one, model));
    if (refused.length === calls.length) return [];
    const without = refused.flatMap(({ route }) => (route === null ? [] : [route]));
    const charges = chargeSummaries(plan, model).filter(({ meter }) => counted.has(meter));
    return [{ id, name: plan.name, without, charges }];
  });
}

function mayCall(id: string, plan: Plan, { plans, features }: Calls, model: Model): boolean {
  if (plans !== undefined && !plans.includes(id)) return false;
  const granted: Readonly<Record<string, unknown>> = plan.features ?? {};
  return Object.entries(features).every(([feature, wanted]) => {
    const declared: Feature | undefined = model.features?.[feature];
    const held = granted[feature] ?? declared?.default;
    return isFeatureMet(declared, held === true ? true : heldText(held), wanted);
  });
}

const heldText = (held: unknown): string | undefined =>
  held === undefined ? undefined : String(held);
