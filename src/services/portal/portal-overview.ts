import type { PortalAct } from "../../access/portal-acts.ts";
import type { QuotaView } from "../../entitlement/told-entitlements.ts";
import { compare, decimalOf, format, multiply, zero } from "../../money/decimal.ts";
import { divide } from "../../money/rounding.ts";
import { formatInstant } from "../../time/instant.ts";
import type { AlertView } from "../entitlements/alert-views.ts";
import type { BookParts } from "../report-parts.ts";
import type { CustomerDetail } from "../reports.ts";
import type { Services } from "../services.ts";
import type { SubscriptionSummary } from "../subscription-answers.ts";
import { type HeldPlan, heldPlans } from "./held-plans.ts";
import { boughtUnderContract, isAgreed, isOwnChange } from "./own-decisions.ts";
import type { PortalGuest } from "./portal-guest.ts";

/** A plan as its customer sees it. Days are local days of the account's zone. */
export interface PortalPlan {
  readonly subscription: string;
  readonly plan: string;
  readonly planName: string;
  /** The subscription that an add-on goes with; null for a plan. */
  readonly of: string | null;
  readonly cadence: string | null;
  readonly quantity: string;
  /**
   * What it costs each period by the version, price list and agreed prices that it was bought with, before discounts, in words of a price list;
   * null where it has no such price, or a bundle or contract says it another way.
   */
  readonly price: string | null;
  readonly standing: SubscriptionSummary["standing"];
  readonly start: string;
  readonly end: string | null;
  readonly pausedOn: string | null;
  readonly resumesOn: string | null;
  readonly renewsOn: string | null;
  readonly trialUntil: string | null;
  readonly changesOn: string | null;
  readonly paidUntil: string | null;
  /** Whether the caller may change it by themselves today, and end it. */
  readonly mayChange: boolean;
  readonly mayCancel: boolean;
  /** What is known to come. */
  readonly changes: readonly {
    readonly id: string;
    readonly kind: string;
    readonly day: string;
    readonly planName: string | null;
    /** Whether the caller may take it back: it was made in the portal. */
    readonly undoable: boolean;
  }[];
}

/** A quota as its customer sees it. */
export interface PortalQuota
  extends Pick<
    QuotaView,
    "id" | "meter" | "unit" | "used" | "allowance" | "overage" | "from" | "to" | "resetsAt"
  > {
  readonly meterName: string;
  /** Of the allowance, a whole number; null where it has no end. */
  readonly percent: string | null;
}

/** The first page of a portal. Amounts have all digits of the minor unit. */
export interface PortalOverview {
  readonly at: string;
  readonly currency: string | null;
  readonly plans: readonly PortalPlan[];
  readonly nextInvoice: {
    readonly issuedAt: string;
    readonly total: string;
    readonly currency: string;
  } | null;
  readonly quotas: readonly PortalQuota[];
  /** What the open periods come to, with tax; null where another pays, or billing waits for somebody. */
  readonly cost: {
    readonly soFar: string;
    readonly projected: string;
    readonly currency: string;
    /** The open periods together; null where no usage is open. */
    readonly from: string | null;
    readonly to: string | null;
    readonly issuedAt: string | null;
  } | null;
  readonly owing: {
    readonly owed: string;
    readonly overdue: string;
    readonly balance: string;
    readonly currency: string;
  } | null;
  readonly suspendedSince: string | null;
  /** The latest that the customer is meant to be told. */
  readonly alerts: readonly AlertView[];
}

/** What the overview is put together from: the same answers as `/v1` gives, none of them asked for each subscription. */
export interface OverviewParts
  extends BookParts,
    Pick<Services, "accounts" | "entitlements" | "quotaAlerts"> {
  readonly reports: Pick<Services["reports"], "customer" | "meters" | "runningCost" | "preview">;
}

const alertsShown = 5;

/** Of the plans that are over, those that ended last. */
const endedShown = 5;

/** The first page of a portal, as far as the caller may see it. */
export async function portalOverview(
  parts: OverviewParts,
  guest: PortalGuest,
  customer: CustomerDetail,
): Promise<PortalOverview> {
  const { reports, accounts, entitlements, quotaAlerts } = parts;
  const { tenant, acts } = guest;
  const { id } = customer;
  const seen = <T>(act: PortalAct, look: () => Promise<T>): Promise<T | undefined> =>
    acts.has(act) ? look() : Promise.resolve(undefined);
  const subscriptions = shownPlans(customer.subscriptions);
  const shown = new Set(subscriptions.map((one) => one.id));
  const [plans, signed, meters, held, cost, preview, owing, alerts] = await Promise.all([
    heldPlans(parts, tenant, id, shown),
    boughtUnderContract(accounts, guest),
    reports.meters(tenant),
    seen("usage.read", () => entitlements.ofCustomer(tenant, id)),
    seen("cost.read", () => reports.runningCost(tenant, id)),
    seen("cost.read", () => reports.preview(tenant, { customer: id, facts: [] })),
    seen("invoices.read", () => accounts.receivables(tenant, id)),
    seen("alerts.read", () =>
      quotaAlerts.list(tenant, { customer: id, audience: "customer", limit: alertsShown }),
    ),
  ]);
  const names = new Map(meters.map((meter) => [meter.id, meter.name]));
  const [next] = preview?.ok === true ? preview.value.without : [];
  const known = held?.ok === true ? held.value : undefined;
  return {
    at: known?.at ?? formatInstant(parts.clock.now(tenant)),
    currency: customer.currency,
    plans: subscriptions.map((one) => planOf(one, plans.get(one.id), { acts, signed })),
    nextInvoice:
      next === undefined
        ? null
        : { issuedAt: next.issuedAt, total: next.total, currency: next.currency },
    quotas: (known?.quotas ?? []).map((quota) => quotaOf(quota, names)),
    cost: cost?.ok === true ? costOf(cost.value) : null,
    owing:
      owing === undefined || owing.currency === null
        ? null
        : {
            owed: owing.owed,
            overdue: owing.overdue,
            balance: owing.balance,
            currency: owing.currency,
          },
    suspendedSince: known?.suspendedSince ?? null,
    alerts: alerts?.items ?? [],
  };
}

/** All subscriptions that are not over, and the few of the others that ended last, in the order in which they are given. */
export function shownPlans<Held extends Pick<SubscriptionSummary, "standing" | "end">>(
  all: readonly Held[],
): readonly Held[] {
  const over = all
    .filter(({ standing }) => standing === "ended")
    .sort((one, other) => {
      const [left, right] = [one.end ?? "", other.end ?? ""];
      return left < right ? 1 : -Number(left > right);
    });
  const left = new Set(over.slice(endedShown));
  return all.filter((one) => !left.has(one));
}

/** What a plan is shown with. */
interface PlanSurroundings {
  readonly acts: PortalGuest["acts"];
  /** Ids of what was bought under contracts. */
  readonly signed: ReadonlySet<string>;
}

function planOf(
  summary: SubscriptionSummary,
  detail: HeldPlan | undefined,
  { acts, signed }: PlanSurroundings,
): PortalPlan {
  const { id, ...shown } = summary;
  const isOpen = detail !== undefined && !isAgreed(detail, signed);
  const may = (kind: "change" | "cancel"): boolean => isOpen && detail.changeable.includes(kind);
  return {
    subscription: id,
    ...shown,
    cadence: detail?.cadence ?? shown.cadence,
    price: detail?.price ?? null,
    paidUntil: detail?.paidUntil ?? null,
    mayChange: acts.has("plans.change") && may("change"),
    mayCancel: acts.has("plans.cancel") && may("cancel"),
    changes: (detail?.changes ?? [])
      .filter(({ state }) => state === "to-come")
      .map((change) => ({
        id: change.id,
        kind: change.kind,
        day: change.day,
        planName: change.terms.planName,
        undoable:
          isOwnChange(change) &&
          acts.has(change.kind === "cancel" ? "plans.cancel" : "plans.change"),
      })),
  };
}

function quotaOf(quota: QuotaView, names: ReadonlyMap<string, string>): PortalQuota {
  const { id, meter, unit, used, allowance, overage, from, to, resetsAt } = quota;
  return {
    ...{ id, meter, unit, used, allowance, overage, from, to, resetsAt },
    meterName: names.get(meter) ?? meter,
    percent: allowance === null ? null : percentOf(used, allowance),
  };
}

/** So many whole hundredths, rounded down: 100 is all of it. */
function percentOf(used: string, allowance: string): string {
  const all = decimalOf(allowance);
  if (compare(all, zero) <= 0) return "100";
  return format(divide(multiply(decimalOf(used), decimalOf("100")), all, 0, "down"));
}

function costOf(cost: {
  readonly currency: string;
  readonly issuedAt: string | null;
  readonly soFar: { readonly total: string };
  readonly projected: { readonly total: string };
  readonly lines: readonly {
    readonly period: { readonly from: string; readonly to: string } | null;
  }[];
}): NonNullable<PortalOverview["cost"]> {
  const periods = cost.lines.flatMap(({ period }) => (period === null ? [] : [period]));
  const from = periods.map((period) => period.from).sort()[0] ?? null;
  const to =
    periods
      .map((period) => period.to)
      .sort()
      .at(-1) ?? null;
  return {
    soFar: cost.soFar.total,
    projected: cost.projected.total,
    currency: cost.currency,
    ...{ from, to, issuedAt: cost.issuedAt },
  };
}
