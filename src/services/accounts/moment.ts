import type { TermsChange } from "../../account/change-fact.ts";
import type { DunningNotice } from "../../account/dun-account.ts";
import type { AccountFact, TaxDecisionFact } from "../../account/fact.ts";
import type { AccountMovement } from "../../account/step.ts";
import { subscribedName } from "../../account/subscribed.ts";
import type { Model } from "../../model/model.ts";
import { decimalOf, sum } from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";
import { quantityText } from "../../money/quantity.ts";
import type { TimelineRow } from "../../store/account-timeline.ts";
import { formatInstant } from "../../time/instant.ts";
import type { TenantModels } from "../model-library.ts";
import { newest } from "../report-parts.ts";
import type { TimelineGroup, TimelineMoment } from "./account-answers.ts";
import { groupOfFact, groupOfMovement } from "./timeline-kinds.ts";

/** A moment whose invoice is not looked up yet. */
export interface MomentDraft extends Partial<Omit<TimelineMoment, "invoice">> {
  readonly id: string;
  readonly at: string;
  readonly group: TimelineGroup;
  readonly kind: TimelineMoment["kind"];
  readonly invoiceId?: string | undefined;
  readonly number?: string | undefined;
}

/** What moments do not say of themselves. */
export interface MomentContext {
  /** What notices are in. */
  readonly currency: string | null;
  /** What grants are called, by id. */
  readonly grantNames: ReadonlyMap<string, string>;
}

/** A stored row as a moment. */
export function momentOf(
  row: TimelineRow,
  models: TenantModels | undefined,
  { currency, grantNames }: MomentContext,
): MomentDraft {
  const head = { id: row.key.replaceAll("\n", " "), at: formatInstant(row.at) };
  switch (row.source) {
    case "fact":
      return { ...head, ...factMoment(JSON.parse(row.body) as AccountFact, models) };
    case "invoice":
      return { ...head, ...documentMoment(row) };
    case "movement":
      return { ...head, ...movementMoment(JSON.parse(row.body) as AccountMovement, grantNames) };
    case "notice":
      return { ...head, ...noticeMoment(JSON.parse(row.body) as DunningNotice), currency };
  }
}

type Told = Omit<MomentDraft, "id" | "at">;

function documentMoment({ kind, body }: TimelineRow): Told {
  const { id, number, total, currency } = JSON.parse(body) as Record<
    "id" | "number" | "total" | "currency",
    string
  >;
  return {
    group: "document",
    kind: kind === "credit-note" ? "credit-note" : "invoice",
    invoiceId: id,
    number,
    amount: total,
    currency,
  };
}

function movementMoment(moved: AccountMovement, grantNames: ReadonlyMap<string, string>): Told {
  const { kind, currency } = moved;
  const name = "grant" in moved ? (grantNames.get(moved.grant) ?? null) : null;
  const told = { group: groupOfMovement(kind), kind, currency, name };
  switch (moved.kind) {
    case "payment":
      return {
        ...told,
        amount: moved.amount,
        invoiceId: moved.appliedTo[0]?.invoice,
        about: moved.id,
      };
    case "credit-application":
    case "write-off":
    case "write-off-reversal":
      return { ...told, amount: moved.amount, invoiceId: moved.invoice };
    case "credit-burn":
    case "credit-release":
      return {
        ...told,
        about: moved.grant,
        amount: minorText(sum(moved.draws.map(({ amount }) => decimalOf(amount))), currency),
        invoiceId: moved.against.invoice ?? moved.against.creditNote,
      };
    case "credit-grant":
    case "credit-expiry":
      return { ...told, about: moved.grant, amount: moved.worth };
    case "credit-void":
      return { ...told, about: moved.grant, amount: moved.worth, note: moved.reason };
    case "credit-purchase":
      return { ...told, about: moved.grant, amount: moved.amount };
    case "payment-reversal":
      return { ...told, about: moved.payment, amount: moved.amount, note: moved.reason ?? null };
    case "refund":
    case "dispute-opened":
      return { ...told, about: moved.payment, amount: moved.amount };
    case "credit-note":
      return { ...told, amount: moved.total };
    case "reapplication":
    case "delivery":
      return { ...told, about: moved.id };
    case "allocation":
      return { ...told, about: moved.line, amount: moved.amount, invoiceId: moved.invoice };
    default:
      return { ...told, about: moved.id, amount: moved.amount };
  }
}

const noticeMoment = ({ action, total, invoices, template }: DunningNotice): Told => ({
  group: "dunning",
  kind: action,
  amount: total,
  invoiceId: invoices[0]?.invoice,
  note: template ?? null,
});

const taxWords = ({ tax: { name, rate, jurisdiction } }: TaxDecisionFact): string =>
  `${name} ${rate}% ${jurisdiction}`;

/** What a fact says of itself; facts whose movement is shown are not among them. */
function factMoment(fact: AccountFact, models: TenantModels | undefined): Told {
  const told = { group: groupOfFact(fact.fact), kind: fact.fact } as const;
  const named = (look: (model: Model) => string | undefined): string | null =>
    newest(models, look) ?? null;
  switch (fact.fact) {
    case "customer":
      return { ...told, name: fact.name };
    case "vat-check":
      return { ...told, about: fact.number, note: fact.valid ? "valid" : "not valid" };
    case "tax-decision":
      return { ...told, about: fact.category, on: fact.from, note: taxWords(fact) };
    case "subscription":
      return {
        ...told,
        about: fact.id,
        on: fact.start,
        name: named((model) => subscribedName(model, fact)) ?? fact.plan ?? fact.addon ?? null,
        note: fact.quantity === undefined ? null : `quantity ${quantityText(fact.quantity)}`,
      };
    case "licence":
      return {
        ...told,
        about: fact.id,
        on: fact.start,
        name: named((model) => model.licences?.[fact.licence]?.name) ?? fact.licence,
      };
    case "contract":
      return {
        ...told,
        about: fact.id,
        on: fact.start,
        name: `${named((model) => model.contracts?.[fact.template]?.name) ?? fact.template} ${fact.number ?? fact.id}`,
      };
    case "contract-renewal":
    case "contract-renewal-withdrawal":
    case "contract-notice":
    case "contract-notice-withdrawal":
      return { ...told, about: fact.contract };
    case "index-value":
      return { ...told, about: fact.contract, on: fact.day, note: quantityText(fact.value) };
    case "amendment":
      return { ...told, about: fact.sale, on: fact.on ?? null, note: fact.price };
    case "milestone":
      return { ...told, about: fact.sale, on: fact.on ?? null, name: fact.milestone };
    case "sale":
      return {
        ...told,
        about: fact.id,
        on: fact.date,
        name: named((model) => model.offers?.[fact.offer]?.name) ?? fact.offer,
      };
    case "bundle":
      return {
        ...told,
        about: fact.id,
        on: fact.start,
        name: named((model) => model.bundles?.[fact.bundle]?.name) ?? fact.bundle,
      };
    case "change":
      return {
        ...told,
        about: fact.subscription,
        on: fact.on ?? null,
        name:
          fact.plan === undefined
            ? null
            : (named((model) => model.plans[fact.plan ?? ""]?.name) ?? fact.plan),
        note: newTerms(fact),
      };
    case "coupon":
      return { ...told, about: fact.subscription, on: fact.on ?? null, note: fact.code };
    case "undo":
      return { ...told, about: fact.subscription, note: fact.change };
    case "cancel":
    case "pause":
    case "resume":
    case "reactivate":
      return { ...told, about: fact.subscription, on: fact.on ?? null };
    case "contest":
    case "contest-end":
    case "charge":
      return { ...told, invoiceId: fact.invoice };
    case "payment-promise":
      return { ...told, invoiceId: fact.invoice, on: fact.until };
    case "charge-failure":
      return { ...told, about: fact.charge };
    case "adjust-grant":
      return { ...told, about: fact.grant, note: fact.reason };
    case "sla-claim":
      return { ...told, about: fact.sla };
    default:
      return { ...told, about: "id" in fact ? fact.id : null };
  }
}

/** The cadence and the quantity that a change names. */
export function newTerms({ cadence, quantity }: TermsChange): string | null {
  const units = quantity === undefined ? undefined : `quantity ${quantityText(quantity)}`;
  const named = [cadence, units].filter((one) => one !== undefined);
  return named.length === 0 ? null : named.join(", ");
}
