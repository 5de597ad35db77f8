import type { Instant } from "../time/instant.ts";
import type { ChargeIntent } from "./payment-intent.ts";
import type { ProviderMethod } from "./provider-method.ts";
import type { WebhookDelivery } from "./webhook-delivery.ts";

/** A page that we serve for a provider: what the customer chooses of there, and where it goes on to. */
export type ServedPage = {
  readonly choices: readonly ProviderMethod[];
  readonly successUrl: string;
  readonly cancelUrl: string;
} & (
  | { readonly kind: "set-up"; readonly customerReference: string }
  /** `intent`: our id of it. */
  | { readonly kind: "checkout"; readonly intent: string }
);

/** The pages of a provider that has none of its own. It signs a token for each, and we serve what the token says. */
export interface ServedPages {
  /** What a token asks for; undefined where it was not signed for the tenant, or is past. `now`: the books' own time. */
  readonly read: (token: string, tenant: string, now: Instant) => ServedPage | undefined;
  /**
   * The signed messages that follow where an intent is paid on its page with a method, by its reference. `now`: the books'
   * own time; `signedAt`: real time, which signatures are judged by.
   */
  readonly pay: (
    intent: ChargeIntent,
    reference: string,
    at: { readonly now: Instant; readonly signedAt: Instant },
  ) => readonly WebhookDelivery[];
}
