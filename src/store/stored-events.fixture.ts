import type { UsageEvent } from "../metering/usage-event.ts";
import type { EventStore } from "./event-store.ts";

/** An event store to put to the test, and a way to know its customers. */
export interface StoreUnderTest {
  readonly events: () => EventStore;
  /** Adds a customer, with a subscription to the product over the time where one is given. */
  readonly addCustomer: (
    tenant: string,
    id: string,
    subscription?: { readonly product: string; readonly from: number; readonly to: number | null },
  ) => Promise<void>;
  /** A tenant of its own for a test. */
  readonly newTenant: () => Promise<string>;
}

/** When the events of these tests happen. */
export const dawn = Date.UTC(2026, 0, 5);

/** An event of customer c-1 with three operations. */
export const operationsEvent = (id: string, given: Partial<UsageEvent> = {}): UsageEvent => ({
  id,
  source: "api",
  type: "inference",
  customer: "c-1",
  time: dawn,
  data: { operations: 3 },
  ...given,
});
