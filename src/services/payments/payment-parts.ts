import type { CallPolicy } from "../../payments/call-policy.ts";
import type { Store } from "../../store/store.ts";
import type { Instant } from "../../time/instant.ts";
import type { ModelLibrary } from "../model-library.ts";
import type { MoneyBooks } from "../money-facts.ts";
import type { ProviderDesk } from "./provider-desk.ts";

/** What the use cases of payments stand on. */
export interface PaymentParts {
  readonly store: Store;
  /** The books' own time. */
  readonly now: (tenant: string) => Instant;
  /** Real time: what signatures of messages are judged by. */
  readonly wallClock: () => Instant;
  readonly library: ModelLibrary;
  readonly books: MoneyBooks;
  readonly desk: ProviderDesk;
  readonly policy: CallPolicy;
  /** How browsers reach the server; unknown where absent. */
  readonly publicOrigin?: string | undefined;
  /** An id that nobody has used: intents are told apart by it at the provider, over all who use one account there. */
  readonly newId: (prefix: "pay" | "page") => string;
  /** Told of what failed in the background; it is tried again. */
  readonly onFailure: (tenant: string, error: unknown) => void;
  /** Aborted when the server ends: a run then throws its reason between two pages or customers, and the next one goes on. */
  readonly ending?: AbortSignal | undefined;
}
