import { Worker } from "node:worker_threads";
import { ok, type Result } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
import type { Trials } from "../../plan/chance/open-trials.ts";
import { joinTrials, runTrials, type TrialBlock } from "../../plan/chance/run-trials.ts";

/** A block of trials for a thread. */
export interface ThreadJob {
  readonly model: Model;
  readonly scenario: string | undefined;
  readonly seed: number;
  readonly from: number;
  readonly count: number;
}

/** What a thread tells: how many trials are done, and in the end what came of them. */
export type FromThread = { readonly done: number } | { readonly ran: Result<TrialBlock> };

/** Which trials to run, and in how many threads. */
export interface TrialRequest {
  readonly model: Model;
  readonly scenario: string | undefined;
  readonly trials: number;
  readonly seed: number;
  readonly workers: number;
  readonly onDone: (done: number) => void;
}

/** The compiled thread; sources have none, so that all runs in the calling one. */
const threadFile = import.meta.url.endsWith(".js")
  ? new URL("./trial-thread.js", import.meta.url)
  : undefined;

/** Runs trials, the first block here and each further one in a thread of its own. The result is the same over any number of them. */
export async function trialsOverWorkers(
  opened: Trials,
  { model, scenario, trials, seed, workers, onDone }: TrialRequest,
  file: URL | undefined = threadFile,
): Promise<Result<TrialBlock>> {
  const parts = file === undefined ? 1 : Math.min(workers, trials);
  const bounds = Array.from({ length: parts + 1 }, (_, part) =>
    Math.round((trials * part) / parts),
  );
  const done = new Array<number>(parts).fill(0);
  const tell = (part: number, count: number): void => {
    done[part] = count;
    onDone(done.reduce((sum, one) => sum + one, 0));
  };
  const jobs = bounds.slice(0, -1).map((from, part): ThreadJob => {
    const count = (bounds[part + 1] ?? trials) - from;
    return { model, scenario, seed, from, count };
  });
  const others = jobs
    .slice(1)
    .map((job, index) => inThread(job, file, (count) => tell(index + 1, count)));
  const first = runTrials(opened, {
    seed,
    from: 0,
    count: bounds[1] ?? trials,
    onTrial: (count) => tell(0, count),
  });
  const blocks = [first, ...(await Promise.all(others))];
  const failed = blocks.find((block) => !block.ok);
  if (failed !== undefined) return failed;
  return ok(joinTrials(blocks.flatMap((block) => (block.ok ? [block.value] : []))));
}

function inThread(
  job: ThreadJob,
  file: URL | undefined,
  onDone: (done: number) => void,
): Promise<Result<TrialBlock>> {
  return new Promise((resolve, reject) => {
    if (file === undefined) return reject(new Error("broken invariant: threads are compiled"));
    const thread = new Worker(file);
    thread.on("message", (message: FromThread) => {
      if ("done" in message) return onDone(message.done);
      resolve(message.ran);
      void thread.terminate();
    });
    thread.on("error", reject);
    thread.on("exit", () => reject(new Error("a thread of trials has ended before it was done")));
    thread.postMessage(job);
  });
}
