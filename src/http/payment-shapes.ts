import { exchangeShape } from "../account/money-fact-shape.ts";
import { boolean, either, list, literal, type Shape, text, textThat } from "../model/shape.ts";
import { money } from "../model/shape-money.ts";
import { object, optional, record } from "../model/shape-object.ts";
import type { Money } from "../money/money.ts";
import type { ProviderMethodKind } from "../payments/provider-method.ts";
import type {
  CustomerPaymentsRequest,
  FetchMethodsRequest,
  MethodPageRequest,
} from "../services/payments/customer-payments.ts";
import type { CheckoutRequest } from "../services/payments/open-checkout.ts";
import type { ProviderRequest } from "../services/payments/provider-settings.ts";
import type { RefundRequest } from "../services/payments/refund-payment.ts";
import type { MatchRequest } from "../services/payments/settle-line.ts";
import { nullable } from "../services/report-shapes.ts";

/** Entries that a list in one of these requests has at most. */
const paymentListMost = 200;
const urlLengthMax = 2_000;

/** A list of a bounded length. */
const few = <T>(item: Shape<T>): Shape<readonly T[]> => {
  const plain = list(item);
  return {
    ...plain,
    read: (value, spot) => {
      if (!Array.isArray(value) || value.length <= paymentListMost) return plain.read(value, spot);
      spot.faults.push({
        code: "too-many-entries",
        path: spot.path,
        message: `a list here has at most ${paymentListMost} entries`,
        value: value.length,
      });
      return [];
    },
    schema: (definitions) => ({ ...plain.schema(definitions), maxItems: paymentListMost }),
  };
};

/** A page that a customer is sent to. */
const url: Shape<string> = textThat({
  fault: (given) =>
    given.length <= urlLengthMax && /^https?:\/\/[^\s]+$/.test(given) && URL.canParse(given)
      ? undefined
      : {
          code: "invalid-url",
          message: "an address begins with https:// or http://",
          suggestion: "https://example.com/paid",
        },
  standIn: "https://example.com/",
  schema: { format: "uri", maxLength: urlLengthMax },
});

const kind: Shape<ProviderMethodKind> = literal("card", "ach", "sepa-debit", "bank-transfer");

const lastOrInvoices = either<"last", readonly string[]>(
  literal("last"),
  few(text),
  (value) => !Array.isArray(value),
);

/** What is charged of the invoice in the path. */
export interface ChargeBody {
  readonly method?: string;
  readonly amount?: Money;
}

export const chargeBody: Shape<ChargeBody> = object<ChargeBody>({
  method: optional(text),
  amount: optional(money),
});

export const checkoutBody: Shape<Omit<CheckoutRequest, "invoice" | "origin">> = object<
  Omit<CheckoutRequest, "invoice" | "origin">
>({
  provider: text,
  kinds: optional(few(kind)),
  successUrl: url,
  cancelUrl: url,
});

export const refundBody: Shape<RefundRequest> = object<RefundRequest>({
  payment: text,
  amount: optional(money),
  reopen: optional(lastOrInvoices),
  reason: optional(text),
});

export const methodPageBody: Shape<Omit<MethodPageRequest, "origin">> = object<
  Omit<MethodPageRequest, "origin">
>({
  provider: text,
  kinds: optional(few(kind)),
  successUrl: url,
  cancelUrl: url,
});

export const fetchMethodsBody: Shape<FetchMethodsRequest> = object<FetchMethodsRequest>({
  provider: text,
  reference: optional(text),
});

export const customerPaymentsBody: Shape<CustomerPaymentsRequest> = object<CustomerPaymentsRequest>(
  {
    autopay: optional(nullable(literal("issue", "due"))),
    order: optional(few(text)),
  },
);

const namedTexts = {
  fault: (name: string) =>
    /^[A-Za-z][A-Za-z0-9]{0,39}$/.test(name)
      ? undefined
      : { code: "invalid-setting-name", message: "a setting's name has letters and digits" },
  schema: () => ({ pattern: "^[A-Za-z][A-Za-z0-9]{0,39}$" }),
};

export const providerBody: Shape<ProviderRequest> = object<ProviderRequest>({
  keys: optional(record(nullable(text), namedTexts)),
  options: optional(record(text, namedTexts)),
  active: optional(boolean),
});

type Application = NonNullable<MatchRequest["applications"]>[number];

export const matchBody: Shape<MatchRequest> = object<MatchRequest>({
  customer: optional(text),
  applications: optional(few(object<Application>({ invoice: text, amount: optional(money) }))),
  exchange: optional(exchangeShape),
  payment: optional(text),
});

/** Why a line of a statement is nobody's payment. */
export interface IgnoreBody {
  readonly reason: string;
}

export const ignoreBody: Shape<IgnoreBody> = object<IgnoreBody>({ reason: text });
