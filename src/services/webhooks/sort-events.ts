import type { Tx } from "../../store/tenant.ts";
import { webhookEndpoints } from "../../store/webhook-endpoints.ts";
import { addDeliveries } from "../../store/webhook-lanes.ts";
import { markEventsSorted, takeSortingTurn, unsortedEvents } from "../../store/webhook-outbox.ts";
import type { Instant } from "../../time/instant.ts";
import { isEventType, isWanted } from "../../webhook/catalogue.ts";
import { randomText } from "../key-secrets.ts";

const eventsAtOnce = 500;

/** Makes the id of a delivery. */
export const newDeliveryId = (): string => `dlv_${randomText(20)}`;

/** Whether an endpoint asks for a type; one that names nothing asks for all but tests. */
export const asksFor = ({ events }: { readonly events: readonly string[] }, type: string) =>
  isEventType(type) && (events.length === 0 ? type !== "webhook.test" : isWanted(type, events));

/**
 * Makes a delivery of each event for each endpoint that asks for it and is enabled, in the order of the events; answers whether
 * more may be left. One transaction at a time does so for a tenant.
 */
export async function sortEvents(tx: Tx, now: Instant): Promise<boolean> {
  if (!(await takeSortingTurn(tx))) return false;
  const events = await unsortedEvents(tx, eventsAtOnce);
  const endpoints = (await webhookEndpoints(tx)).filter(({ enabled }) => enabled);
  const deliveries = events.flatMap(({ id: event, type, account }) =>
    endpoints
      .filter((endpoint) => asksFor(endpoint, type))
      .map(({ id: endpoint }) => ({
        id: newDeliveryId(),
        endpoint,
        event,
        type,
        account,
        replayed: false,
      })),
  );
  await addDeliveries(tx, deliveries, now);
  await markEventsSorted(
    tx,
    events.map(({ id }) => id),
  );
  return events.length === eventsAtOnce;
}
