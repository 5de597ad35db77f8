import type { MoneyFact } from "../../account/money-fact.ts";
import type { Fault, Result } from "../../fault/fault.ts";
import type { PayoutContent } from "../../payments/payment-provider.ts";
import type { WebhookDelivery } from "../../payments/webhook-delivery.ts";
import type { LineListRequest } from "../../store/bank-lines.ts";
import type { EffectListRequest } from "../../store/payment-effects.ts";
import type { IntentListRequest } from "../../store/payment-intents.ts";
import type { PayoutListRequest } from "../../store/provider-accounts.ts";
import type { Page } from "../reports.ts";
import type { IdempotentRequest, StoredAnswer } from "../services.ts";
import type { BankLineView } from "./bank-line-view.ts";
import type { ChargeRequest } from "./charge-invoice.ts";
import type {
  CustomerPaymentsRequest,
  CustomerPaymentsView,
  FetchMethodsRequest,
  MethodPageRequest,
} from "./customer-payments.ts";
import type { StatementRequest, StatementView } from "./import-statement.ts";
import type { IntentView } from "./intent-view.ts";
import type { CheckoutRequest } from "./open-checkout.ts";
import type { Delivered } from "./provider-messages.ts";
import type { ProviderRequest, ProviderView } from "./provider-settings.ts";
import type { RefundRequest } from "./refund-payment.ts";
import type { PageAsked, ServedPageView } from "./serve-page.ts";
import type { MatchRequest } from "./settle-line.ts";
import type { PayoutRequest } from "./tell-payout.ts";

/** An intent with the refunds of it. */
export interface IntentDetail extends IntentView {
  readonly refunds: readonly IntentView[];
}

/** Something that happened to a customer's money, and whether its account has taken it. */
export interface EffectView {
  readonly id: string;
  readonly customer: string;
  /** `intent …`, `line …` or `refund`. */
  readonly source: string;
  readonly recordedAt: string;
  /** `waiting`: until invoices from before it are issued. */
  readonly state: "recorded" | "waiting" | "refused";
  /** What the account is told. */
  readonly fact: MoneyFact;
  /** Why the account refused it; empty where it did not. */
  readonly faults: readonly Fault[];
}

/** A transfer of a provider to our bank account. */
export interface PayoutView {
  readonly provider: string;
  readonly payout: string;
  readonly status: string;
  readonly amount: string;
  readonly currency: string;
  readonly at: string;
  /** What it is made of; null until the provider says so. */
  readonly content: PayoutContent | null;
}

type Once = IdempotentRequest | undefined;

/** Everything that may be asked of payments. Refusals are values; lists throw on a cursor that is not theirs. */
export interface Payments {
  readonly charge: (
    tenant: string,
    request: ChargeRequest,
    once: Once,
  ) => Promise<Result<StoredAnswer>>;
  readonly checkout: (
    tenant: string,
    request: CheckoutRequest,
    once: Once,
  ) => Promise<Result<StoredAnswer>>;
  readonly refund: (
    tenant: string,
    request: RefundRequest,
    once: Once,
  ) => Promise<Result<StoredAnswer>>;
  readonly intents: (tenant: string, request: IntentListRequest) => Promise<Page<IntentView>>;
  readonly intent: (tenant: string, id: string) => Promise<IntentDetail | undefined>;
  /** Asks the provider what became of an intent, now. */
  readonly lookUp: (tenant: string, id: string) => Promise<Result<IntentView>>;
  readonly withdraw: (tenant: string, id: string) => Promise<Result<IntentView>>;
  readonly effects: (tenant: string, request: EffectListRequest) => Promise<Page<EffectView>>;
  /** Tells an account again what it refused. */
  readonly recordAgain: (tenant: string, effect: string) => Promise<Result<EffectView>>;
  readonly customer: (
    tenant: string,
    customer: string,
  ) => Promise<CustomerPaymentsView | undefined>;
  readonly changeCustomer: (
    tenant: string,
    customer: string,
    request: CustomerPaymentsRequest,
    once: Once,
  ) => Promise<Result<StoredAnswer>>;
  readonly methodPage: (
    tenant: string,
    customer: string,
    request: MethodPageRequest,
  ) => Promise<Result<{ readonly url: string; readonly expiresAt: string | null }>>;
  /** A page that we serve for a provider without any; the tenant is the one of the address, known or not. */
  readonly servedPage: (asked: PageAsked) => Promise<Result<ServedPageView>>;
  /** Does what was chosen there, by a method's reference; answers with where the browser goes on to. */
  readonly chooseOnPage: (asked: PageAsked, reference: string) => Promise<Result<string>>;
  readonly fetchMethods: (
    tenant: string,
    customer: string,
    request: FetchMethodsRequest,
  ) => Promise<Result<CustomerPaymentsView>>;
  readonly removeMethod: (tenant: string, method: string) => Promise<Result<CustomerPaymentsView>>;
  readonly providers: (tenant: string) => Promise<readonly ProviderView[]>;
  readonly setProvider: (
    tenant: string,
    provider: string,
    request: ProviderRequest,
  ) => Promise<Result<ProviderView>>;
  readonly payouts: (tenant: string, request: PayoutListRequest) => Promise<Page<PayoutView>>;
  /** Records a transfer by hand; answers with a `PayoutTold`. */
  readonly tellPayout: (
    tenant: string,
    request: PayoutRequest,
    once: Once,
  ) => Promise<Result<StoredAnswer>>;
  readonly importStatement: (
    tenant: string,
    request: StatementRequest,
  ) => Promise<Result<StatementView>>;
  readonly lines: (tenant: string, request: LineListRequest) => Promise<Page<BankLineView>>;
  readonly matchLine: (
    tenant: string,
    line: string,
    request: MatchRequest,
    once: Once,
  ) => Promise<Result<StoredAnswer>>;
  readonly ignoreLine: (
    tenant: string,
    line: string,
    reason: string,
    once: Once,
  ) => Promise<Result<StoredAnswer>>;
  /** Takes in what a provider delivered; the tenant is the one of the address, known or not. */
  readonly deliver: (
    tenant: string,
    provider: string,
    delivery: WebhookDelivery,
  ) => Promise<Result<Delivered>>;
  /** One run of what payments do by themselves, for every tenant: what the scheduler calls. */
  readonly run: () => Promise<number>;
}
