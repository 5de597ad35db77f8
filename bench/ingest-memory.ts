import { type Benchmark, gate, type Rounds, type Size } from "./benchmark.ts";
import { onStage, pinning, type Stage } from "./http/stage.ts";

const perRequest = 1_000;
const connections = 8;
/** How often the server is asked how much it holds. */
const askedEveryMs = 100;

const rounds = (size: Size): Promise<Rounds> =>
  onStage((stage) => roundsOn(stage, size === "full" ? 400 : 15));

async function roundsOn(stage: Stage, requests: number): Promise<Rounds> {
  const until = Date.now();
  const atRest = await stage.memory();
  let run = 0;
  /** The most that the server held while it took a load. */
  const mostDuring = async (work: Promise<unknown>): Promise<number> => {
    let most = 0;
    let isDone = false;
    const done = work.finally(() => {
      isDone = true;
    });
    while (!isDone) {
      most = Math.max(most, await stage.memory());
      await Promise.race([done, new Promise((resolve) => setTimeout(resolve, askedEveryMs))]);
    }
    await done;
    return most;
  };
  return {
    ours: {
      label: "while it takes usage",
      prepare: () => {
        run += 1;
        const { port, authorization } = stage;
        const order = {
          kind: "events",
          format: "json",
          connections,
          requests,
          perRequest,
        } as const;
        return stage.prepareLoad({ ...order, port, authorization, run, until });
      },
      run: async () => ({ figure: await mostDuring(stage.load()) }),
    },
    limit: {
      label: "at rest, when it has started",
      run: () => ({ figure: atRest }),
    },
    proven: [],
    notes: [
      `Resident memory of the server process, asked of it every ${askedEveryMs} ms; the most of each round. ${(requests * perRequest).toLocaleString("en")} events a round over ${connections} connections, 1,000 a request, round after round. Postgres is not in it: it holds 256 MiB of shared buffers and some 10 MiB a connection besides.`,
      pinning,
    ],
    close: async () => {
      try {
        const { rows } = await stage.owner.query<{ events: number }>(
          "select count(*) as events from events",
        );
        const sent = run * requests * perRequest;
        gate(rows[0]?.events === sent, `${rows[0]?.events} events stored, ${sent} sent`);
        return [`All ${sent.toLocaleString("en")} events were stored.`];
      } finally {
        await stage.close();
      }
    },
  };
}

/** What a server holds in memory while usage comes in as fast as it is taken. */
export const ingestMemory: Benchmark = {
  name: "ingest-memory",
  what: "memory of the server while it takes usage as fast as it can",
  against: "its memory at rest",
  unit: "bytes",
  figure: "memory",
  better: "lower",
  floor: 4,
  aim: 2.5,
  rounds,
};
