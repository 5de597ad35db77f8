import type { Api, ApiEvent, ApiRoute } from "../model/api.ts";

/** What a call needs and makes: a route's own terms, else the API's. */
export type CallTerms = Pick<ApiRoute, "plans" | "features" | "events">;

/** The API and the route that a call belongs to. */
export interface MatchedCall {
  readonly apiId: string;
  readonly api: Api;
  /** Undefined where no route fits: then the API's own terms hold. */
  readonly routeId: string | undefined;
  readonly terms: CallTerms;
  /** What stands in the path in the places that the route names, decoded. */
  readonly segments: Readonly<Record<string, string>>;
}

/** Finds what a call belongs to; the path is without its query. Undefined where no API begins like it. */
export type CallMatcher = (method: string, path: string) => MatchedCall | undefined;

/**
 * The steps of a path, decoded: `/a/%62` has two. Empty ones are left out, as many servers do, so that nobody gets past a route's terms by
 * a slash too many. An encoded slash is a part of its step.
 */
const stepsOf = (path: string): readonly string[] =>
  path
    .split("/")
    .filter((step) => step !== "")
    .map(decoded);

/** A step of dots alone, also encoded, or with parameters that some servers cut off. */
const dots = /^(?:\.|%2e){1,2}(?:(?:;|%3b).*)?$/i;

/** Whether a path says the same wherever it is read: no `.` or `..` between slashes, also encoded ones, no second slash to begin with, no fragment. */
export const isPlainPath = (path: string): boolean =>
  path.startsWith("/") &&
  !/[\\#]/.test(path) &&
  !/^\/(?:\/|%2f|%5c)/i.test(path) &&
  path.split(/\/|%2f|%5c/i).every((step) => !dots.test(step));

/** Whether a step is the wanted one; parameters behind a semicolon, which some servers cut off, are passed over. */
const isStep = (wanted: string, step: string | undefined): boolean =>
  step === wanted || step?.startsWith(`${wanted};`) === true;

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

/** What a route's path finds in some steps; undefined where it does not fit. */
function segmentsIn(
  route: readonly string[],
  steps: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const takesAll = route.at(-1) === "*";
  const fixed = takesAll ? route.slice(0, -1) : route;
  if (takesAll ? steps.length < fixed.length : steps.length !== fixed.length) return undefined;
  const segments: Record<string, string> = {};
  for (const [index, wanted] of fixed.entries()) {
    const step = steps[index];
    if (step === undefined) return undefined;
    if (wanted.startsWith("{")) {
      segments[wanted.slice(1, -1)] = step;
    } else if (!isStep(wanted, step)) return undefined;
  }
  return segments;
}

/** Matches calls to the APIs of a model: the API with the longest path, and of its routes the first that fits. */
export function callMatcher(apis: Readonly<Record<string, Api>>): CallMatcher {
  const known = Object.entries(apis)
    .map(([apiId, api]) => ({
      apiId,
      api,
      prefix: stepsOf(api.path),
      routes: Object.entries<ApiRoute>(api.routes ?? {}).map(([routeId, route]) => ({
        routeId,
        route,
        steps: stepsOf(route.path),
      })),
    }))
    .sort((left, right) => right.prefix.length - left.prefix.length);
  return (method, path) => {
    const all = stepsOf(path);
    const found = known.find(({ prefix }) =>
      prefix.every((step, index) => isStep(step, all[index])),
    );
    if (found === undefined) return undefined;
    const { apiId, api, prefix, routes } = found;
    const steps = all.slice(prefix.length);
    for (const { routeId, route, steps: wanted } of routes) {
      if (route.method !== undefined && route.method !== method) continue;
      const segments = segmentsIn(wanted, steps);
      if (segments === undefined) continue;
      return { apiId, api, routeId, terms: termsOf(api, route), segments };
    }
    return { apiId, api, routeId: undefined, terms: termsOf(api, undefined), segments: {} };
  };
}

const termsOf = (api: Api, route: ApiRoute | undefined): CallTerms => {
  const plans = route?.plans ?? api.plans;
  const features = route?.features ?? api.features;
  const events: readonly ApiEvent[] = route?.events ?? api.events ?? [];
  return {
    events,
    ...(plans === undefined ? {} : { plans }),
    ...(features === undefined ? {} : { features }),
  };
};
