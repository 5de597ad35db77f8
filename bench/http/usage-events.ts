import { seededRandom } from "../random.ts";

/** A usage event as it is sent, some 220 bytes of JSON. */
export interface SentEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly customer: string;
  readonly time: string;
  readonly data: Readonly<Record<string, string | number | boolean>>;
}

/** Customers that the events belong to: `c-0` and on. */
export const senders = 100;

const regions = ["eu-west-1", "us-east-1", "ap-south-1"] as const;

/** Random ids, as senders make them: the order in which they come says nothing about where they are stored. */
function randomId(random: () => number): string {
  const digits = Array.from({ length: 4 }, () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, "0"),
  ).join("");
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20)}`;
}

/** The events of a run, in the hour before `until` (ms). The same arguments give the same events. */
export function usageEvents(run: number, count: number, until: number): SentEvent[] {
  const random = seededRandom(1_000 + run);
  return Array.from({ length: count }, (_, at) => ({
    id: randomId(random),
    source: "gateway",
    type: "calls",
    customer: `c-${at % senders}`,
    time: new Date(until - Math.floor(random() * 3_600_000)).toISOString(),
    data: {
      units: 1 + Math.floor(random() * 1_000),
      region: regions[at % regions.length] ?? "",
      model: "small",
      cached: at % 5 === 0,
    },
  }));
}

/** The units of all events together. */
export const unitsOf = (events: readonly SentEvent[]): number =>
  events.reduce((total, { data }) => total + Number(data.units), 0);
