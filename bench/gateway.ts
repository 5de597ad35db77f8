import type { Benchmark, Rounds, Size } from "./benchmark.ts";
import { type GatewayStage, onGatewayStage } from "./http/gateway-stage.ts";
import { pinning } from "./http/stage.ts";
import type { LoadReport } from "./http/wire.ts";
import type { Side } from "./measure.ts";

const labels = {
  florin: "florin gateway",
  bare: "a reverse proxy of a few lines on node:http",
  none: "no proxy",
} as const;

interface Load {
  readonly path: string;
  readonly expected: string;
  readonly connections: number;
  readonly requests: number;
  /** Events that one call brings back. */
  readonly pieces: number;
}

const short = (size: Size, connections: number): Load => ({
  path: "/v1/short",
  expected: '"result"',
  connections,
  requests: size === "full" ? 10_000 : 1_000,
  pieces: 1,
});

const stream = (size: Size): Load => ({
  path: "/v1/stream",
  expected: "[DONE]",
  connections: 16,
  requests: size === "full" ? 2_000 : 100,
  pieces: 32,
});

const shared = [
  "The gateway checks the caller's key, plan and quota by what the server said at most a second ago, counts the call, and ends the answer only when its usage is on disk (fsync, shared by the calls of a moment); a server takes the usage in batches meanwhile, on the same two processors. The other proxy does none of it.",
  `${pinning} The upstream runs beside the load generator.`,
];

async function roundsOf(
  stage: GatewayStage,
  load: Load,
  take: (report: LoadReport) => ReturnType<Side["run"]>,
): Promise<Rounds> {
  const sideOf = (way: keyof typeof labels): Side => ({
    label: labels[way],
    prepare: () => stage.loadOn(way, load.path, load),
    run: async () => take(await stage.loadReport()),
  });
  return {
    ours: sideOf("florin"),
    limit: sideOf("bare"),
    asides: [sideOf("none")],
    proven: [],
    notes: [
      `${load.connections} keep-alive connections, one call at a time on each, ${load.requests.toLocaleString("en")} calls a round, ${load.pieces === 1 ? "an answer of 150 bytes" : `each answered with ${load.pieces} events of 200 bytes, written one by one`}.`,
      ...shared,
    ],
    close: async () => {
      try {
        return [await stage.proveCounted()];
      } finally {
        await stage.close();
      }
    },
  };
}

/** Calls a second through the gateway. */
export const gatewayCalls: Benchmark = {
  name: "gateway-calls",
  what: "calls through the gateway, authenticated, metered, usage on disk before the answer ends",
  against: "a bare `node:http` proxy, 32 connections",
  unit: "calls",
  better: "higher",
  floor: 0.25,
  aim: 0.6,
  rounds: (size) =>
    onGatewayStage((stage) => roundsOf(stage, short(size, 32), ({ accepted }) => accepted)),
};

/** A figure of the time that callers wait for an answer. */
const latency = (share: "p50Ms" | "p99Ms"): Pick<Benchmark, "figure" | "better" | "rounds"> => ({
  figure: "time",
  better: "lower",
  rounds: (size) =>
    onGatewayStage((stage) =>
      roundsOf(stage, short(size, 4), (report) => ({ figure: report[share] * 1e6 })),
    ),
});

/** How long half of the callers wait at most. */
export const gatewayP50: Benchmark = {
  name: "gateway-p50",
  what: "time that half of the calls through the gateway take at most",
  against: "the same of a bare `node:http` proxy, 4 connections",
  unit: "calls",
  floor: 8,
  aim: 3,
  ...latency("p50Ms"),
};

/** How long all callers but one in a hundred wait at most. */
export const gatewayP99: Benchmark = {
  name: "gateway-p99",
  what: "time that 99 in 100 calls through the gateway take at most",
  against: "the same of a bare `node:http` proxy, 4 connections",
  unit: "calls",
  floor: 8,
  aim: 3,
  ...latency("p99Ms"),
};

/** Events of streams through the gateway. */
export const gatewayStream: Benchmark = {
  name: "gateway-stream",
  what: "server-sent events through the gateway",
  against: "a bare `node:http` proxy, 16 streams at a time",
  unit: "events",
  better: "higher",
  floor: 0.4,
  aim: 0.8,
  rounds: (size) =>
    onGatewayStage((stage) => {
      const load = stream(size);
      return roundsOf(stage, load, ({ accepted }) => accepted * load.pieces);
    }),
};
