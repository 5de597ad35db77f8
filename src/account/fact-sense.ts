import { creditFactFaults } from "../credit/credit-fact-rules.ts";
import { type Fault, faultsOf } from "../fault/fault.ts";
import { parseVatNumber } from "../tax/vat-number.ts";
import type { CreditNoteFact } from "./credit-note-fact.ts";
import { countryOf } from "./customer-country.ts";
import type { AccountFact, CustomerFact, SubscriptionFact } from "./fact.ts";
import { taxDecisionFaults } from "./tax-decision-shape.ts";

/**
 * What is wrong between fields of a fact that are each sound: `country-mismatch`, `end-before-start`, `plan-or-addon`,
 * `missing-field`, `alignment-of-addon`, `payer-decides`, what a VAT number, a decision about tax and a fact about credits are
 * refused for.
 */
export function faultsTogether(fact: AccountFact): readonly Fault[] {
  return ownFaults(fact).filter((fault) => fault !== undefined);
}

function ownFaults(fact: AccountFact): readonly (Fault | undefined)[] {
  switch (fact.fact) {
    case "customer":
      return [countryFault(fact), vatNumberFault(fact), ...paidForFaults(fact)];
    case "subscription":
      return [orderFault(fact), subscribedFault(fact)];
    case "tax-decision":
      return taxDecisionFaults(fact);
    case "credit-note":
      return [wholeOrLines(fact)];
    case "grant":
    case "void-grant":
    case "adjust-grant":
    case "top-up-rule":
    case "uptime":
    case "sla-claim":
      return creditFactFaults(fact);
    default:
      return [orderFault(fact)];
  }
}

function countryFault({ country, address }: CustomerFact): Fault | undefined {
  if (country === undefined || address === undefined || country === address.country)
    return undefined;
  return {
    code: "country-mismatch",
    path: "/country",
    message: `the address is in ${address.country}`,
    value: country,
    suggestion: "leave it out: the address says it",
  };
}

/** What one account decides for all who buy in it. */
const ofThePayer = [
  "currency",
  "priceList",
  "timeZone",
  "vatNumber",
  "business",
  "taxExempt",
  "language",
  "purchaseOrder",
  "invoicesPer",
] as const;

function paidForFaults(fact: CustomerFact): readonly Fault[] {
  if (fact.payer === undefined) return [];
  return ofThePayer
    .filter((field) => fact[field] !== undefined)
    .map((field) => ({
      code: "payer-decides",
      path: `/${field}`,
      message: `another pays for this customer, and decides its ${field}`,
      value: fact[field],
      suggestion: `say it of "${fact.payer}"`,
    }));
}

/** Forms and check digits are known of some countries; a number of any other passes. */
function vatNumberFault(customer: CustomerFact): Fault | undefined {
  const { vatNumber } = customer;
  if (vatNumber === undefined) return undefined;
  const [fault] = faultsOf(parseVatNumber(vatNumber, countryOf(customer), "/vatNumber"));
  return fault?.code === "unknown-vat-prefix" ? undefined : fault;
}

/** An amount of the whole, or amounts of lines. */
function wholeOrLines({ lines, amount }: CreditNoteFact): Fault | undefined {
  if (lines === undefined || amount === undefined) return undefined;
  return {
    code: "lines-or-amount",
    path: "/amount",
    message: "an amount is of the whole invoice, so it names no lines beside",
    value: amount,
    suggestion: "give each line its amount, or leave the lines out",
  };
}

/** ISO dates compare as text. */
function orderFault(fact: AccountFact): Fault | undefined {
  if (!("start" in fact) || !("end" in fact) || fact.end === undefined || fact.end > fact.start)
    return undefined;
  const message = "the end must come after the start; it is the first day that is no longer served";
  return { code: "end-before-start", path: "/end", message, value: fact.end };
}

/** A subscription is to a plan, or to an add-on of another subscription whose periods it keeps. */
function subscribedFault({ plan, addon, of, alignment }: SubscriptionFact): Fault | undefined {
  if (plan === undefined && addon === undefined)
    return {
      code: "missing-field",
      path: "/plan",
      message: "a subscription says what it is to",
      suggestion: "give a plan, or an addon and the subscription it goes with in of",
    };
  if (plan !== undefined && (addon !== undefined || of !== undefined))
    return {
      code: "plan-or-addon",
      path: addon === undefined ? "/of" : "/addon",
      message: "a subscription is to a plan or to an add-on of another subscription, not both",
      value: addon ?? of,
      suggestion: "write two subscriptions",
    };
  if (addon !== undefined && of === undefined)
    return {
      code: "missing-field",
      path: "/of",
      message: "an add-on goes with a subscription",
      suggestion: "give the id of the subscription in of",
    };
  if (addon === undefined || alignment === undefined) return undefined;
  return {
    code: "alignment-of-addon",
    path: "/alignment",
    message: "an add-on keeps the periods of the subscription it goes with",
    value: alignment,
    suggestion: "leave alignment out",
  };
}
