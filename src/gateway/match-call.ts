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

/** A text without its letter case; of pairs such as the long s too. */
const folded = (text: string): string => text.toLowerCase().toUpperCase();

/** Steps of a path as they came, and without their letter case. */
interface Steps {
  readonly exact: readonly string[];
  readonly folded: readonly string[];
}

const stepsIn = (path: string): Steps => {
  const exact = stepsOf(path);
  return { exact, folded: exact.map(folded) };
};

const behind = ({ exact, folded: without }: Steps, count: number): Steps => ({
  exact: exact.slice(count),
  folded: without.slice(count),
});

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

const isSegment = (step: string): boolean => step.startsWith("{");

/** Whether the steps of a route's path fit the steps of a call. */
function isFit(route: readonly string[], steps: readonly string[]): boolean {
  const takesAll = route.at(-1) === "*";
  const fixed = takesAll ? route.slice(0, -1) : route;
  if (takesAll ? steps.length < fixed.length : steps.length !== fixed.length) return false;
  return fixed.every((wanted, index) => isSegment(wanted) || isStep(wanted, steps[index]));
}

const segmentsIn = (
  route: readonly string[],
  steps: readonly string[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    route.flatMap((wanted, index) =>
      isSegment(wanted) ? [[wanted.slice(1, -1), steps[index] ?? ""]] : [],
    ),
  );

/** What a call is held against: the steps of an API's path, or of a route's below it. */
interface Held {
  readonly steps: Steps;
}

/** The first that fits whatever the letter case is; of those that differ in it alone the one that is written like the call. */
function firstFit<T extends Held>(
  held: readonly T[],
  fits: (steps: readonly string[], of: keyof Steps) => boolean,
): T | undefined {
  const found = held.find(({ steps }) => fits(steps.folded, "folded"));
  if (found === undefined || fits(found.steps.exact, "exact")) return found;
  const place = placeOf(found);
  const alike = held.filter((one) => placeOf(one) === place);
  return alike.find(({ steps }) => fits(steps.exact, "exact")) ?? found;
}

/** Where something is held, whatever its letter case and its names of segments are. */
const placeOf = ({ steps }: Held): string =>
  steps.folded.map((step) => (isSegment(step) ? "{}" : step)).join("/");

/**
 * Matches calls to the APIs of a model: the API with the longest path, and of its routes the first that fits. Letter case makes no
 * difference, since there are upstreams to which it makes none: written otherwise a call would get past a route's terms.
 */
export function callMatcher(apis: Readonly<Record<string, Api>>): CallMatcher {
  const known = Object.entries(apis)
    .map(([apiId, api]) => ({
      apiId,
      api,
      steps: stepsIn(api.path),
      routes: Object.entries<ApiRoute>(api.routes ?? {}).map(([routeId, route]) => ({
        routeId,
        route,
        steps: stepsIn(route.path),
      })),
    }))
    .sort((left, right) => right.steps.exact.length - left.steps.exact.length);
  return (method, path) => {
    const all = stepsIn(path);
    const found = firstFit(known, (prefix, of) =>
      prefix.every((step, index) => isStep(step, all[of][index])),
    );
    if (found === undefined) return undefined;
    const { apiId, api, routes } = found;
    const steps = behind(all, found.steps.exact.length);
    const open = routes.filter(
      ({ route }) => route.method === undefined || route.method === method,
    );
    const way = firstFit(open, (wanted, of) => isFit(wanted, steps[of]));
    if (way === undefined)
      return { apiId, api, routeId: undefined, terms: termsOf(api, undefined), segments: {} };
    const { routeId, route } = way;
    const segments = segmentsIn(way.steps.exact, steps.exact);
    return { apiId, api, routeId, terms: termsOf(api, route), segments };
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
