import type { Account, BilledPeriod } from "./account.ts";
import type { DueGroup, DueItem } from "./due.ts";
import { type BilledUsage, billedKey } from "./usage-line.ts";

/** The account after its due group is billed: each item's source moves on, and closed usage periods are remembered. */
export function advance(account: Account, group: DueGroup, usage: readonly BilledUsage[]): Account {
  const billedItems = (kind: DueItem["kind"], state: unknown): number =>
    group.items.filter((item) => item.kind === kind && item.state === state).length;
  return {
    ...account,
    subscriptions: account.subscriptions.map((state) => {
      const usageItems = group.items.flatMap((item) =>
        item.kind === "usage" && item.state === state ? [item] : [],
      );
      const recurring = billedItems("recurring", state);
      if (recurring === 0 && usageItems.length === 0) return state;
      const nextUsage = { ...state.nextUsage };
      for (const item of usageItems) nextUsage[item.charge.id] = item.period.index + 1;
      return { ...state, nextRecurring: state.nextRecurring + recurring, nextUsage };
    }),
    licences: account.licences.map((state) => ({
      ...state,
      feeBilled: state.feeBilled || billedItems("licence", state) > 0,
      nextMaintenance: state.nextMaintenance + billedItems("maintenance", state),
    })),
    sales: account.sales.map((state) =>
      billedItems("sale", state) > 0 ? { ...state, billed: true } : state,
    ),
    billed: remember(account, group, usage),
  };
}

/** Keeps what was billed for as many closed periods as late usage may still reach, newest last. */
function remember(
  account: Account,
  group: DueGroup,
  usage: readonly BilledUsage[],
): Account["billed"] {
  const kept = new Map(
    group.items.flatMap((item) =>
      item.kind === "usage"
        ? [[billedKey(item.state.fact.id, item.charge.id), item.terms.book.latePeriods] as const]
        : [],
    ),
  );
  const billed: Record<string, readonly BilledPeriod[]> = { ...account.billed };
  for (const { key, billed: period } of usage) {
    const others = (billed[key] ?? []).filter(({ index }) => index !== period.index);
    const all = [...others, period].sort((left, right) => left.index - right.index);
    billed[key] = all.slice(Math.max(all.length - (kept.get(key) ?? 0), 0));
  }
  return billed;
}
