import type { Store } from "../../store/store.ts";
import { listTenants } from "../../store/tenants.ts";
import type { Instant } from "../../time/instant.ts";
import type { AddressRange } from "../../webhook/address-rules.ts";
import { lookAtTenants } from "../look-at-customers.ts";
import type { ModelLibrary } from "../model-library.ts";
import type { ServerClock } from "../tenant-clocks.ts";
import { createDispatcher } from "./dispatcher.ts";
import { lookAhead } from "./look-ahead.ts";
import { observedSender, type SendWatch } from "./observed-sender.ts";
import { beginOverdueLook, lookForOverdue } from "./overdue-invoices.ts";
import { createSender, type Sender } from "./send-message.ts";
import { createWebhookDesk, type WebhookDesk } from "./webhook-desk.ts";
import { createWebhookSecrets } from "./webhook-secrets.ts";

/** How events are sent. */
export interface WebhookTerms {
  /** Ranges of addresses of one's own network that may be sent to. */
  readonly allowed: readonly AddressRange[];
  /** Told of an endpoint that was disabled because nothing gets through. */
  readonly onDisabled?: (tenant: string, endpoint: string, reason: string) => void;
  /** Who sends; over the network where absent. */
  readonly sender?: Sender;
  /** Who watches what is sent. */
  readonly watch?: SendWatch;
}

/** What other systems are told, and the sending of it. */
export interface Webhooks extends WebhookDesk {
  /** Looks for what is overdue and what comes soon, so that it is told; answers how much was found. Throws at its end what failed. */
  readonly look: () => Promise<number>;
  /** Begins to send what is due, and answers how much that is. It waits for no {@link look}. */
  readonly run: () => Promise<number>;
  /** Waits until nothing that {@link run} began is under way. */
  readonly settled: () => Promise<void>;
  /** Ends what is under way; what was not acknowledged is sent again by whoever comes after. */
  readonly close: () => Promise<void>;
}

interface WebhookParts extends WebhookTerms {
  readonly store: Store;
  readonly clock: ServerClock;
  readonly library: Pick<ModelLibrary, "of">;
  readonly wallClock: () => Instant;
  readonly installationSecret: Uint8Array;
  /** Aborted when the server ends. */
  readonly ending?: AbortSignal | undefined;
}

/** How long an end waits for answers that are under way. */
const farewellMs = 3_000;

/** Opens webhooks over the store. */
export function openWebhooks(parts: WebhookParts): Webhooks {
  const { store, clock, library, wallClock: now, allowed, onDisabled, ending } = parts;
  const secrets = createWebhookSecrets(parts.installationSecret);
  const sender = observedSender(parts.sender ?? createSender(allowed), parts.watch ?? {});
  const onFirst = (tx: Parameters<typeof beginOverdueLook>[0]) =>
    beginOverdueLook(tx, clock.now(tx.tenant));
  const { round, settled } = createDispatcher({
    store,
    now,
    chance: Math.random,
    secrets,
    sender,
    ...(onDisabled === undefined ? {} : { onDisabled }),
  });
  return {
    ...createWebhookDesk({ store, now, secrets, allowed, onFirst }),
    look: async () => {
      const tenants = await listTenants(store.pool);
      const overdue = (id: string) => lookForOverdue(store, id, clock.now(id), ending);
      const ahead = (id: string) => lookAhead({ store, clock, library, ending }, id);
      return lookAtTenants(
        tenants.map(({ id }) => id),
        [overdue, ahead],
      );
    },
    run: round,
    settled,
    close: async () => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, farewellMs);
      });
      await Promise.race([settled(), late]);
      clearTimeout(timer);
      await sender.close();
      await settled();
    },
  };
}
