import { type Benchmark, gate, type Rounds, type Size } from "./benchmark.ts";
import { proveDedup, proveKill, stored } from "./http/ingest-gate.ts";
import { onStage, pinning, type Stage } from "./http/stage.ts";
import { unitsOf, usageEvents } from "./http/usage-events.ts";

const roundsWith =
  (connections: number) =>
  (size: Size): Promise<Rounds> =>
    onStage((stage) => roundsOn(stage, connections, size === "full" ? 20_000 : 2_000));

async function roundsOn(stage: Stage, connections: number, requests: number): Promise<Rounds> {
  const barePort = await stage.startBareServer();
  const until = Date.now();
  const order = {
    kind: "events",
    format: "json",
    connections,
    requests,
    perRequest: 1,
    until,
  } as const;
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
      prepare: () => stage.prepareLoad({ ...order, port: barePort, authorization: "", run: 0 }),
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
        await stage.close();
      }
    },
  };
}

/** One event a request over HTTP, all guarantees, against a server that only parses. */
export const httpIngestSingle: Benchmark = {
  name: "http-ingest-single",
  what: "single-event ingest over HTTP, all guarantees, durable before the answer",
  against: "bare `node:http` and JSON.parse, 32 connections",
  unit: "events",
  better: "higher",
  floor: 0.3,
  aim: 0.8,
  rounds: roundsWith(32),
};

/** The same from many senders: more of them share each commit. */
export const httpIngestMany: Benchmark = {
  ...httpIngestSingle,
  name: "http-ingest-many",
  what: "the same from 128 connections, more of which share a commit",
  against: "bare `node:http` and JSON.parse, 128 connections",
  rounds: roundsWith(128),
};
