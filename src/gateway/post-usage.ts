import { type Delivery, type DeliveryParts, deliverSpool } from "../spool/deliver-spool.ts";
import type { GatewayEvent } from "./call-events.ts";
import { askedToWaitMs, type FlorinServer, type PostedEvents } from "./florin-server.ts";
import { eventsIn } from "./usage-record.ts";

/** What posting stands on. */
export interface PostingParts extends Pick<DeliveryParts, "spool" | "warn" | "wait"> {
  readonly server: Pick<FlorinServer, "post">;
  /** The server has these, or will never take them. */
  readonly posted: (events: readonly GatewayEvent[]) => void;
  /** Keeps what the server will never take; called before the spool forgets it. */
  readonly refused: (
    refused: PostedEvents["refused"],
    events: readonly GatewayEvent[],
  ) => Promise<void>;
}

/** Calls whose events go in one request: with a few events each, well below what a server takes. */
const callsMax = 500;

/** Posts the events of a spool in order, each until the server has it. Ids make every repetition harmless. */
export const postUsage = ({ server, posted, refused, ...parts }: PostingParts): Delivery =>
  deliverSpool({
    ...parts,
    what: "usage",
    recordsMax: callsMax,
    askedToWaitMs,
    deliver: async (records) => {
      const events = records.flatMap(eventsIn);
      const answer = await server.post(events);
      if (answer.refused.length > 0) await refused(answer.refused, events);
      posted(events);
    },
  });
