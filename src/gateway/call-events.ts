import { checkEventData } from "../metering/event-data.ts";
import { usageEventLimits } from "../metering/usage-event.ts";
import type { ApiEvent, BodyField, CallFigure, CallMeasure } from "../model/api.ts";
import type { FilterValue } from "../model/meter.ts";
import type { MatchedCall } from "./match-call.ts";
import type { FoundFields } from "./measure/json-fields.ts";

/** What was seen of a call that the upstream answered. */
export interface CallFigures {
  readonly method: string;
  readonly status: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly milliseconds: number;
  /** Whether the whole answer came. */
  readonly whole: boolean;
  readonly requestFields: FoundFields;
  readonly responseFields: FoundFields;
}

/** A usage event as the server takes it. */
export interface GatewayEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly customer: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly data: Readonly<Record<string, FilterValue>>;
}

/** What all events of one call have in common. */
export interface CallIdentity {
  /** Unique for ever: with it a repeated event is known. */
  readonly id: string;
  readonly source: string;
  readonly customer: string;
  readonly time: string;
}

/** The fields that a call's events read of a body. */
export const pointersOf = (call: MatchedCall, of: BodyField["of"]): readonly string[] => [
  ...new Set(
    (call.terms.events ?? []).flatMap(({ data }) =>
      Object.values(data ?? {}).flatMap((measure) =>
        typeof measure === "object" && "field" in measure && measure.of === of
          ? [measure.field]
          : [],
      ),
    ),
  ),
];

/** An event of a call, and what the model says of it. */
export interface MadeEvent {
  readonly event: GatewayEvent;
  readonly made: ApiEvent;
}

/** The events of a call. One event of a call has the call's id, of several the second has `-2` behind it, and so on. */
export function callEvents(
  call: MatchedCall,
  figures: CallFigures,
  identity: CallIdentity,
): readonly MadeEvent[] {
  const { id, source, customer, time } = identity;
  return (call.terms.events ?? []).flatMap((made, index): MadeEvent[] => {
    if (!isMade(made, figures)) return [];
    const data = dataOf(made, call, figures);
    const own = index === 0 ? id : `${id}-${index + 1}`;
    return [{ made, event: { id: own, source, type: made.event, customer, time, data } }];
  });
}

const isMade = ({ of }: ApiEvent, { status, whole }: CallFigures): boolean =>
  of === "all" || (whole && status < 400);

/** Whether a value is known before a call is forwarded: it stands in the path or is the method. */
export const isKnownBefore = (measure: CallMeasure): boolean =>
  typeof measure === "string"
    ? measure === "method" || measure === "api" || measure === "route"
    : "segment" in measure;

/** What an event will say that is known before the call is forwarded. */
export const dataBefore = (
  { data = {} }: ApiEvent,
  call: MatchedCall,
  method: string,
): GatewayEvent["data"] =>
  valuesOf(
    Object.entries(data).filter(([, measure]) => isKnownBefore(measure)),
    call,
    { ...nothingSeen, method },
  );

const nothingSeen: CallFigures = {
  method: "GET",
  status: 0,
  requestBytes: 0,
  responseBytes: 0,
  milliseconds: 0,
  whole: false,
  requestFields: new Map(),
  responseFields: new Map(),
};

const dataOf = (
  { data = {} }: ApiEvent,
  call: MatchedCall,
  figures: CallFigures,
): GatewayEvent["data"] => valuesOf(Object.entries(data), call, figures);

function valuesOf(
  measures: readonly (readonly [property: string, measure: CallMeasure])[],
  call: MatchedCall,
  figures: CallFigures,
): GatewayEvent["data"] {
  const found: Record<string, FilterValue> = {};
  for (const [property, measure] of measures) {
    const value =
      typeof measure === "string"
        ? figureOf(measure, call, figures)
        : "segment" in measure
          ? (storable(call.segments[measure.segment]) ?? measure.default)
          : fieldOf(measure, figures);
    if (value !== undefined) found[property] = value;
  }
  return found;
}

const fieldOf = (
  { of, field, default: otherwise }: BodyField,
  { requestFields, responseFields }: CallFigures,
): FilterValue | undefined =>
  storable((of === "request" ? requestFields : responseFields).get(field)) ?? otherwise;

/** A value unless no event may hold it: by a word of its caller's choice a call must not get out of being counted. */
const storable = (value: FilterValue | undefined): FilterValue | undefined =>
  value === undefined || checkEventData({ value }, usageEventLimits) !== undefined
    ? undefined
    : value;

function figureOf(
  figure: CallFigure,
  call: MatchedCall,
  figures: CallFigures,
): FilterValue | undefined {
  switch (figure) {
    case "calls":
      return 1;
    case "request-bytes":
      return figures.requestBytes;
    case "response-bytes":
      return figures.responseBytes;
    case "milliseconds":
      return figures.milliseconds;
    case "status":
      return figures.status;
    case "method":
      return figures.method;
    case "api":
      return call.apiId;
    case "route":
      return call.routeId;
  }
}
