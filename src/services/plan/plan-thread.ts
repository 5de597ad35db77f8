import { parentPort } from "node:worker_threads";
import type { Result } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
import type { FinishedWork, ModelText, NumberedWork } from "./plan-desk.ts";
import { planWork } from "./plan-work.ts";

/** Models that were read, so that the next question about one is answered at once. */
const readMax = 8;
const models = new Map<string, Model>();

function modelOf({ digest, document }: ModelText): Model {
  const known = models.get(digest);
  if (known !== undefined) return known;
  const [oldest] = models.keys();
  if (oldest !== undefined && models.size >= readMax) models.delete(oldest);
  const read = JSON.parse(document) as Model;
  models.set(digest, read);
  return read;
}

/** The other side of a desk: works out one question after the other in a thread of its own. */
parentPort?.on("message", ({ place, model, kind, asked }: NumberedWork) => {
  // The kind that is looked up is the kind of what is asked, which the compiler cannot follow.
  const work = planWork[kind] as (model: Model, asked: unknown) => Result<unknown>;
  const result = work(modelOf(model), asked);
  const finished: FinishedWork = { place, result };
  parentPort?.postMessage(finished);
});
