import type { Decline } from "./decline.ts";
import type { IntentReport } from "./provider-report.ts";

/** How a call that should move money ended. */
export type CallAnswer =
  | { readonly kind: "reported"; readonly reports: readonly IntentReport[] }
  /** Nothing was made, and the same call will never make anything. */
  | { readonly kind: "refused"; readonly decline: Decline; readonly message: string }
  /** Nothing was made, and the same call may be sent again: too many calls, or another one held the lock. */
  | {
      readonly kind: "not-executed";
      readonly message: string;
      /** Milliseconds to wait, where the provider says so. */
      readonly retryAfterMs?: number;
    }
  /** Nobody knows: no answer in time, a broken connection, an error on the provider's side. */
  | { readonly kind: "lost"; readonly message: string };

/** What became of an intent, asked at the provider. */
export type LookUpAnswer =
  | { readonly kind: "found"; readonly reports: readonly IntentReport[] }
  | { readonly kind: "absent" }
  | { readonly kind: "lost"; readonly message: string };
