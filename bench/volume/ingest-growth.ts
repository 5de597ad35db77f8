import type { UsageEvent } from "../../src/metering/usage-event.ts";
import { type Benchmark, gate, type Rounds, type Size } from "../benchmark.ts";
import { usageEvents } from "../http/usage-events.ts";
import type { Side } from "../measure.ts";
import { volumeTenant } from "./fill-events.ts";
import { inWords, type Volume, volumes } from "./volumes.ts";

const perBatch = 1_000;

async function rounds(size: Size): Promise<Rounds> {
  const { now, empty, some, many } = await volumes(size);
  const batches = size === "full" ? 40 : 5;
  let run = 0;
  /** Counts on, so that no two stores and no two rounds get the same. */
  const sideOf = (label: string, { store }: Volume): Side => {
    let events: readonly UsageEvent[] = [];
    return {
      label,
      prepare: () => {
        run += 1;
        events = usageEvents(20_000 + run, batches * perBatch, now).map((event) => ({
          ...event,
          time: Date.parse(event.time),
        }));
      },
      run: async () => {
        for (let at = 0; at < events.length; at += perBatch) {
          const verdicts = await store.events.append(volumeTenant, events.slice(at, at + perBatch));
          gate(
            verdicts.every((verdict) => verdict === "accepted"),
            "every event is new",
          );
        }
        return events.length;
      },
    };
  };
  return {
    ours: sideOf(`${inWords(many.events)} stored events`, many),
    limit: sideOf("a store that was empty", empty),
    asides: [sideOf(`${inWords(some.events)} stored events`, some)],
    proven: ["Every event was new in every store."],
    notes: [
      `${batches} batches of 1,000 events under random ids a round, one after another, in the process that measures; fsync on. The month that they fall into holds a third of what is stored; identities of all are in one index.`,
    ],
  };
}

/** What the events that are stored already cost the next. */
export const ingestGrowth: Benchmark = {
  name: "ingest-growth",
  what: "batch ingest into 20 million stored events",
  against: "the same into none",
  unit: "events",
  better: "lower",
  floor: 2,
  aim: 1.25,
  rounds,
};
