import { assert, describeFault } from "../fault/fault.ts";
import { type Delivery, deliverSpool } from "../spool/deliver-spool.ts";
import { openLockedSpool, setAside } from "../spool/open-locked-spool.ts";
import { spoolLimits } from "../spool/spool.ts";
import { beatMs } from "../spool/spool-lock.ts";
import { waitOrStop } from "../spool/wait-or-stop.ts";
import type { EventAnswer } from "./answers.ts";
import type { UsageEvent } from "./event-batches.ts";
import { type EventSpool, type SendEvents, SpoolProblem } from "./kept-events.ts";
import { FlorinProblem } from "./server-call.ts";

export { type EventSpool, SpoolProblem } from "./kept-events.ts";

/** How events are kept. */
export interface EventSpoolOptions {
  /** Bytes that may wait; further events throw `spool-full`. Default 256 MB, about a million events. */
  readonly bytesMax?: number;
  /** The server will never take this event; it is in `refused.ndjson` of the folder. */
  readonly refused?: (event: UsageEvent, answer: EventAnswer) => void;
  /** What goes wrong while nobody waits for it. Default: a warning of the process. */
  readonly warn?: (message: string) => void;
}

const bytesMaxDefault = 256 << 20;
const eventsMax = 500;

/**
 * Opens a folder for the events of this process. What is kept there survives a crash, and is sent until the server has it: its id makes
 * every repetition harmless. Throws `SpoolProblem` where another process has the folder, or it cannot be written.
 */
export async function openEventSpool(
  folder: string,
  options: EventSpoolOptions = {},
): Promise<EventSpool> {
  const {
    bytesMax = bytesMaxDefault,
    refused = () => undefined,
    warn = (message) => process.emitWarning(message, "FlorinSpool"),
  } = options;
  const limits = { ...spoolLimits, bytesMax };
  const opened = await openLockedSpool({ folder, limits, path: "folder" });
  if (!opened.ok) {
    const [fault] = opened.faults;
    assert(fault !== undefined, "a refusal says why");
    throw new SpoolProblem(fault.code, describeFault(fault));
  }
  const { spool, lock } = opened.value;
  let delivery: Delivery | undefined;
  /** Why nothing is taken any more. */
  let ended: SpoolProblem | undefined;

  const deliverBy = (send: SendEvents): Delivery =>
    deliverSpool({
      spool,
      what: "usage",
      recordsMax: eventsMax,
      deliver: async (records) => {
        const events = records.map(eventIn);
        const answers = await send(events);
        const never = events.flatMap((event, index) => {
          const answer = answers[index];
          const isTaken = answer?.status === "accepted" || answer?.status === "duplicate";
          return answer === undefined || isTaken ? [] : [{ event, answer }];
        });
        if (never.length === 0) return;
        await setAside(
          folder,
          never.map(({ event }) => event),
        );
        warn(`the server refused ${never.length} events for good; they are in refused.ndjson`);
        for (const { event, answer } of never) refused(event, answer);
      },
      askedToWaitMs: (error) =>
        error instanceof FlorinProblem && error.retryAfter !== undefined
          ? error.retryAfter * 1000
          : undefined,
      warn,
      wait: waitOrStop,
    });

  const beating = setInterval(async () => {
    if (await lock.beat().catch(() => true)) return;
    ended ??= new SpoolProblem("spool-lost", "another process has taken over the folder");
    warn(ended.message);
    clearInterval(beating);
    await delivery?.close();
  }, beatMs);
  beating.unref();

  return {
    sendBy: (send) => {
      assert(delivery === undefined, "a spool serves one client");
      delivery = deliverBy(send);
      delivery.wake();
    },
    keep: async (event) => {
      if (ended !== undefined) throw ended;
      const record = new TextEncoder().encode(JSON.stringify(event));
      const place = spool.place(record.length);
      if (place === undefined)
        throw spool.isFailing()
          ? new SpoolProblem("spool-failed", "the disk takes nothing")
          : new SpoolProblem("spool-full", "too many events wait for the server");
      await place.append(record).catch((error: unknown) => {
        throw new SpoolProblem("spool-failed", `the disk takes nothing: ${String(error)}`);
      });
      delivery?.wake();
    },
    waiting: spool.waiting,
    flush: async () => {
      await delivery?.ended();
    },
    close: async () => {
      if (ended?.code === "spool-closed") return;
      ended = new SpoolProblem("spool-closed", "the spool was closed");
      clearInterval(beating);
      await delivery?.close();
      await spool.close();
      await lock.release();
    },
  };
}

const eventIn = (record: Uint8Array): UsageEvent =>
  // Its check sum says that it is what was written.
  JSON.parse(new TextDecoder().decode(record)) as UsageEvent;
