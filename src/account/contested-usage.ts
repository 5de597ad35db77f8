import { canonicalEventContent } from "../metering/event-content.ts";
import type { UsageEvent } from "../metering/usage-event.ts";

/** An identity whose events did not all say the same, settled: the one that counts, and what the others were. */
export interface SettledUsage {
  /** The version that was received first. */
  readonly event: UsageEvent;
  /** Further copies with the same content. */
  readonly duplicates: number;
  /** Where the versions with other content stand, in order. */
  readonly conflicts: readonly number[];
}

/** Versions of contested events, held until all of them are in. */
export interface ContestedUsage {
  readonly hold: (event: UsageEvent, place: number) => void;
  /** Each identity's verdict, by source and id. */
  readonly settle: () => readonly SettledUsage[];
}

/** What makes two events one: the same source and id. No name holds a line break. */
export const identityOf = ({ source, id }: UsageEvent): string => `${source}\n${id}`;

interface Version {
  readonly event: UsageEvent;
  readonly content: string;
}

interface Held {
  first: Version;
  readonly places: Map<string, number[]>;
}

/** An empty holder. Memory grows with the contested events only. */
export function holdContested(): ContestedUsage {
  const held = new Map<string, Held>();

  const hold = (event: UsageEvent, place: number): void => {
    const version = { event, content: canonicalEventContent(event) };
    const identity = identityOf(event);
    const known = held.get(identity);
    if (known === undefined) {
      held.set(identity, { first: version, places: new Map([[version.content, [place]]]) });
      return;
    }
    const places = known.places.get(version.content);
    if (places === undefined) known.places.set(version.content, [place]);
    else places.push(place);
    if (isBefore(version, known.first)) known.first = version;
  };

  const settle = (): SettledUsage[] =>
    [...held]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([, { first, places }]) => ({
        event: first.event,
        duplicates: (places.get(first.content)?.length ?? 1) - 1,
        conflicts: [...places]
          .flatMap(([content, at]) => (content === first.content ? [] : at))
          .sort((left, right) => left - right),
      }));

  return { hold, settle };
}

const receivedAt = ({ receivedAt, time }: UsageEvent): number => receivedAt ?? time;

/** Received first, then happened first, then by content: a total order, so nothing depends on where a version stood. */
function isBefore(left: Version, right: Version): boolean {
  const received = receivedAt(left.event) - receivedAt(right.event);
  if (received !== 0) return received < 0;
  const happened = left.event.time - right.event.time;
  return happened === 0 ? left.content < right.content : happened < 0;
}
