import type { AccountFact } from "../account/fact.ts";
import { factShapes } from "../account/fact-shape.ts";
import type { Definitions, JsonSchema } from "../model/json-schema.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { EventKind } from "./event-kind.ts";

type FactKind = keyof typeof factShapes;

interface ObjectSchema {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
}

/** A fact as an event tells it: as the API answers it, without its kind and with when it became known. */
const told =
  (kind: FactKind) =>
  (definitions: Definitions): JsonSchema => {
    const schema = factShapes[kind].schema(definitions);
    // The shape of a fact is an object's.
    const { properties, required } = schema as JsonSchema & ObjectSchema;
    const { fact: _, ...fields } = properties;
    return {
      type: "object",
      properties: fields,
      required: [...required.filter((name) => name !== "fact"), "recordedAt"],
      additionalProperties: false,
    };
  };

const kindOf = (fact: FactKind, summary: string, example: object): EventKind => ({
  summary,
  schema: told(fact),
  example: { ...example, recordedAt: "2026-01-10T10:00:00Z" },
});

const spring = "SPRING26";
const customer = { id: "c-17", name: "Northwind", country: "DE" };
const ofSubscription = { customer: "c-17", subscription: "s-1" };
const ofContract = { customer: "c-17", contract: "k-1" };

/** The events that a fact is told by, each as the fact was told. */
export const factEventKinds = {
  "customer.created": kindOf("customer", "A customer was added", customer),
  "customer.amended": kindOf("customer", "What is known of a customer was replaced", {
    ...customer,
    vatNumber: "DE136695976",
  }),
  "subscription.created": kindOf("subscription", "A customer subscribed", {
    id: "s-1",
    customer: "c-17",
    plan: "team",
    cadence: "monthly",
    start: "2026-01-01",
  }),
  "subscription.changed": kindOf(
    "change",
    "A subscription has, or will have, other terms: plan, cadence, quantity, end",
    { id: "ch-1", ...ofSubscription, on: "2026-02-10", quantity: 3 },
  ),
  "subscription.cancelled": kindOf("cancel", "A subscription ended, or will end", {
    id: "ch-4",
    ...ofSubscription,
    when: "period-end",
  }),
  "subscription.paused": kindOf("pause", "A subscription rests, or will rest", {
    id: "ch-2",
    ...ofSubscription,
    on: "2026-03-01",
  }),
  "subscription.resumed": kindOf("resume", "A pause ended, or will end", {
    id: "ch-3",
    ...ofSubscription,
    on: "2026-04-01",
  }),
  "subscription.reactivated": kindOf("reactivate", "An ended subscription began again", {
    id: "ch-6",
    ...ofSubscription,
    on: "2026-05-01",
  }),
  "subscription.change_undone": kindOf("undo", "A change that did not hold yet was taken back", {
    id: "ch-5",
    ...ofSubscription,
    change: "ch-4",
  }),
  "coupon.redeemed": kindOf("coupon", "A coupon was redeemed for a subscription", {
    id: "cp-1",
    ...ofSubscription,
    code: spring,
  }),
  "licence.bought": kindOf("licence", "A customer bought a licence", {
    id: "l-1",
    customer: "c-17",
    licence: "on-premises",
    start: "2026-01-15",
  }),
  "sale.made": kindOf("sale", "A customer bought something once", {
    id: "t-1",
    customer: "c-17",
    offer: "training",
    date: "2026-01-10",
    quantity: 2,
  }),
  "sale.amended": kindOf("amendment", "A sale by milestones has other terms", {
    id: "w-1-more",
    customer: "c-17",
    sale: "w-1",
    price: "54000 USD",
  }),
  "bundle.bought": kindOf("bundle", "A customer bought a bundle", {
    id: "b-1",
    customer: "c-17",
    bundle: "start",
    start: "2026-01-10",
  }),
  "milestone.reached": kindOf("milestone", "A milestone of a project was reached", {
    id: "w-1-design",
    customer: "c-17",
    sale: "w-1",
    milestone: "Design accepted",
    on: "2026-02-10",
  }),
  "contract.signed": kindOf("contract", "A contract was signed", {
    id: "k-1",
    customer: "c-17",
    template: "enterprise",
    start: "2026-01-01",
  }),
  "contract.renewed": kindOf("contract-renewal", "A new term of a contract was agreed by hand", {
    id: "k-2",
    ...ofContract,
    netDays: 60,
  }),
  "contract.renewal_withdrawn": kindOf(
    "contract-renewal-withdrawal",
    "An agreed term was taken back before it began",
    { id: "k-3", ...ofContract },
  ),
  "contract.notice_given": kindOf("contract-notice", "A contract shall not be renewed", {
    id: "k-4",
    ...ofContract,
  }),
  "contract.notice_withdrawn": kindOf("contract-notice-withdrawal", "A notice was taken back", {
    id: "k-5",
    ...ofContract,
  }),
} as const satisfies Readonly<Record<string, EventKind>>;

/** A type of event that a fact is told by. */
export type FactEventType = keyof typeof factEventKinds;

/** Null for facts that are told by what they do to money and credits, or that change nothing which others act on. */
const typeOfFact: Readonly<Record<AccountFact["fact"], FactEventType | null>> = {
  customer: "customer.amended",
  subscription: "subscription.created",
  change: "subscription.changed",
  cancel: "subscription.cancelled",
  pause: "subscription.paused",
  resume: "subscription.resumed",
  reactivate: "subscription.reactivated",
  undo: "subscription.change_undone",
  coupon: "coupon.redeemed",
  licence: "licence.bought",
  sale: "sale.made",
  amendment: "sale.amended",
  bundle: "bundle.bought",
  milestone: "milestone.reached",
  contract: "contract.signed",
  "contract-renewal": "contract.renewed",
  "contract-renewal-withdrawal": "contract.renewal_withdrawn",
  "contract-notice": "contract.notice_given",
  "contract-notice-withdrawal": "contract.notice_withdrawn",
  "vat-check": null,
  "tax-decision": null,
  "index-value": null,
  "volume-estimate": null,
  contest: null,
  "contest-end": null,
  "payment-promise": null,
  charge: null,
  "charge-failure": null,
  "adjust-grant": null,
  "top-up-rule": null,
  uptime: null,
  "sla-claim": null,
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

/** The type of the event that a fact is told by; undefined where it is told by what it does, or not at all. */
export const eventTypeOfFact = (kind: AccountFact["fact"]): FactEventType | undefined =>
  typeOfFact[kind] ?? undefined;

/** The fact as its event tells it. `recordedAt` is UTC. */
export const factData = ({ fact: _, ...rest }: AccountFact, recordedAt: Instant): object => ({
  ...rest,
  recordedAt: formatInstant(recordedAt),
});
