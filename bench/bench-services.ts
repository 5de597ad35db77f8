import { pino } from "pino";
import { refuse } from "../src/fault/fault.ts";
import { createApiKeys } from "../src/services/api-keys.ts";
import { manualClock } from "../src/services/clock.ts";
import { createServices } from "../src/services/create-services.ts";
import type { Services } from "../src/services/services.ts";
import { connect, type Store, type StoreOptions } from "../src/store/store.ts";
import type { Instant } from "../src/time/instant.ts";

/** The use cases over a store, with the clock standing still. */
export async function openBenchServices(
  options: Pick<StoreOptions, "databaseUrl" | "dataFolder">,
  now: Instant,
): Promise<{ readonly store: Store; readonly services: Services }> {
  const clock = manualClock(now);
  const store = await connect({ ...options, clock: clock.now });
  const services = createServices({
    store,
    clock,
    apiKeys: createApiKeys(store, new Uint8Array(32), clock.now),
    monotonicMs: () => performance.now(),
    installationSecret: new Uint8Array(32),
    wallClock: clock.now,
    // Nobody has a VAT number here.
    taxProvider: undefined,
    vatRegister: () => ({ check: async () => refuse() }),
    onPaymentFailure: (_, error) => {
      pino().error({ error }, "payment failed");
    },
    onParked: (_, { customer, reason }) => {
      pino().error({ customer, reason }, "account parked");
    },
  });
  return { store, services };
}
