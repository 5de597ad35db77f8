import { type CallsWithin, latencyBound } from "../../metering/latency.ts";
import type { Api, HealthCheck } from "../../model/api.ts";
import {
  lookOf,
  type MeasuredState,
  type MeasuredStretch,
  noteSign,
  type ServiceRule,
  type ServiceState,
  tellAll,
  tellSoFar,
} from "./service-state.ts";

/** What a gateway measured of an API, as it is posted. Instants are RFC 3339, UTC; the stretch is half-open. */
export interface HealthReport {
  /** Which gateway: another run of it is another. */
  readonly gateway: string;
  readonly api: string;
  readonly state: MeasuredState;
  readonly from: string;
  readonly to: string;
  /** Calls since the report before. */
  readonly calls: readonly CallsWithin[];
}

/** A health check with its defaults. */
export type CheckTerms = Required<HealthCheck>;

/** How an API is checked; undefined where it is not. */
export function checkTermsOf({ health }: Api): CheckTerms | undefined {
  if (health === undefined) return undefined;
  const {
    path,
    everySeconds = 10,
    withinSeconds = 5,
    downAfter = 3,
    upAfter = 2,
  } = typeof health === "string" ? { path: health } : health;
  return { path, everySeconds, withinSeconds, downAfter, upAfter };
}

/** Signs that are a minute apart tell how it was between them; of rarer checks three intervals. */
const gapMsMin = 60_000;

/** A failure between calls that go well is none of the service; what is left is as long as a check. */
const degradedMsMin = 10_000;

/** When signs make an API down, and up again. */
export function serviceRuleOf(api: Api): ServiceRule {
  const check = checkTermsOf(api);
  const { everySeconds = 0, withinSeconds = 0, downAfter = 3, upAfter = 2 } = check ?? {};
  return {
    downAfter,
    upAfter,
    isChecked: check !== undefined,
    degradedMs: degradedMsMin,
    gapMs: Math.max(gapMsMin, 3 * (everySeconds + withinSeconds) * 1000),
  };
}

/** What came of a check or a call: whether it went well, and of a call how long its answer took to begin. */
export type Outcome =
  | { readonly by: "check"; readonly well: boolean }
  | { readonly by: "call"; readonly well: boolean; readonly milliseconds: number };

/** What a gateway knows of how its APIs are. */
export interface HealthBook {
  /** Notes an outcome at an instant; answers what is known for good since the last report. */
  readonly note: (api: string, outcome: Outcome, atMs: number) => readonly HealthReport[];
  /** What is known by now of all APIs. */
  readonly tell: () => readonly HealthReport[];
  /** The same where no more outcomes come. */
  readonly end: () => readonly HealthReport[];
  /** How an API is; undefined where nothing is known yet. */
  readonly look: (api: string) => MeasuredState | undefined;
}

interface Service {
  readonly rule: ServiceRule;
  state: ServiceState | undefined;
  /** By bound. */
  readonly calls: Map<number | null, { calls: number; failed: number }>;
}

/** A book of these APIs. Time that runs backwards stands still. */
export function openHealthBook(apis: Readonly<Record<string, Api>>, gateway: string): HealthBook {
  const services = new Map<string, Service>(
    Object.entries(apis).map(([id, api]) => [
      id,
      { rule: serviceRuleOf(api), state: undefined, calls: new Map() },
    ]),
  );
  const reports = (
    api: string,
    { calls }: Service,
    stretches: readonly MeasuredStretch[],
  ): readonly HealthReport[] =>
    stretches.map(({ state, fromMs, toMs }, index) => {
      const isLast = index === stretches.length - 1;
      const counted = isLast ? [...calls].map(([withinMs, one]) => ({ withinMs, ...one })) : [];
      if (isLast) calls.clear();
      const [from, to] = [new Date(fromMs).toISOString(), new Date(toMs).toISOString()];
      return { gateway, api, state, from, to, calls: counted };
    });
  const tellEach = (
    tell: (
      state: ServiceState,
      rule: ServiceRule,
    ) => { state: ServiceState; stretches: readonly MeasuredStretch[] },
  ): readonly HealthReport[] =>
    [...services].flatMap(([api, service]) => {
      if (service.state === undefined) return [];
      const { state, stretches } = tell(service.state, service.rule);
      service.state = state;
      return reports(api, service, stretches);
    });
  return {
    note: (api, outcome, atMs) => {
      const service = services.get(api);
      if (service === undefined) return [];
      const { by, well } = outcome;
      if (outcome.by === "call") {
        const bound = latencyBound(outcome.milliseconds);
        const { calls, failed } = service.calls.get(bound) ?? { calls: 0, failed: 0 };
        service.calls.set(bound, { calls: calls + 1, failed: failed + (well ? 0 : 1) });
      }
      const sign = { atMs: Math.max(atMs, service.state?.lastMs ?? atMs), by, well };
      const { state, stretches } = noteSign(service.state, sign, service.rule);
      service.state = state;
      return reports(api, service, stretches);
    },
    tell: () => tellEach(tellSoFar),
    end: () =>
      tellEach((state, rule) => ({
        state: { ...state, toldMs: state.lastMs },
        stretches: tellAll(state, rule),
      })),
    look: (api) => {
      const state = services.get(api)?.state;
      return state === undefined ? undefined : lookOf(state);
    },
  };
}
