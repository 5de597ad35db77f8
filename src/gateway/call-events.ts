import { checkEventData } from "../metering/event-data.ts";
import { usageEventLimits } from "../metering/usage-event.ts";
import type { ApiEvent, BodyField, CallFigure } from "../model/api.ts";
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

/** The events of a call. One event of a call has the call's id, of several the second has `-2` behind it, and so on. */
export function callEvents(
  call: MatchedCall,
  figures: CallFigures,
  identity: CallIdentity,
): readonly GatewayEvent[] {
  const { id, source, customer, time } = identity;
  return (call.terms.events ?? []).flatMap((event, index) =>
    isMade(event, figures)
      ? [
          {
            id: index === 0 ? id : `${id}-${index + 1}`,
            source,
            type: event.event,
            customer,
            time,
            data: dataOf(event, call, figures),
          },
        ]
      : [],
  );
}

const isMade = ({ of }: ApiEvent, { status, whole }: CallFigures): boolean =>
  of === "all" || (whole && status < 400);

function dataOf(
  { data = {} }: ApiEvent,
  call: MatchedCall,
  figures: CallFigures,
): Readonly<Record<string, FilterValue>> {
  const found: Record<string, FilterValue> = {};
  for (const [property, measure] of Object.entries(data)) {
    const value =
      typeof measure === "string"
        ? figureOf(measure, call, figures)
        : "segment" in measure
          ? storable(call.segments[measure.segment])
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
