import { parentPort } from "node:worker_threads";
import { documentFormats } from "../document-formats.ts";
import type { FinishedJob, NumberedJob } from "./document-press.ts";

/** The other side of a press: sets one document after the other in a thread of its own. */
parentPort?.on("message", ({ place, format, invoice, settings }: NumberedJob) => {
  const result = documentFormats[format].render(invoice, settings);
  const finished: FinishedJob = { place, result };
  parentPort?.postMessage(finished);
});
