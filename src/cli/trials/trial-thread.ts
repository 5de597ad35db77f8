import { parentPort } from "node:worker_threads";
import { openTrials } from "../../plan/chance/open-trials.ts";
import { runTrials } from "../../plan/chance/run-trials.ts";
import type { FromThread, ThreadJob } from "./trial-workers.ts";

/** A thread that runs a block of trials: they depend on their numbers alone, so it makes no difference where. */
parentPort?.once("message", ({ model, scenario, ...range }: ThreadJob) => {
  const tell = (message: FromThread): void => parentPort?.postMessage(message);
  const opened = openTrials(model, { scenario });
  const ran = opened.ok
    ? runTrials(opened.value, { ...range, onTrial: (done) => tell({ done }) })
    : opened;
  tell({ ran });
});
