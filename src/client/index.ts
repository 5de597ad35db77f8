/** The SDK: what customers may use, asked of a Florin server from within a program. */
export type {
  Decision,
  Entitlements,
  EventAnswer,
  Feature,
  KeyHolder,
  Quota,
  Reservation,
  ReserveAnswer,
  TrackAnswer,
} from "./answers.ts";
export { createFlorin, type FlorinClient, type FlorinClientOptions } from "./create-florin.ts";
export type { UsageEvent } from "./event-batches.ts";
export { type EventSpool, type Recorded, SpoolProblem } from "./kept-events.ts";
export type { Lease } from "./lease.ts";
export type { Question } from "./local-decision.ts";
export { FlorinProblem } from "./server-call.ts";
