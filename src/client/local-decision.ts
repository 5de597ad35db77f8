import {
  add,
  compare,
  type Decimal,
  decimal,
  decimalOf,
  isPositive,
  one,
  subtract,
  zero,
} from "../money/decimal.ts";
import type { Decision, Entitlements, Feature, Quota } from "./answers.ts";

/** What is asked: so much of a meter, or a feature. */
export interface Question {
  readonly customer: string;
  readonly meter?: string;
  readonly feature?: string;
  /** Default 1; of a feature that is a limit: how many there would be. */
  readonly quantity?: string | number;
  /** Of a feature with levels: at least this one. */
  readonly level?: string;
}

/**
 * Decides a customer's questions. Undefined where only the server can tell: of a meter or feature of which it said nothing, of a meter
 * whose use is not added up, of another level than the one that is held, past a quota that is billed, and of what is no quantity.
 */
export type Decide = (question: Question) => Decision | undefined;

/**
 * Decides by entitlements that were told once, and counts what it allows, by meter. They are read here and not for each
 * question, which is then answered with a decision that stands ready.
 */
export function decideLocally(held: Entitlements): Decide {
  const { customer } = held;
  if (held.suspendedSince !== null) {
    const suspended = denied(customer, "suspended");
    return () => suspended;
  }
  const features = new Map(held.features.map((one) => [one.id, decideFeature(customer, one)]));
  const meters = new Map<string, DecideQuantity>();
  for (const { meter } of held.quotas)
    if (!meters.has(meter)) {
      const quotas = held.quotas.filter((quota) => quota.meter === meter);
      meters.set(meter, decideMeter(customer, quotas));
    }
  const notSubscribed = held.served ? undefined : denied(customer, "not-subscribed");
  return ({ meter, feature, quantity, level }) => {
    if (feature !== undefined) return features.get(feature)?.(quantity, level);
    if (notSubscribed !== undefined) return notSubscribed;
    return meter === undefined ? undefined : meters.get(meter)?.(quantity);
  };
}

type DecideQuantity = (quantity: Question["quantity"]) => Decision | undefined;
type DecideNeed = (
  quantity: Question["quantity"],
  level: Question["level"],
) => Decision | undefined;

/** A peak is not what was added to it: what more of it comes to, the server knows. */
const isAddedUp = ({ aggregation }: Quota): boolean =>
  aggregation === "count" || aggregation === "sum";

function decideMeter(customer: string, quotas: readonly Quota[]): DecideQuantity {
  if (!quotas.every(isAddedUp)) return () => undefined;
  const within = decisionOf(customer, "within-quota", { quota: quotas[0] ?? null });
  const ends = quotas.flatMap((quota) => {
    const room = roomOf(quota);
    const past =
      quota.overage === "bill" ? undefined : { ...denied(customer, "quota-exceeded"), quota };
    return room === undefined ? [] : [{ room, past }];
  });
  let taken = zero;
  // Single units that fit into every quota, and how many of them were taken: most questions are about one, and cost a count.
  let sure = 0;
  let singles = 0;
  return (quantity) => {
    if (quantity === undefined && singles < sure) {
      singles += 1;
      return within;
    }
    const asked = quantity === undefined ? one : decimalOf(quantity);
    if (!isPositive(asked)) return undefined;
    const before = add(taken, decimal(singles));
    const more = add(before, asked);
    for (const { room, past } of ends) if (compare(more, room) > 0) return past;
    taken = more;
    singles = 0;
    sure = Math.min(singlesMax, ...ends.map(({ room }) => wholeUnits(subtract(room, more))));
    return within;
  };
}

/** As many as fit a machine's smallest integers, which are counted without making new ones. */
const singlesMax = 2 ** 30;

/** How many whole units an amount has, where that is plain to see. */
const wholeUnits = ({ coefficient, scale }: Decimal): number =>
  scale === 0 && typeof coefficient === "number" ? coefficient : 0;

/** What may be used of a quota from now on, with its grace; undefined for no end of it. */
function roomOf({ allowance, used, reserved, grace }: Quota): Decimal | undefined {
  if (allowance === null) return undefined;
  const most = add(decimalOf(allowance), decimalOf(grace));
  return subtract(most, add(decimalOf(used), decimalOf(reserved)));
}

function decideFeature(customer: string, feature: Feature): DecideNeed {
  const { kind, value } = feature;
  if (value === null) {
    const notGranted = { ...denied(customer, "not-granted"), feature };
    return () => notGranted;
  }
  const granted = decisionOf(customer, "granted", { feature });
  if (kind === "level")
    return (_, level) => (level === undefined || level === value ? granted : undefined);
  if (kind !== "limit" || value === "unlimited" || value === true) return () => granted;
  const limit = decimalOf(value);
  const reached = { ...denied(customer, "limit-reached"), feature };
  return (quantity) => {
    const fits =
      quantity === undefined ? compare(limit, zero) > 0 : compare(decimalOf(quantity), limit) <= 0;
    return fits ? granted : reached;
  };
}

const decisionOf = (
  customer: string,
  reason: string,
  of: Partial<Pick<Decision, "feature" | "quota">>,
): Decision => ({ customer, allowed: true, reason, feature: null, quota: null, ...of });

const denied = (customer: string, reason: string): Decision => ({
  customer,
  allowed: false,
  reason,
  feature: null,
  quota: null,
});
