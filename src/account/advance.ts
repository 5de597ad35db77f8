import type { Account, BilledPeriod, LicenceState, SubscriptionState } from "./account.ts";
import type { DueItem } from "./due.ts";
import type { BilledUsage } from "./usage-line.ts";

/** The account after its due items are billed: each item's source moves on, and closed usage periods are remembered. */
export function advance(
  account: Account,
  items: readonly DueItem[],
  usage: readonly BilledUsage[],
): Account {
  const itemsOf = byState(items);
  const usageOf = byState(usage);
  return {
    customer: account.customer,
    subscriptions: account.subscriptions.map((state) =>
      nextSubscription(state, itemsOf.get(state) ?? [], usageOf.get(state) ?? []),
    ),
    licences: account.licences.map((state) => nextLicence(state, itemsOf.get(state) ?? [])),
    sales: account.sales.map((state) => (itemsOf.has(state) ? { ...state, billed: true } : state)),
    issued: account.issued,
    lastIssued: account.lastIssued,
  };
}

function byState<T extends { readonly state: DueItem["state"] }>(
  all: readonly T[],
): ReadonlyMap<DueItem["state"], readonly T[]> {
  const groups = new Map<DueItem["state"], T[]>();
  for (const one of all) {
    const group = groups.get(one.state);
    if (group === undefined) groups.set(one.state, [one]);
    else group.push(one);
  }
  return groups;
}

function nextSubscription(
  state: SubscriptionState,
  items: readonly DueItem[],
  usage: readonly BilledUsage[],
): SubscriptionState {
  if (items.length === 0) return state;
  let { nextRecurring } = state;
  const nextUsage = { ...state.nextUsage };
  for (const item of items) {
    if (item.kind === "recurring") nextRecurring += 1;
    else if (item.kind === "usage") nextUsage[item.charge.id] = item.period.index + 1;
  }
  const billed = { ...state.billed };
  for (const { charge, billed: period } of usage)
    billed[charge.id] = remember(billed[charge.id] ?? [], period, charge.latePeriods);
  return { ...state, nextRecurring, nextUsage, billed };
}

/** Keeps what was billed for as many closed periods as late usage may still reach, newest last. */
function remember(
  before: readonly BilledPeriod[],
  period: BilledPeriod,
  kept: number,
): readonly BilledPeriod[] {
  const all = before.filter(({ index }) => index !== period.index);
  const place = all.findLastIndex(({ index }) => index < period.index) + 1;
  all.splice(place, 0, period);
  return all.length > kept ? all.slice(all.length - kept) : all;
}

function nextLicence(state: LicenceState, items: readonly DueItem[]): LicenceState {
  if (items.length === 0) return state;
  let { feeBilled, nextMaintenance } = state;
  for (const item of items) {
    if (item.kind === "licence") feeBilled = true;
    else if (item.kind === "maintenance") nextMaintenance += 1;
  }
  return { ...state, feeBilled, nextMaintenance };
}
