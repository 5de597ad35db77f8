/** What every load is sent by. */
interface Order {
  readonly port: number;
  readonly connections: number;
  readonly requests: number;
}

/** Usage events that the load generator is to send next. */
export interface EventOrder extends Order {
  readonly kind: "events";
  /** `Bearer …`; empty for a server that asks for none. */
  readonly authorization: string;
  /** A JSON request brings the event itself where it is one, else an array; NDJSON lines in any case. */
  readonly format: "json" | "ndjson";
  readonly perRequest: number;
  /** Makes the ids: the same number, the same events. */
  readonly run: number;
  /** The latest event time, ms. */
  readonly until: number;
}

/** Calls that the load generator is to make next. */
export interface CallOrder extends Order {
  readonly kind: "calls";
  /** Requests as they go over the wire, in turn. */
  readonly texts: readonly string[];
  /** Stands in the body of every answer. */
  readonly expected: string;
}

/** Starts what was prepared. */
export interface LoadStart {
  readonly kind: "go";
  /** Goes on where the server goes away, and names what was acknowledged before. */
  readonly untilGone: boolean;
}

/** What came of a load. */
export interface LoadReport {
  readonly kind: "done";
  /** Events of requests that were answered 200 with every event accepted; calls that were answered as expected. */
  readonly accepted: number;
  /** How long an answer took: of half of the requests no longer, of 99 in 100 no longer. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** The first answer that was anything else. */
  readonly complaint?: string;
  /** Ids of accepted events, where the server was to go away. */
  readonly ids?: readonly string[];
}

export type LoadOrder = EventOrder | CallOrder;
export type ToLoad = LoadOrder | LoadStart;
export type FromLoad = { readonly kind: "prepared" } | LoadReport;

/** What a server says when it listens. */
export interface Listening {
  readonly kind: "listening";
  readonly port: number;
  /** The first API key of a fresh Florin. */
  readonly apiKey?: string;
}

/** How much memory a server holds, when it is asked. */
export interface Memory {
  readonly kind: "memory";
  readonly bytes: number;
}
