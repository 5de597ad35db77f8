import type { Model } from "../../model/model.ts";
import type { Segment } from "../../model/segment.ts";
import type { PlanRun } from "./compile-plan.ts";
import type { SegmentForecast } from "./forecast.ts";
import { driversOf, segmentFigures } from "./segment-figures.ts";

/** What a segment's customers are computed from, in figures. */
export interface SegmentKey {
  readonly segment: string;
  readonly customers: "whole" | "expected";
  readonly values: Float64Array;
}

/** Segments that were forecast before: where one figure is moved, the customers of other segments do what they did. */
export interface KnownSegments {
  readonly find: (key: SegmentKey) => SegmentForecast | undefined;
  readonly keep: (key: SegmentKey, forecast: SegmentForecast) => void;
}

/** So many forecasts of each segment are kept; those that were asked for longest ago are let go. */
const keptMax = 8;

/** An empty memory of segments. */
export function openKnownSegments(): KnownSegments {
  const known = new Map<string, (readonly [Float64Array, SegmentForecast])[]>();
  const keptOf = ({ segment, customers }: SegmentKey) => {
    const id = `${customers} ${segment}`;
    const own = known.get(id) ?? [];
    known.set(id, own);
    return own;
  };
  return {
    find: (key) => {
      const own = keptOf(key);
      const at = own.findIndex(([values]) => sameValues(values, key.values));
      const found = at < 0 ? [] : own.splice(at, 1);
      own.unshift(...found);
      return found[0]?.[1];
    },
    keep: (key, forecast) => {
      const own = keptOf(key);
      own.unshift([key.values, forecast]);
      own.length = Math.min(own.length, keptMax);
    },
  };
}

function sameValues(one: Float64Array, other: Float64Array): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at += 1) if (!Object.is(one[at], other[at])) return false;
  return true;
}

/** Everything in a run that the customers of a segment follow from; the model is the same. */
export function segmentKey(
  id: string,
  segment: Segment,
  { model, run }: { readonly model: Model; readonly run: PlanRun },
  customers: SegmentKey["customers"],
): SegmentKey {
  const own = driversOf(segmentFigures(id, segment, model, run.has));
  const parts = [...own, ...unpaid].map((name) => {
    const place = run.place(name);
    return place === undefined
      ? absent
      : [place.length, ...run.memory.subarray(place.offset, place.offset + place.length)];
  });
  return { segment: id, customers, values: Float64Array.from(parts.flat()) };
}

/** A figure that there is not has no months. */
const absent = [0];

/** What is lost of invoices is told for the whole business. */
const unpaid = ["capital.unpaid", "capital.failed-payments", "capital.recovered-payments"];
