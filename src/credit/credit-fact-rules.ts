import type { Fault } from "../fault/fault.ts";
import { compare, decimalOf, isZero } from "../money/decimal.ts";
import { moneyValue } from "../money/money.ts";
import { shareOf } from "../money/percent.ts";
import { quantityText } from "../money/quantity.ts";
import type {
  AdjustGrantFact,
  CreditFact,
  GrantFact,
  SlaClaimFact,
  TopUpRuleFact,
  UptimeFact,
} from "./credit-fact.ts";

/** What the fields of a fact about credits must be to each other. The fact has the shape of its kind. */
export function creditFactFaults(fact: CreditFact): readonly Fault[] {
  switch (fact.fact) {
    case "grant":
      return grantFaults(fact);
    case "void-grant":
      return [];
    case "adjust-grant":
      return adjustFaults(fact);
    case "top-up-rule":
      return topUpFaults(fact);
    case "uptime":
      return [...periodFaults(fact), ...measureFaults(fact)];
    case "sla-claim":
      return periodFaults(fact);
  }
}

/** Exactly one of some fields is there. */
function oneOf<T extends object>(fact: T, fields: readonly (keyof T & string)[]): readonly Fault[] {
  const given = fields.filter((field) => fact[field] !== undefined);
  if (given.length === 1) return [];
  const [, second] = given;
  return [
    {
      code: "names-not-one",
      path: second === undefined ? "" : `/${second}`,
      message: `a fact of this kind has exactly one of ${fields.join(" and ")}`,
    },
  ];
}

/** Days compare as text. */
function inOrder(from: string, to: string | undefined, field: string): readonly Fault[] {
  if (to === undefined || to > from) return [];
  const message = `${field} must come after the first day`;
  return [{ code: "end-before-start", path: `/${field}`, message, value: to }];
}

function grantFaults(fact: GrantFact): readonly Fault[] {
  const { credit, amount, every, date } = fact;
  const faults = [
    ...oneOf(fact, ["credit", "kind"]),
    ...inOrder(date, fact.expires, "expires"),
    ...inOrder(date, fact.until, "until"),
  ];
  if (credit === undefined && amount === undefined)
    faults.push({
      code: "amount-missing",
      path: "/amount",
      message: "credits of no book say what they are worth",
      suggestion: 'write amount: "100 USD"',
    });
  const expiries = (["expires", "expiresAfterMonths", "expiresWithPeriod"] as const).filter(
    (field) => fact[field] !== undefined && fact[field] !== false,
  );
  const [, second] = expiries;
  if (second !== undefined)
    faults.push({
      code: "two-expiries",
      path: `/${second}`,
      message: "credits have one expiry",
      suggestion: `leave out ${second}`,
    });
  if (every !== undefined && fact.expires !== undefined)
    faults.push({
      code: "two-expiries",
      path: "/expires",
      message: "credits that are given again do not all expire on one day",
      suggestion: "write expiresAfterMonths or expiresWithPeriod",
    });
  return faults;
}

function adjustFaults(fact: AdjustGrantFact): readonly Fault[] {
  if (fact.add !== undefined && fact.remove !== undefined) return oneOf(fact, ["add", "remove"]);
  const changes = [fact.add, fact.remove, fact.expires, fact.priority];
  if (changes.some((change) => change !== undefined)) return [];
  const message = "this changes neither amount nor expiry nor priority";
  return [{ code: "adjusts-nothing", path: "", message }];
}

function topUpFaults(fact: TopUpRuleFact): readonly Fault[] {
  const faults = [...oneOf(fact, ["amount", "upTo"]), ...inOrder(fact.date, fact.end, "end")];
  const { price, amount, whenBelow } = fact;
  const zeros = (["whenBelow", "amount", "upTo", "price", "maximumPerMonth"] as const).filter(
    (field) => {
      const value = fact[field];
      if (value === undefined) return false;
      return isZero(
        value.endsWith("%")
          ? shareOf(value as `${number}%`)
          : moneyValue(value as typeof whenBelow),
      );
    },
  );
  for (const field of zeros)
    faults.push({
      code: "amount-not-positive",
      path: `/${field}`,
      message: "this amount is above zero",
      value: fact[field],
    });
  if (price !== undefined && !price.endsWith("%") && amount === undefined)
    faults.push({
      code: "price-without-amount",
      path: "/price",
      message: "only a pack has a price; filling up has a part of what it is worth",
      value: price,
      suggestion: 'write price: "80%"',
    });
  return faults;
}

const twoPeriods = (field: "from" | "to"): Fault => ({
  code: "names-not-one",
  path: `/${field}`,
  message: "the period is a month, or from one day to another, not both",
});

function periodFaults(fact: UptimeFact | SlaClaimFact): readonly Fault[] {
  const { month, from, to } = fact;
  if (month !== undefined)
    return (["from", "to"] as const).filter((field) => fact[field] !== undefined).map(twoPeriods);
  if (from !== undefined && to !== undefined) return inOrder(from, to, "to");
  const message = "the period is a month, or its first day and the day after its last";
  return [{ code: "period-missing", path: "", message, suggestion: 'write month: "2026-01"' }];
}

function measureFaults(fact: UptimeFact): readonly Fault[] {
  const { uptime, downtimeMinutes, excludedMinutes } = fact;
  const one = oneOf(fact, ["uptime", "downtimeMinutes"]);
  if (one.length > 0 || excludedMinutes === undefined) return one;
  const path = "/excludedMinutes";
  if (uptime !== undefined) {
    const message = "an uptime that is stated has its exclusions in it";
    return [{ code: "excluded-above-downtime", path, message, value: excludedMinutes }];
  }
  const down = decimalOf(quantityText(downtimeMinutes ?? 0));
  if (compare(decimalOf(quantityText(excludedMinutes)), down) <= 0) return [];
  const message = "excluded time is at most as long as the downtime";
  return [{ code: "excluded-above-downtime", path, message, value: excludedMinutes }];
}
