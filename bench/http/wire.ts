/** What the load generator is to send next. */
export interface LoadOrder {
  readonly kind: "prepare";
  readonly port: number;
  /** `Bearer …`; empty for a server that asks for none. */
  readonly authorization: string;
  readonly connections: number;
  readonly requests: number;
  /** Events in each request; 1 sends the event itself, more an array. */
  readonly perRequest: number;
  /** Makes the ids: the same number, the same events. */
  readonly run: number;
  /** The latest event time, ms. */
  readonly until: number;
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
  /** Events of requests that were answered 200 with every event accepted. */
  readonly accepted: number;
  /** The first answer that was anything else. */
  readonly complaint?: string;
  /** Ids of accepted events, where the server was to go away. */
  readonly ids?: readonly string[];
}

export type ToLoad = LoadOrder | LoadStart;
export type FromLoad = { readonly kind: "prepared" } | LoadReport;

/** What a server says when it listens. */
export interface Listening {
  readonly kind: "listening";
  readonly port: number;
  /** The first API key of a fresh Florin. */
  readonly apiKey?: string;
}
