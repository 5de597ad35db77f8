import type { EventAnswer } from "./answers.ts";
import type { UsageEvent } from "./event-batches.ts";

/** What became of an event that was recorded: the server's answer, or that it is on the disk and will be sent. */
export interface Recorded extends Omit<EventAnswer, "status"> {
  readonly status: EventAnswer["status"] | "kept";
}

/** Sends some events; answers in their order. Throws where they have to be sent again. */
export type SendEvents = (events: readonly UsageEvent[]) => Promise<readonly EventAnswer[]>;

/** Where events wait on a disk until the server has them: `openEventSpool` of `florin/client/spool`, in Node. */
export interface EventSpool {
  /** Begins to send what is kept, what an earlier run left first. A spool serves one client. */
  readonly sendBy: (send: SendEvents) => void;
  /** Returns once the event survives a loss of power. Throws `SpoolProblem` where it cannot be kept. */
  readonly keep: (event: UsageEvent) => Promise<void>;
  /** Events that the server has not got. */
  readonly waiting: () => number;
  /** Resolves when nothing waits. */
  readonly flush: () => Promise<void>;
  /** Sends what can be sent now and lets go of the folder; what is left is sent by the next run. */
  readonly close: () => Promise<void>;
}

/** An event that could not be kept. Thrown. */
export class SpoolProblem extends Error {
  /** `spool-in-use`, `spool-unwritable`, `spool-full`, `spool-failed`, `spool-lost`, `spool-closed`. */
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = "SpoolProblem";
    this.code = code;
  }
}
