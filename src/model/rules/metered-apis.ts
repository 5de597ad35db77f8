import { type Fault, pathTo } from "../../fault/fault.ts";
import { nearest } from "../../fault/nearest.ts";
import type { Api, ApiEvent, ApiRoute, CallMeasure } from "../api.ts";
import type { Meter } from "../meter.ts";
import type { Model } from "../model.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";
import { choiceOf } from "../shape.ts";

/** What a meter reads of its events, besides their number. */
const propertyOf = ({ aggregation }: Meter): string | undefined =>
  aggregation.kind === "count" ? undefined : aggregation.property;

function eventFaults(model: Model, { event, data }: ApiEvent, path: string): readonly Fault[] {
  const readers = entriesOf<Meter>(model.meters).filter(([, meter]) => meter.event === event);
  if (readers.length === 0) {
    const types = [...new Set(entriesOf<Meter>(model.meters).map(([, meter]) => meter.event))];
    const near = nearest(event, types);
    return [
      {
        code: "event-without-meter",
        path: pathTo(path, "event"),
        message: `no meter reads events of the type "${event}"`,
        value: event,
        suggestion:
          near === undefined ? `meters read ${choiceOf(types)}` : `did you mean "${near}"?`,
      },
    ];
  }
  return readers.flatMap(([meterId, meter]): Fault[] => [
    ...propertyFaults(meterId, meter, data, path),
    ...dimensionFaults(meterId, meter, data, path),
  ]);
}

function propertyFaults(
  meterId: string,
  meter: Meter,
  data: ApiEvent["data"],
  path: string,
): readonly Fault[] {
  const property = propertyOf(meter);
  if (property === undefined || Object.hasOwn(data ?? {}, property)) return [];
  return [
    {
      code: "property-not-measured",
      path,
      message: `the meter "${meterId}" needs the property "${property}", which no call gives`,
      value: property,
      suggestion: `write data: { ${JSON.stringify(property)}: "calls" }, or what else it counts`,
    },
  ];
}

/** What nobody knows before a call is forwarded, and what is in it: a caller's or an upstream's word. */
const isToldByCall = (measure: CallMeasure | undefined): boolean =>
  measure === undefined ||
  measure === "status" ||
  (typeof measure === "object" && "field" in measure);

/** An event with a value that its meter does not list is refused, so a call that may bring one would be free. */
const dimensionFaults = (
  meterId: string,
  { dimensions = {} }: Meter,
  data: ApiEvent["data"],
  path: string,
): readonly Fault[] =>
  Object.entries(dimensions).flatMap(([name, values]): Fault[] => {
    const measure = data?.[name];
    if (values === "any" || values.includes("other") || values.includes("")) return [];
    const otherwise = typeof measure === "object" ? measure.default : undefined;
    const isListed = otherwise !== undefined && values.includes(String(otherwise));
    if (isListed || (otherwise === undefined && !isToldByCall(measure))) return [];
    return [
      {
        code: "dimension-without-default",
        path: measure === undefined ? path : pathTo(path, "data", name),
        message: `a call whose "${name}" is none that the meter "${meterId}" lists could not be billed`,
        value: name,
        suggestion: `state a default out of ${choiceOf(values)}, or list "other"`,
      },
    ];
  });

/** The names of a route's segments. */
const segmentsOf = (path: string): readonly string[] =>
  [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = ""]) => name);

function segmentFaults({ data }: ApiEvent, named: readonly string[], path: string): Fault[] {
  return entriesOf<CallMeasure>(data).flatMap(([property, measure]): Fault[] => {
    if (typeof measure === "string" || !("segment" in measure)) return [];
    const { segment: value } = measure;
    if (named.includes(value)) return [];
    const at = pathTo(path, "data", property, "segment");
    const message = `the path of these calls has no segment named "${value}"`;
    const suggestion =
      named.length === 0
        ? 'name it in the path of a route: "/{name}"'
        : `it has ${choiceOf(named)}`;
    return [{ code: "unknown-path-segment", path: at, message, value, suggestion }];
  });
}

const eventsFaults = (
  model: Model,
  events: readonly ApiEvent[] | undefined,
  segments: readonly string[],
  path: string,
): readonly Fault[] =>
  (events ?? []).flatMap((event, index) => {
    const at = pathTo(path, "events", index);
    return [...eventFaults(model, event, at), ...segmentFaults(event, segments, at)];
  });

/** A route's calls as one text: names of segments make no difference. */
const callsOf = ({ method, path }: ApiRoute): string =>
  `${method ?? "any"} ${path.replace(/\{[^}]*\}/g, "{}")}`;

/** Those after the first that would never be found. */
function repeated<T>(
  entries: readonly (readonly [id: string, noun: T])[],
  nameOf: (noun: T) => string,
  path: string,
): readonly Fault[] {
  const first = new Map<string, string>();
  return entries.flatMap(([id, noun]): Fault[] => {
    const name = nameOf(noun);
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, id);
      return [];
    }
    const message = `"${other}" answers the same calls`;
    const suggestion = "give each a path of its own";
    return [{ code: "duplicate-api-path", path: pathTo(path, id, "path"), message, suggestion }];
  });
}

function endFaults({ deprecated, sunset }: Api, path: string): readonly Fault[] {
  if (deprecated === undefined || sunset === undefined || deprecated <= sunset) return [];
  const message = `it ends on ${sunset}, before it is deprecated`;
  const suggestion = "write a day on or after the deprecation";
  return [
    {
      code: "sunset-before-deprecation",
      path: pathTo(path, "sunset"),
      message,
      value: sunset,
      suggestion,
    },
  ];
}

/** What calls make is read by a meter, with what it reads; every API and route can be reached; none ends before it is deprecated. */
export const meteredApis: ModelRule = {
  name: "metered-apis",
  severity: "fault",
  needsSound: "surroundings",
  find: (model) => [
    ...entriesOf<Api>(model.apis).flatMap(([id, api]) => {
      const path = pathTo("/apis", id);
      const routes = entriesOf<ApiRoute>(api.routes);
      return [
        ...eventsFaults(model, api.events, [], path),
        ...routes.flatMap(([route, { events, path: below }]) =>
          eventsFaults(model, events, segmentsOf(below), pathTo(path, "routes", route)),
        ),
        ...repeated(routes, callsOf, pathTo(path, "routes")),
        ...endFaults(api, path),
      ];
    }),
    ...repeated(entriesOf<Api>(model.apis), ({ path }) => path, "/apis"),
  ],
};
