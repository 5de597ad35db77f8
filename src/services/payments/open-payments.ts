import { randomBytes } from "node:crypto";
import { defaultCallPolicy } from "../../payments/call-policy.ts";
import type { Store } from "../../store/store.ts";
import type { Instant } from "../../time/instant.ts";
import type { ModelLibrary } from "../model-library.ts";
import type { MoneyBooks } from "../money-facts.ts";
import type { ServerClock } from "../tenant-clocks.ts";
import { createPayments } from "./create-payments.ts";
import type { Payments } from "./payments.ts";
import { createProviderDesk } from "./provider-desk.ts";
import { createSealer } from "./sealer.ts";

/** What a server's payments are opened with. */
export interface PaymentOpening {
  readonly store: Store;
  readonly clock: ServerClock;
  readonly library: ModelLibrary;
  readonly books: MoneyBooks;
  /** Keys of payment providers are sealed under it. */
  readonly installationSecret: Uint8Array;
  readonly wallClock: () => Instant;
  readonly onPaymentFailure: (tenant: string, error: unknown) => void;
  /** How browsers reach the server; unknown where absent. */
  readonly publicOrigin?: string | undefined;
  /** Aborted when the server ends. */
  readonly ending?: AbortSignal | undefined;
}

/** Opens the payments of a server: with every provider there is, and ids that nobody can guess. */
export function openPayments(opening: PaymentOpening): Payments {
  const { store, clock, library, books, installationSecret, wallClock, onPaymentFailure } = opening;
  return createPayments({
    store,
    now: clock.now,
    wallClock,
    library,
    books,
    desk: createProviderDesk(createSealer(installationSecret), clock.now),
    policy: defaultCallPolicy,
    newId: (prefix) => `${prefix}_${randomBytes(16).toString("hex")}`,
    onFailure: onPaymentFailure,
    publicOrigin: opening.publicOrigin,
    ending: opening.ending,
  });
}
