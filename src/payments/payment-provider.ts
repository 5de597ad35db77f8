import type { Result } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import type { Instant } from "../time/instant.ts";
import type { CallAnswer, LookUpAnswer } from "./call-answer.ts";
import type { ChargeIntent, PaymentIntent, RefundIntent } from "./payment-intent.ts";
import type { ProviderMethod, ProviderMethodKind } from "./provider-method.ts";
import type { PaymentReport, ProviderEvent } from "./provider-report.ts";
import type { ServedPages } from "./served-page.ts";
import type { WebhookDelivery } from "./webhook-delivery.ts";

/** A customer as a provider needs to know it. */
export interface CustomerToOpen {
  /** Our id: opening the same customer twice gives one customer. */
  readonly id: string;
  readonly name: string;
  readonly email?: string;
}

/** Where a customer is sent to enter a method or to pay, and where it comes back to. */
export interface HostedPageRequest {
  /** Our id of this request: the same request twice gives one page. */
  readonly id: string;
  readonly customerReference: string;
  readonly kinds: readonly ProviderMethodKind[];
  readonly currency: CurrencyCode;
  readonly successUrl: string;
  readonly cancelUrl: string;
  /** Whose page it is, and how browsers reach us: for a provider whose pages we serve. */
  readonly tenant: string;
  readonly origin: string;
}

/** A page of the provider; no card number ever passes through us. */
export interface HostedPage {
  readonly reference: string;
  readonly url: string;
  /** When the page stops working; null where it does not. */
  readonly expiresAt: Instant | null;
}

/** A page on which an intent is paid, and the report with which the intent is stepped: it waits for its customer. */
export interface CheckoutPage extends HostedPage {
  readonly report: PaymentReport;
}

/** What a transfer to our bank account is made of. gross − fees = net, exactly. */
export interface PayoutContent {
  readonly payout: string;
  readonly currency: CurrencyCode;
  /** What was collected, less refunds and disputes with their fees; below zero where more was taken back. */
  readonly gross: string;
  /** What the provider keeps, without dispute fees: those were reported with their disputes. */
  readonly fees: string;
  /** What reaches the bank. */
  readonly net: string;
  /** The amounts that make up `gross`, by what they are. */
  readonly parts: {
    readonly charges: string;
    readonly refunds: string;
    readonly disputes: string;
    readonly disputeFees: string;
    readonly other: string;
  };
  /** What of it moved in other currencies, and what that became in the payout's, within `gross`; absent for nothing. */
  readonly exchanged?: readonly ExchangedPart[];
}

/** What was collected, less what went back, in another currency than that of the payout. */
export interface ExchangedPart {
  readonly currency: CurrencyCode;
  readonly amount: string;
  /** In the payout's currency. */
  readonly became: string;
}

/**
 * Somebody who moves money for us. Every implementation passes `describePaymentProvider`.
 *
 * `charge` and `refund` never throw for what a provider or a network does: whatever cannot be known is `lost`. An intent
 * is stepped with `send` and saved before it is passed in. The other calls refuse with `provider-refused`,
 * `provider-unavailable` or `not-offered`. No answer, fault or error contains a key.
 */
export interface PaymentProvider {
  /** The registry's name. */
  readonly name: string;
  readonly kinds: readonly ProviderMethodKind[];
  /** Of a provider without pages of its own; absent for all others. */
  readonly pages?: ServedPages;
  /** Makes the customer known, and gives the provider's id of it. */
  readonly openCustomer: (customer: CustomerToOpen) => Promise<Result<string>>;
  /** A page on which the customer enters a method that we may charge later. */
  readonly setUpMethod: (request: HostedPageRequest) => Promise<Result<HostedPage>>;
  readonly listMethods: (customerReference: string) => Promise<Result<readonly ProviderMethod[]>>;
  /** Forgets a method; one that is already gone is no error. */
  readonly detachMethod: (reference: string) => Promise<Result<void>>;
  /**
   * A page on which the customer pays this intent, for what needs its action. Used instead of `charge`, never besides it
   * for one intent; `withdraw` closes the page.
   */
  readonly openCheckout: (
    intent: ChargeIntent,
    page: HostedPageRequest,
  ) => Promise<Result<CheckoutPage>>;
  /** Charges the intent's method, without the customer being there. */
  readonly charge: (intent: ChargeIntent) => Promise<CallAnswer>;
  readonly refund: (intent: RefundIntent) => Promise<CallAnswer>;
  /** Makes sure that a charge which has not succeeded never will. */
  readonly withdraw: (intent: ChargeIntent) => Promise<CallAnswer>;
  /** What became of an intent, by what it was marked with when it was called. */
  readonly lookUp: (intent: PaymentIntent) => Promise<LookUpAnswer>;
  readonly readPayout: (payout: string) => Promise<Result<PayoutContent>>;
  /**
   * The messages of the time since, oldest first, for when some were not delivered: stepping those again that were is
   * harmless. At most a provider's memory of them, which for Stripe is 30 days.
   */
  readonly readEvents: (since: Instant) => Promise<Result<readonly ProviderEvent[]>>;
  /**
   * Verifies and translates a message. Refuses with `webhook-signature` what the provider did not sign or signed too long
   * before `now`, with `webhook-malformed` what it signed and cannot be read, with `not-offered` where it sends none.
   */
  readonly readWebhook: (
    delivery: WebhookDelivery,
    now: Instant,
  ) => Result<readonly ProviderEvent[]>;
}
