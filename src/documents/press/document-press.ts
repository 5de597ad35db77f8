import { Worker } from "node:worker_threads";
import type { Invoice } from "../../account/invoice.ts";
import { type Result, refuse } from "../../fault/fault.ts";
import { type DocumentFormatName, documentFormats } from "../document-formats.ts";
import type { DocumentSettings } from "../document-settings.ts";

/** A document to set. */
export interface PressJob {
  readonly format: DocumentFormatName;
  readonly invoice: Invoice;
  readonly settings: DocumentSettings;
}

/**
 * Renders documents without holding up who asks: a page takes a fifth of a second and more, a long invoice several.
 * Refuses what the format refuses, and `overloaded` where too many wait. Rejects where the thread fails.
 */
export type DocumentPress = (job: PressJob) => Promise<Result<Uint8Array>>;

/** A job on its way to the thread. */
export interface NumberedJob extends PressJob {
  readonly place: number;
}

/** What came of it. */
export interface FinishedJob {
  readonly place: number;
  readonly result: Result<Uint8Array>;
}

/** How many may wait. */
const waitingMax = 64;

interface Waiting {
  readonly resolve: (result: Result<Uint8Array>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A press with a thread of its own for pages (PDF, Factur-X), begun with the first of them; it does not keep the process
 * alive, and after a failure the next job begins another. The other formats take a millisecond and are written at once.
 * `threadFile` is the compiled `press-thread.js`; without one everything is written in the calling thread.
 */
export function documentPress(threadFile: URL | undefined): DocumentPress {
  let thread: Worker | undefined;
  let jobs = 0;
  const waiting = new Map<number, Waiting>();
  const fail = (failed: Worker, error: unknown): void => {
    if (thread !== failed) return;
    thread = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const begin = (file: URL): Worker => {
    const begun = new Worker(file);
    begun.on("message", ({ place, result }: FinishedJob) => {
      waiting.get(place)?.resolve(result);
      waiting.delete(place);
    });
    begun.on("error", (error) => fail(begun, error));
    begun.on("exit", () => fail(begun, new Error("the thread that sets pages has ended")));
    // Last: listening for messages keeps the process alive again.
    begun.unref();
    return begun;
  };
  return async (job) => {
    const { mediaType, render } = documentFormats[job.format];
    if (threadFile === undefined || mediaType !== "application/pdf")
      return render(job.invoice, job.settings);
    if (waiting.size >= waitingMax) return tooMany;
    thread ??= begin(threadFile);
    const setting = thread;
    jobs += 1;
    const numbered: NumberedJob = { ...job, place: jobs };
    return new Promise((resolve, reject) => {
      waiting.set(numbered.place, { resolve, reject });
      setting.postMessage(numbered);
    });
  };
}

const tooMany = refuse({
  code: "overloaded",
  path: "",
  message: "too many documents are being set; ask again in a moment",
});

/** The thread's compiled file beside this one; undefined where this one is not compiled, as in tests. */
export const compiledThread: URL | undefined = import.meta.url.endsWith(".js")
  ? new URL("press-thread.js", import.meta.url)
  : undefined;
