import { expectOk } from "../fault/fault.ts";
import { propertyPath } from "../metering/event-key.ts";
import { compileMeter, type MeterFold } from "../metering/meter-fold.ts";
import type { ApiEvent, CallMeasure } from "../model/api.ts";
import type { FilterValue, Meter } from "../model/meter.ts";
import { dataBefore, type GatewayEvent, isKnownBefore } from "./call-events.ts";
import type { MatchedCall } from "./match-call.ts";

/** A value that no meter takes, and what was metered in its place. */
export interface StrayValue {
  /** The event's type. */
  readonly event: string;
  readonly property: string;
  /** Undefined where the call had none. */
  readonly value: FilterValue | undefined;
  /** Undefined where the event went without the property. */
  readonly instead: FilterValue | undefined;
}

/** An event with values that meters take, as far as something can stand in for those that they do not. */
export interface FittedEvent {
  readonly event: GatewayEvent;
  readonly strays: readonly StrayValue[];
}

/** What the meters of a model take: a server refuses an event with any other value, and the call would be free. */
export interface DeclaredValues {
  /** The property of a call's path or method whose value no meter takes, where nothing can stand in for it; undefined where there is none. */
  readonly unsold: (call: MatchedCall, method: string) => string | undefined;
  readonly fitEvent: (event: GatewayEvent, made: ApiEvent) => FittedEvent;
}

/** What may stand for any other value, where a dimension lists it. */
export const otherValue = "other";

/** Reads what these meters take. */
export function declaredValues(meters: Readonly<Record<string, Meter>>): DeclaredValues {
  const readers = new Map<string, MeterFold[]>();
  const lists = new Map<string, ReadonlySet<string>>();
  for (const meter of Object.values(meters)) {
    const { event, dimensions = {} } = meter;
    readers.set(event, [...(readers.get(event) ?? []), expectOk(compileMeter(meter))]);
    for (const [name, values] of Object.entries(dimensions))
      if (values !== "any") {
        const place = `${event} ${name}`;
        lists.set(place, new Set([...(lists.get(place) ?? []), ...values]));
      }
  }
  const refusedIn = (event: Pick<GatewayEvent, "type" | "data">): ReadonlySet<string> => {
    const whole = { id: "", source: "", customer: "", time: 0 as never, ...event };
    const faults = (readers.get(event.type) ?? []).flatMap((meter) => meter.check(whole));
    return new Set(faults.map(({ path }) => path));
  };
  /** The best first: what the model states, the value for all others, no value. */
  const standIns = (
    type: string,
    name: string,
    measure: CallMeasure | undefined,
  ): readonly (FilterValue | undefined)[] => {
    const listed = lists.get(`${type} ${name}`);
    return [
      ...(typeof measure === "object" && measure.default !== undefined ? [measure.default] : []),
      ...(listed?.has(otherValue) === true ? [otherValue] : []),
      ...(listed?.has("") === true ? [undefined] : []),
    ];
  };
  const fitEvent = <E extends Pick<GatewayEvent, "type" | "data">>(event: E, made: ApiEvent) => {
    const refused = refusedIn(event);
    if (refused.size === 0) return { event, strays: [] };
    const strays: StrayValue[] = [];
    let fitted = event;
    for (const name of new Set([...Object.keys(made.data ?? {}), ...namesOf(event.type)])) {
      const path = propertyPath(name);
      if (!refused.has(path)) continue;
      for (const instead of standIns(event.type, name, made.data?.[name])) {
        const next = { ...fitted, data: withValue(fitted.data, name, instead) };
        if (refusedIn(next).has(path)) continue;
        strays.push({ event: event.type, property: name, value: event.data[name], instead });
        fitted = next;
        break;
      }
    }
    return { event: fitted, strays };
  };
  const namesOf = (type: string): readonly string[] =>
    (readers.get(type) ?? []).flatMap(({ dimensions }) => dimensions);
  return {
    fitEvent,
    unsold: (call, method) => {
      for (const made of call.terms.events ?? []) {
        if (!Object.values(made.data ?? {}).some(isKnownBefore)) continue;
        const seen = { type: made.event, data: dataBefore(made, call, method) };
        const refused = refusedIn(fitEvent(seen, made).event);
        for (const [name, measure] of Object.entries(made.data ?? {}))
          if (isKnownBefore(measure) && refused.has(propertyPath(name))) return name;
      }
      return undefined;
    },
  };
}

function withValue(
  data: GatewayEvent["data"],
  name: string,
  value: FilterValue | undefined,
): GatewayEvent["data"] {
  if (value !== undefined) return { ...data, [name]: value };
  return Object.fromEntries(Object.entries(data).filter(([one]) => one !== name));
}
