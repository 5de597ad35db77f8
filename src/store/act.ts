import { AsyncLocalStorage } from "node:async_hooks";
import type { Instant } from "../time/instant.ts";

/** What somebody does with one request: the audit log tells of it where it changes something. */
export interface Act {
  /** `member:…`, `key:…`, `session` or `system`. */
  readonly actor: string;
  /** Of the list of `src/access`. */
  readonly action: string;
  /** What the request names, as the API names it: `/v1/customers/c-17`. */
  readonly subject: string;
  readonly customer: string | null;
  /** The request's id. */
  readonly request: string;
  /** Who is behind the actor: whoever made a key, as far as that is known. */
  readonly person: string;
  /** The approval that it is performed under; null where none was needed. */
  readonly approval: string | null;
  /** What is asked for. */
  readonly asked: () => unknown;
  /** Real time. */
  readonly now: () => Instant;
}

/** What the work itself knows better than the request that asks for it. */
export interface Noted {
  /** What was really done, where that is another thing than was asked for. */
  readonly action?: string;
  /** The id that something new was given, where the request did not name it. */
  readonly subject?: string;
  readonly customer?: string | null;
  readonly before?: unknown;
  readonly after?: unknown;
  /** That something was changed elsewhere: the transaction tells of it, though it changes no row itself. */
  readonly done?: true;
}

/** An act under way. */
export interface OpenAct extends Act {
  noted: Noted;
  /** `telling`: its entry is written, or about to be. `over`: what its work left running tells nothing any more. */
  state: "open" | "telling" | "over";
}

const underWay = new AsyncLocalStorage<OpenAct | undefined>();
let acts = 0;

/**
 * Does work as an act: its first transaction that changes something tells of it, in the same commit.
 *
 * Following an act through promises costs every promise of the process, so nothing is followed while no act is under way: ingest is
 * none, and pays nothing.
 */
export async function inAct<T>(act: Act, work: () => Promise<T> | T): Promise<T> {
  const open: OpenAct = { ...act, noted: {}, state: "open" };
  acts += 1;
  try {
    return await underWay.run(open, async () => work());
  } finally {
    open.state = "over";
    acts -= 1;
    if (acts === 0) underWay.disable();
  }
}

/** Does work that is nobody's act, such as billing that a request only waits for. */
export const outsideActs = <T>(work: () => T): T =>
  acts === 0 ? work() : underWay.run(undefined, work);

/** The act that is under way and not told of yet. */
export function openAct(): OpenAct | undefined {
  const act = acts === 0 ? undefined : underWay.getStore();
  return act?.state === "open" ? act : undefined;
}

/** Who is behind the act under way; undefined where none is. */
export const actingPerson = (): string | undefined =>
  acts === 0 ? undefined : underWay.getStore()?.person;

/** Who does the act under way, as the audit log names them; undefined where none is. */
export const actingActor = (): string | undefined =>
  acts === 0 ? undefined : underWay.getStore()?.actor;

/** Notes what stood there before, what stands there now, or what something new is called, for the entry of the act under way. */
export function noteChange(noted: Noted): void {
  const act = openAct();
  if (act !== undefined) act.noted = { ...act.noted, ...noted };
}

/** Lets an act whose transaction failed be told of by the next: work may be tried again. */
export function reopen(act: OpenAct | undefined): void {
  if (act?.state === "telling") act.state = "open";
}
