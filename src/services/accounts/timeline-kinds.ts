import type { AccountFact } from "../../account/fact.ts";
import type { AccountMovement } from "../../account/step.ts";
import type { TimelineRequest } from "../../store/account-timeline.ts";
import type { TimelineGroup } from "./account-answers.ts";

/**
 * The group of each kind of fact. Null for what shows by what it did: money and credits by their movements, credit notes as
 * documents.
 */
const facts: Readonly<Record<AccountFact["fact"], TimelineGroup | null>> = {
  customer: "customer",
  "vat-check": "customer",
  "tax-decision": "customer",
  subscription: "subscription",
  licence: "subscription",
  sale: "subscription",
  bundle: "subscription",
  milestone: "subscription",
  amendment: "subscription",
  change: "subscription",
  cancel: "subscription",
  pause: "subscription",
  resume: "subscription",
  reactivate: "subscription",
  undo: "subscription",
  coupon: "subscription",
  contract: "subscription",
  "contract-renewal": "subscription",
  "contract-renewal-withdrawal": "subscription",
  "contract-notice": "subscription",
  "contract-notice-withdrawal": "subscription",
  "index-value": "subscription",
  "volume-estimate": "subscription",
  contest: "payment",
  "contest-end": "payment",
  "payment-promise": "payment",
  charge: "payment",
  "charge-failure": "payment",
  "adjust-grant": "credit",
  "top-up-rule": "credit",
  uptime: "credit",
  "sla-claim": "credit",
  payment: null,
  refund: null,
  "payment-return": null,
  "write-off": null,
  "write-off-reversal": null,
  recovery: null,
  dispute: null,
  "dispute-outcome": null,
  "balance-application": null,
  reassignment: null,
  "credit-note": null,
  grant: null,
  "void-grant": null,
};

/** The group of each kind of movement. What a credit note pays shows as the document. */
const movements: Readonly<Record<AccountMovement["kind"], TimelineGroup | null>> = {
  payment: "payment",
  "credit-application": "payment",
  refund: "payment",
  "payment-reversal": "payment",
  reapplication: "payment",
  "write-off": "payment",
  "write-off-reversal": "payment",
  recovery: "payment",
  "dispute-opened": "payment",
  "dispute-won": "payment",
  "dispute-lost": "payment",
  "credit-note": null,
  // The milestone shows as the fact that told it.
  delivery: null,
  // How its revenue is counted is no business of the customer's.
  allocation: null,
  "credit-grant": "credit",
  "credit-purchase": "credit",
  "credit-burn": "credit",
  "credit-release": "credit",
  // An estimate of ours moves nothing that is the customer's.
  "credit-breakage": null,
  "credit-expiry": "credit",
  "credit-void": "credit",
};

/** The group of a kind of fact that shows by itself. */
export const groupOfFact = (kind: AccountFact["fact"]): TimelineGroup => facts[kind] ?? "customer";

/** The group of a kind of movement. */
export const groupOfMovement = (kind: AccountMovement["kind"]): TimelineGroup =>
  movements[kind] ?? "document";

/** The kinds of facts that a timeline can show. */
export const factKinds = Object.keys(facts) as readonly AccountFact["fact"][];

/** The kinds of movements that a timeline can show. */
export const movementKinds = Object.keys(movements) as readonly AccountMovement["kind"][];

/** What is read for a group; everything that shows where none is asked for. */
export function kindsOf(
  group: TimelineGroup | undefined,
): Pick<TimelineRequest, "facts" | "movements" | "invoices" | "notices"> {
  const isAsked = (one: TimelineGroup | null): boolean =>
    one !== null && (group === undefined || one === group);
  return {
    facts: factKinds.filter((kind) => isAsked(facts[kind])),
    movements: movementKinds.filter((kind) => isAsked(movements[kind])),
    invoices: isAsked("document"),
    notices: isAsked("dunning"),
  };
}
