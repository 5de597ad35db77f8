import { type Fault, ok, pathTo, type Result, refuse } from "../../fault/fault.ts";
import {
  add,
  type Decimal,
  format,
  isNegative,
  isPositive,
  max,
  min,
  multiply,
  one,
  subtract,
  zero,
} from "../../money/decimal.ts";
import { divide, round } from "../../money/rounding.ts";
import { allocateOver, unknownObligation } from "../../pricing/allocate-price.ts";
import { type Pattern, sharesInPrice } from "./contract.ts";
import { book, type Cause, type Fold, passTime, settle } from "./fold.ts";
import { modifyProspectively, modifyWithCatchUp } from "./modify.ts";
import { earned, type Track } from "./obligation-track.ts";
import { estimatePrice } from "./price-layer.ts";
import type { FactBody, RecognitionFact } from "./recognition-fact.ts";

/**
 * Counts one fact. Refuses with `unknown-obligation`, `unknown-component`, `unknown-milestone`, `obligation-ended`,
 * `fact-not-of-pattern`, `billing-without-price`, `amount-out-of-range`; the fold is then of no more use.
 */
export function applyFact(fold: Fold, fact: RecognitionFact): Result<null> {
  const cause: Cause = { day: fact.day, fact: fact.id };
  const path = pathTo("", "facts", fact.id);
  switch (fact.kind) {
    case "billed":
      return bill(fold, fact, cause, path);
    case "modified":
      if (fact.treatment === "prospective") return modifyProspectively(fold, fact, cause, path);
      return modifyWithCatchUp(fold, fact, cause, path);
    case "exercised":
      return modifyProspectively(
        fold,
        { price: fact.price, replaces: [fact.option], remaining: fact.obligations },
        cause,
        path,
      );
    case "price-estimated":
      for (const track of fold.tracks.values()) passTime(fold, track, fact.day);
      return estimatePrice(fold, fact.component, fact.amount, cause, path);
    case "terminated":
      return terminate(fold, fact.entitled ?? {}, cause, path);
    default:
      return perform(fold, fact, cause, path);
  }
}

type Performance = Exclude<
  FactBody,
  { kind: "billed" | "modified" | "exercised" | "price-estimated" | "terminated" }
>;

/** The patterns that a fact can be of. */
const patternsOf: Readonly<Record<Performance["kind"], readonly Pattern["kind"][]>> = {
  transferred: ["point-in-time", "output", "unit-price"],
  measured: ["input"],
  reached: ["milestones"],
  redeemed: ["redemption"],
  "redemption-estimated": ["redemption"],
  expired: ["redemption", "option"],
  used: ["usage"],
  "unit-price-estimated": ["unit-price"],
  conceded: [
    "ratable",
    "point-in-time",
    "output",
    "input",
    "milestones",
    "redemption",
    "option",
    "as-invoiced",
    "usage",
    "unit-price",
  ],
};

function perform(fold: Fold, fact: Performance, cause: Cause, path: string): Result<null> {
  const track = fold.tracks.get(fact.obligation);
  if (track === undefined) return refuse(unknownObligation(fact.obligation, path));
  if (!track.open && fact.kind !== "conceded") return refuse(ended(fact.obligation, path));
  if (!patternsOf[fact.kind].includes(track.pattern.kind))
    return refuse(notOfPattern(fact, track, path));
  passTime(fold, track, cause.day);
  switch (fact.kind) {
    case "transferred": {
      const quantity = fact.quantity ?? one;
      if (isNegative(quantity) && track.pattern.kind !== "unit-price")
        return refuse(outOfRange(quantity, path));
      track.done = add(track.done, quantity);
      break;
    }
    case "measured":
      if (isNegative(fact.done) || !isPositive(fact.total))
        return refuse(outOfRange(fact.total, path));
      track.done = fact.done;
      track.total = fact.total;
      break;
    case "reached": {
      if (track.pattern.kind !== "milestones") break;
      const milestone = track.pattern.milestones.find(({ name }) => name === fact.milestone);
      if (milestone === undefined) return refuse(unknownMilestone(fact.milestone, path));
      if (track.reached.includes(milestone.name)) break;
      track.reached.push(milestone.name);
      track.done = add(track.done, milestone.share);
      break;
    }
    case "redeemed":
      if (isNegative(fact.quantity)) return refuse(outOfRange(fact.quantity, path));
      return redeem(fold, track, fact.quantity, cause);
    case "redemption-estimated":
      if (!isPositive(fact.expected)) return refuse(outOfRange(fact.expected, path));
      track.total = fact.expected;
      settle(fold, track, "catch-up", cause);
      return ok(null);
    case "expired":
      track.done = track.total;
      settle(fold, track, "breakage", cause);
      return ok(null);
    case "used":
      track.done = add(track.done, fact.amount);
      break;
    case "unit-price-estimated":
      if (track.pattern.kind !== "unit-price") break;
      track.pattern = { ...track.pattern, unitPrice: fact.unitPrice };
      settle(fold, track, "catch-up", cause);
      return ok(null);
    case "conceded":
      track.settled = subtract(track.settled, fact.amount);
      settle(fold, track, "catch-up", cause);
      return ok(null);
  }
  settle(fold, track, "recognised", cause);
  return ok(null);
}

/** Of what a redemption earns, its part of the price at face is performance, and the rest breakage. */
function redeem(fold: Fold, track: Track, quantity: Decimal, cause: Cause): Result<null> {
  track.done = add(track.done, quantity);
  const all = subtract(earned(track, cause.day, cause.day, fold.scale), track.recognised);
  const issued = track.pattern.kind === "redemption" ? track.pattern.issued : track.total;
  const face = divide(multiply(track.allocated, quantity), issued, fold.scale);
  const performance = max(zero, min(face, all));
  book(fold, track, "recognised", performance, cause);
  book(fold, track, "breakage", subtract(all, performance), cause);
  return ok(null);
}

function bill(
  fold: Fold,
  fact: Extract<FactBody, { kind: "billed" }>,
  cause: Cause,
  path: string,
): Result<null> {
  if (fact.obligation !== undefined) {
    const track = fold.tracks.get(fact.obligation);
    if (track === undefined) return refuse(unknownObligation(fact.obligation, path));
    if (track.successors.length === 0) return ok(billOne(fold, track, fact.amount, cause));
  }
  const named = fact.obligation === undefined ? undefined : successorsOf(fold, fact.obligation);
  const standing = [...fold.tracks.values()]
    .filter((track) => track.successors.length === 0 && sharesInPrice(track.pattern))
    .filter((track) => named?.has(track.id) ?? true);
  if (standing.length === 0) return refuse(withoutPrice(path));
  const prices = standing.map((track) => max(zero, add(track.settled, track.allocated)));
  // Obligations that are all free share evenly.
  const even = !prices.some(isPositive);
  const weights = new Map(
    standing.map((track, index) => [track.id, even ? one : (prices[index] ?? zero)] as const),
  );
  for (const [id, part] of allocateOver(fact.amount, weights, fold.scale)) {
    const track = fold.tracks.get(id);
    if (track !== undefined) billOne(fold, track, part, cause);
  }
  return ok(null);
}

/** The obligations that stand, at the end of every modification since, for one that was dropped. */
function successorsOf(fold: Fold, id: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const next = fold.tracks.get(name)?.successors ?? [];
    if (next.length === 0) found.add(name);
    for (const successor of next) visit(successor);
  };
  visit(id);
  return found;
}

/** Where there is a right to invoice what was transferred, invoicing it is what recognises it. */
function billOne(fold: Fold, track: Track, amount: Decimal, cause: Cause): null {
  book(fold, track, "billed", amount, cause);
  if (track.pattern.kind === "as-invoiced" && track.open) {
    track.done = add(track.done, amount);
    book(fold, track, "recognised", amount, cause);
  }
  return null;
}

function terminate(
  fold: Fold,
  entitled: Readonly<Record<string, Decimal>>,
  cause: Cause,
  path: string,
): Result<null> {
  for (const id of Object.keys(entitled))
    if (fold.tracks.get(id)?.open !== true)
      return refuse(unknownObligation(id, pathTo(path, "entitled", id)));
  for (const track of fold.tracks.values()) {
    const stated = Object.hasOwn(entitled, track.id) ? entitled[track.id] : undefined;
    // Use up to the end is still to be billed after it.
    if (!track.open || (stated === undefined && !sharesInPrice(track.pattern))) continue;
    passTime(fold, track, cause.day);
    const kept = round(stated ?? track.recognised, fold.scale);
    book(fold, track, "termination", subtract(kept, track.recognised), cause);
    track.settled = kept;
    track.open = false;
  }
  return ok(null);
}

const ended = (id: string, path: string): Fault => ({
  code: "obligation-ended",
  path,
  message: "the obligation had ended by a modification or termination when this happened",
  value: id,
  suggestion: "date it before the end, or name the obligation that took its place",
});

const notOfPattern = (fact: Performance, track: Track, path: string): Fault => ({
  code: "fact-not-of-pattern",
  path,
  message: `"${fact.kind}" says nothing of an obligation that is satisfied "${track.pattern.kind}"`,
  value: track.id,
});

const unknownMilestone = (name: string, path: string): Fault => ({
  code: "unknown-milestone",
  path,
  message: "the obligation has no such milestone",
  value: name,
});

const withoutPrice = (path: string): Fault => ({
  code: "billing-without-price",
  path,
  message: "no obligation has a price by which this billing could be spread",
  suggestion: "name the obligation that was billed",
});

const outOfRange = (value: Decimal, path: string): Fault => ({
  code: "amount-out-of-range",
  path,
  message: "progress is measured in amounts that are not negative, of a total above zero",
  value: format(value),
});
