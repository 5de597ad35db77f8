import type { CallDecision } from "./call-decision.ts";
import type { GatewayEvent } from "./call-events.ts";
import type { MatchedCall } from "./match-call.ts";

/** A call that was asked about. One of `ended` and `dropped` is told of each, whether it was let through or not. */
export interface AskedCall {
  /** Begins the ids of its events: no other gateway and no other run has it, and by it is known which model they are counted by. */
  readonly run: string;
  readonly decision: CallDecision;
  /** The call came to these events, which are kept and on their way to the server. */
  readonly ended: (events: readonly GatewayEvent[]) => void;
  /** Nothing will be told of it. */
  readonly dropped: () => void;
}

/** Who may call. What it asks may be away: then every call throws. */
export interface Access {
  /** The customer that a key stands for; undefined for nobody. */
  readonly holder: (key: string) => Promise<string | undefined>;
  readonly ask: (customer: string, call: MatchedCall) => Promise<AskedCall>;
}
