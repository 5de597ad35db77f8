import { createHash } from "node:crypto";
import { Worker } from "node:worker_threads";
import { type Result, refuse } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
import { type PlanWork, type PlanWorkKind, planWork } from "./plan-work.ts";

/**
 * Works out what follows from plans without holding up who asks, and keeps what it found: a published model never changes. Refuses what
 * the work refuses, and `overloaded` where too much waits. Rejects where the thread fails.
 */
export type PlanDesk = <K extends PlanWorkKind>(
  model: Model,
  kind: K,
  asked: PlanWork[K]["asked"],
  /** Work that nobody waits for any more is left out, where it has not begun. */
  signal?: AbortSignal,
) => Promise<Result<PlanWork[K]["found"]>>;

/** Work on its way to the thread. */
export interface NumberedWork {
  readonly place: number;
  readonly model: ModelText;
  readonly kind: PlanWorkKind;
  readonly asked: PlanWork[PlanWorkKind]["asked"];
}

/** A model as JSON, and the hash of that, by which it is known again. */
export interface ModelText {
  readonly digest: string;
  readonly document: string;
}

/** What came of it. */
export interface FinishedWork {
  readonly place: number;
  readonly result: Result<unknown>;
}

/** How much may wait, and how many answers are kept. */
const waitingMax = 32;
const keptMax = 64;

type Answer = Promise<Result<unknown>>;

/** `threadFile` is the compiled `plan-thread.js`; without one everything is worked out in the calling thread. */
export function planDesk(threadFile: URL | undefined): PlanDesk {
  const work = threadFile === undefined ? undefined : workingThread(threadFile);
  const kept = new Map<string, Answer>();
  const textOf = modelTexts();
  return async (model, kind, asked, signal) => {
    const text = textOf(model);
    const key = `${kind} ${JSON.stringify(asked)} ${text.digest}`;
    const keep = (answer: Answer): void => {
      kept.delete(key);
      kept.set(key, answer);
      const [oldest] = kept.keys();
      if (oldest !== undefined && kept.size > keptMax) kept.delete(oldest);
    };
    const known = kept.get(key);
    const answer =
      known ??
      (work === undefined
        ? Promise.resolve(planWork[kind](model, asked))
        : work({ model: text, kind, asked }, signal));
    // What may still be left out is nobody else's answer.
    if (known !== undefined || signal === undefined) keep(answer);
    try {
      const found = await answer;
      if (!isOverloaded(found)) keep(answer);
      else if (kept.get(key) === answer) kept.delete(key);
      // What a kind of work finds is what its own function gives, which the compiler cannot follow through the thread.
      return found as never;
    } catch (error) {
      if (kept.get(key) === answer) kept.delete(key);
      throw error;
    }
  };
}

const isOverloaded = (result: Result<unknown>): boolean =>
  !result.ok && result.faults.some(({ code }) => code === "overloaded");

/** Each model as text; it is written once. */
function modelTexts(): (model: Model) => ModelText {
  const known = new WeakMap<Model, ModelText>();
  return (model) => {
    const kept = known.get(model);
    if (kept !== undefined) return kept;
    const document = JSON.stringify(model);
    const text = { document, digest: createHash("sha256").update(document).digest("base64") };
    known.set(model, text);
    return text;
  };
}

interface Waiting {
  readonly work: Omit<NumberedWork, "place">;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (result: Result<unknown>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A thread that does one piece of work after the other, begun with the first; it does not keep the process alive, and after a failure
 * the next piece begins another. What waits is kept on this side, so that it can still be left out.
 */
function workingThread(
  file: URL,
): (work: Omit<NumberedWork, "place">, signal: AbortSignal | undefined) => Answer {
  let thread: Worker | undefined;
  let place = 0;
  let current: Waiting | undefined;
  const waiting: Waiting[] = [];
  const next = (): void => {
    if (current !== undefined) return;
    for (;;) {
      const first = waiting.shift();
      if (first === undefined) return;
      if (first.signal?.aborted === true) {
        first.resolve(tooMuch);
        continue;
      }
      current = first;
      break;
    }
    thread ??= begin();
    place += 1;
    const numbered: NumberedWork = { ...current.work, place };
    thread.postMessage(numbered);
  };
  const fail = (failed: Worker, error: unknown): void => {
    if (thread !== failed) return;
    thread = undefined;
    const lost = current;
    current = undefined;
    lost?.reject(error);
    next();
  };
  const begin = (): Worker => {
    const begun = new Worker(file);
    begun.on("message", (finished: FinishedWork) => {
      if (finished.place !== place) return;
      const done = current;
      current = undefined;
      done?.resolve(finished.result);
      next();
    });
    begun.on("error", (error) => fail(begun, error));
    begun.on("exit", () => fail(begun, new Error("the thread that works out plans has ended")));
    // Last: listening for messages keeps the process alive again.
    begun.unref();
    return begun;
  };
  return (work, signal) => {
    if (waiting.length >= waitingMax) return Promise.resolve(tooMuch);
    return new Promise((resolve, reject) => {
      waiting.push({ work, signal, resolve, reject });
      next();
    });
  };
}

const tooMuch = refuse({
  code: "overloaded",
  path: "",
  message: "too much is being worked out; ask again in a moment",
});

/** The thread's compiled file beside this one; undefined where this one is not compiled, as in tests. */
export const compiledPlanThread: URL | undefined = import.meta.url.endsWith(".js")
  ? new URL("plan-thread.js", import.meta.url)
  : undefined;
