import { type Benchmark, gate, type Rounds, type Size } from "./benchmark.ts";
import { canPin } from "./http/children.ts";
import { proveDedup, proveKill, stored } from "./http/ingest-gate.ts";
import { openBareServer, openStage } from "./http/stage.ts";
import { unitsOf, usageEvents } from "./http/usage-events.ts";

const connections = 32;

async function rounds(size: Size): Promise<Rounds> {
  const requests = size === "full" ? 20_000 : 2_000;
  const stage = await openStage();
  const bare = await openBareServer();
  const until = Date.now();
  const order = { connections, requests, perRequest: 1, until };
  let run = 0;
  let units = 0;
  const dedup = await proveDedup(stage, until);
  const before = await stored(stage.owner);
  return {
    ours: {
      label: "POST /v1/events",
      prepare: () => {
        run += 1;
        units += unitsOf(usageEvents(run, requests, until));
        const { port, authorization } = stage;
        return stage.prepareLoad({ ...order, port, authorization, run });
      },
      run: stage.load,
    },
    limit: {
      label: "node:http and JSON.parse",
      prepare: () => stage.prepareLoad({ ...order, port: bare.port, authorization: "", run: 0 }),
      run: stage.load,
    },
    proven: [dedup],
    notes: [
      `${connections} keep-alive connections, one request at a time on each, ${requests.toLocaleString("en")} requests a round, about 220 bytes each with random ids; API key, validation against the model's meters, exact dedup and the commit in Postgres (fsync on) before the answer. The bare server does none of it.`,
      pinning,
      "The load generator writes prepared requests to sockets and reads the answers by their length; it is no HTTP library, which would be slower than the bare server.",
    ],
    close: async () => {
      try {
        const after = await stored(stage.owner);
        const added = after.events - before.events;
        gate(added === run * requests, `${added} events stored, ${run * requests} accepted`);
        gate(after.units - before.units === units, "the units stored are the units sent");
        const killed = await proveKill(stage, until);
        return [
          `All ${added.toLocaleString("en")} accepted events were stored once, and their units add up.`,
          killed,
        ];
      } finally {
        await bare.close();
        await stage.close();
      }
    },
  };
}

/** How the processes of an HTTP benchmark share the processors. */
export const pinning: string = canPin
  ? "The measured server is held to one processor and the load generator to another (taskset); Postgres runs where the system puts it, so Florin shares both with it."
  : "No process is pinned: taskset or a second processor is missing here.";

/** One event a request over HTTP, all guarantees, against a server that only parses. */
export const httpIngestSingle: Benchmark = {
  name: "http-ingest-single",
  what: "single-event ingest over HTTP, all guarantees, durable before the answer",
  against: "bare `node:http` and JSON.parse, 32 connections",
  unit: "events",
  better: "higher",
  floor: 0.3,
  aim: 0.8,
  rounds,
};
