import { list, literal, type Shape, text } from "../model/shape.ts";
import { currency } from "../model/shape-money.ts";
import { object } from "../model/shape-object.ts";
import { date } from "../model/shape-values.ts";
import type { CustomerCredits } from "./customer-credits.ts";
import { count, decimalText, instantText, nullable } from "./report-shapes.ts";

const grantSource = object<CustomerCredits["grants"][number]["source"]>({
  kind: literal("subscription", "sla", "top-up", "contract", "command"),
  id: text,
});

/** A customer's credits as they are shown. */
export const customerCreditsShape: Shape<CustomerCredits> = object<CustomerCredits>({
  customer: text,
  currency: nullable(currency),
  balance: decimalText,
  grants: list(
    object<CustomerCredits["grants"][number]>({
      id: text,
      name: text,
      credit: nullable(text),
      kind: literal("prepaid", "promotional", "sla", "goodwill", "referral"),
      amount: decimalText,
      pricePaid: decimalText,
      remaining: decimalText,
      burned: decimalText,
      expired: decimalText,
      voided: decimalText,
      priority: count,
      appliesTo: literal("recurring", "usage", "all"),
      effectiveAt: instantText,
      expiresAt: nullable(instantText),
      source: grantSource,
    }),
  ),
  recurring: list(
    object<CustomerCredits["recurring"][number]>({
      id: text,
      name: text,
      amount: decimalText,
      every: text,
      next: instantText,
      subscription: nullable(text),
    }),
  ),
  sold: list(
    object<CustomerCredits["sold"][number]>({
      id: text,
      name: text,
      amount: decimalText,
      price: decimalText,
      date,
      invoice: nullable(text),
      source: grantSource,
    }),
  ),
  topUpRules: list(
    object<CustomerCredits["topUpRules"][number]>({
      id: text,
      credit: nullable(text),
      whenBelow: decimalText,
      amount: nullable(decimalText),
      price: nullable(decimalText),
      upTo: nullable(decimalText),
      maximumPerMonth: nullable(decimalText),
      availableFrom: nullable(literal("invoice", "payment")),
      from: instantText,
      to: nullable(instantText),
    }),
  ),
  uses: list(
    object<CustomerCredits["uses"][number]>({
      id: text,
      invoice: nullable(text),
      at: instantText,
      draws: list(
        object<CustomerCredits["uses"][number]["draws"][number]>({
          grant: text,
          line: text,
          stream: text,
          amount: decimalText,
          pricePaid: decimalText,
          returned: decimalText,
        }),
      ),
    }),
  ),
  serviceCredits: list(
    object<CustomerCredits["serviceCredits"][number]>({
      sla: text,
      report: text,
      periodStart: instantText,
      amount: decimalText,
      at: instantText,
      paidAs: literal("credits", "credit-note"),
      explanation: list(text),
    }),
  ),
});
