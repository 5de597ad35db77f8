import { formatInstant, type Instant } from "../time/instant.ts";
import type { EventType } from "./catalogue.ts";

/** Something that happened and is told to whoever asked to hear of it. */
export interface OutgoingEvent {
  /** Follows from what happened: the same thing told again is the same event. */
  readonly id: string;
  readonly type: EventType;
  /** Who pays: events of one account arrive in their order. Empty for what is of no account. */
  readonly account: string;
  /** When it happened, in the account's life. UTC. */
  readonly at: Instant;
  readonly data: object;
}

/** The hash that ids are made of. */
export type Sha256 = (text: string) => string;

/** An event before it has an id: `key` says what it is the news of, once for each type. */
export type EventDraft = Omit<OutgoingEvent, "id"> & { readonly key: string };

/** The event with its id. */
export const namedEvent = ({ key, ...event }: EventDraft, sha256: Sha256): OutgoingEvent => ({
  ...event,
  id: `evt_${sha256(`${event.type}\n${key}`).slice(0, 32)}`,
});

/** What is sent: the same bytes with every attempt. */
export const messageText = ({ id, type, account, at, data }: OutgoingEvent): string =>
  JSON.stringify({
    id,
    type,
    timestamp: formatInstant(at),
    account: account === "" ? null : account,
    data,
  });
