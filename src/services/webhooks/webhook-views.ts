import type {
  DeliveryAttempt,
  DeliveryState,
  StoredDelivery,
} from "../../store/webhook-deliveries.ts";
import type { StoredEndpoint } from "../../store/webhook-endpoints.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";

/** Where events shall be sent. */
export interface EndpointRequest {
  /** https, to a public address. */
  readonly url: string;
  readonly description?: string;
  /** Types, or first words as `invoice.*`. All where absent or empty. */
  readonly events?: readonly string[];
}

/** Where events are sent. Instants are RFC 3339, UTC, of real time. */
export interface EndpointView {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  readonly events: readonly string[];
  readonly enabled: boolean;
  /** Why it was disabled by itself; null where it was not. */
  readonly disabledBecause: string | null;
  /** Since when nothing gets through; null while it does. */
  readonly failingSince: string | null;
  /** Until when messages are signed with the secret before the last rotation as well. */
  readonly previousSecretUntil: string | null;
  readonly createdAt: string;
}

/** An endpoint with its secret, which is shown once. */
export interface SecretView extends EndpointView {
  /** `whsec_…`: what receivers check signatures with. */
  readonly secret: string;
}

/** An event on its way to an endpoint. Instants are RFC 3339, UTC, of real time. */
export interface DeliveryView {
  readonly id: string;
  readonly endpoint: string;
  /** The event's id, which is the header `webhook-id`. */
  readonly event: string;
  readonly type: string;
  /** Who pays; null for what is of no account. */
  readonly account: string | null;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly replayed: boolean;
  readonly createdAt: string;
  /** When it is tried next at the earliest; null once it has ended. */
  readonly nextAt: string | null;
  readonly finishedAt: string | null;
}

/** One try to send. */
export interface AttemptView extends Omit<DeliveryAttempt, "at"> {
  readonly at: string;
}

/** A delivery with what is sent and what was tried. */
export interface DeliveryDetail extends DeliveryView {
  /** The bytes that are sent. */
  readonly message: string;
  /** Oldest first. */
  readonly tried: readonly AttemptView[];
}

/** Which events are sent again: those that were kept from an instant on. */
export interface ReplayRequest {
  readonly from: Instant;
  /** Not included; until now where absent. */
  readonly to?: Instant | undefined;
  /** Only those that the endpoint never took. */
  readonly missedOnly: boolean;
  /** Types, or `invoice.*`; all that the endpoint asks for where there are none. */
  readonly events: readonly string[];
}

/** How many are sent again. */
export interface Replayed {
  readonly deliveries: number;
}

const textOrNull = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

/** An endpoint as its owner may see it. */
export const endpointView = (
  { id, url, description, events, enabled, disabledBecause, ...endpoint }: StoredEndpoint,
  now: Instant,
): EndpointView => ({
  id,
  url,
  description,
  events,
  enabled,
  disabledBecause,
  failingSince: textOrNull(endpoint.failingSince),
  previousSecretUntil:
    endpoint.previousUntil !== null && endpoint.previousUntil > now
      ? formatInstant(endpoint.previousUntil)
      : null,
  createdAt: formatInstant(endpoint.createdAt),
});

/** A delivery as it is listed. */
export const deliveryView = ({
  account,
  type,
  createdAt,
  nextAt,
  finishedAt,
  ...delivery
}: StoredDelivery): DeliveryView => ({
  ...delivery,
  type,
  account: account === "" || type === "webhook.test" ? null : account,
  createdAt: formatInstant(createdAt),
  nextAt: textOrNull(nextAt),
  finishedAt: textOrNull(finishedAt),
});
