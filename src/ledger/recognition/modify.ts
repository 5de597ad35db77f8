import { ok, pathTo, type Result, refuse } from "../../fault/fault.ts";
import { add, type Decimal, isPositive, negate, subtract, sum } from "../../money/decimal.ts";
import { allocateOver, unknownObligation } from "../../pricing/allocate-price.ts";
import { sharesInPrice } from "./contract.ts";
import { book, type Cause, type Fold, passTime, settle } from "./fold.ts";
import {
  beginStretch,
  openTrack,
  type Track,
  totalOf,
  unrecognisedPrice,
} from "./obligation-track.ts";
import { balanceWeights, dividePrice } from "./price-layer.ts";
import type { CatchUpModification, ProspectiveModification } from "./recognition-fact.ts";

/** What is known of a change of a contract before it is accounted for. */
export interface ProposedModification {
  /** What it adds is distinct (ASC 606-10-25-18..22, IFRS 15.26..30). */
  readonly addsDistinct: boolean;
  /** The price rises by the stand-alone selling price of what it adds, fitted to the contract. */
  readonly atStandalonePrice: boolean;
  /** What remains is distinct from what was transferred: all of it, none, or some. */
  readonly remainingDistinct: "all" | "none" | "some";
}

/**
 * How a modification is accounted for (ASC 606-10-25-12..13, IFRS 15.20..21): as a `separate-contract`; as an end and a new
 * beginning (`prospective`); as part of the one obligation (`catch-up`); or each obligation by itself (`mixed`: one fact of
 * either treatment for the obligations it fits).
 */
export function treatmentOf(
  modification: ProposedModification,
): "separate-contract" | "prospective" | "catch-up" | "mixed" {
  if (modification.addsDistinct && modification.atStandalonePrice) return "separate-contract";
  if (modification.remainingDistinct === "all") return "prospective";
  return modification.remainingDistinct === "none" ? "catch-up" : "mixed";
}

type Terms = Pick<ProspectiveModification, "price" | "replaces" | "remaining">;

/**
 * Ends what is replaced and divides its unrecognised price, with the change, over what remains. Revenue so far stays.
 * Refuses with `unknown-obligation`, `duplicate-obligation` and what dividing the price refuses.
 */
export function modifyProspectively(
  fold: Fold,
  terms: Terms,
  cause: Cause,
  path: string,
): Result<null> {
  const replaced = replacedTracks(fold, terms, cause, path);
  if (!replaced.ok) return replaced;
  const pool = add(terms.price, sum(replaced.value.map(unrecognisedPrice)));
  const divided = dividePrice({ fixed: pool }, terms.remaining, fold.scale, [], path);
  if (!divided.ok) return divided;
  const { layer, amounts } = divided.value;
  const to = fold.layers.push(layer) - 1;

  const goesOn = new Set(terms.remaining.map((obligation) => obligation.id));
  const dropped = replaced.value.filter((track) => !goesOn.has(track.id));
  for (const track of replaced.value) {
    const kept = subtract(track.recognised, track.settled);
    fold.layers[track.layer]?.carried.set(track.id, { kept, of: track.allocated, to });
  }
  for (const obligation of terms.remaining) {
    const part = amounts.get(obligation.id) ?? zeroPart;
    const track = fold.tracks.get(obligation.id);
    if (track === undefined)
      fold.tracks.set(obligation.id, openTrack(obligation, part, to, cause.day));
    else beginStretch(track, obligation, part, to);
  }
  for (const track of dropped) {
    track.settled = track.recognised;
    track.open = false;
    track.successors = [...amounts.keys()];
    carryBalances(fold, track, balanceWeights(amounts, layer.weights), cause);
  }
  return ok(null);
}

const zeroPart: Decimal = { coefficient: 0, scale: 0 };

function replacedTracks(
  fold: Fold,
  terms: Terms,
  cause: Cause,
  path: string,
): Result<readonly Track[]> {
  const tracks: Track[] = [];
  for (const [index, id] of terms.replaces.entries()) {
    const track = fold.tracks.get(id);
    if (track === undefined || !track.open || !sharesInPrice(track.pattern))
      return refuse(unknownObligation(id, pathTo(path, "replaces", index)));
    passTime(fold, track, cause.day);
    tracks.push(track);
  }
  const seen = new Set<string>();
  for (const [index, { id }] of terms.remaining.entries()) {
    const taken = fold.tracks.has(id) && !terms.replaces.includes(id);
    if (taken || seen.has(id)) return refuse(duplicate(id, pathTo(path, "remaining", index)));
    seen.add(id);
  }
  return ok(tracks);
}

/** The refusal of a second obligation of one name. */
export const duplicate = (id: string, path: string) => ({
  code: "duplicate-obligation",
  path,
  message: "the contract already has a performance obligation of this name",
  value: id,
  suggestion: "replace it, or choose another name",
});

/** What was billed for a dropped obligation beyond its revenue now belongs to what took its place. */
function carryBalances(
  fold: Fold,
  from: Track,
  weights: ReadonlyMap<string, Decimal>,
  cause: Cause,
): void {
  if (![...weights.values()].some(isPositive)) return;
  const balances = [
    ["moved", subtract(from.billed, from.recognised)],
    ["refund-expected", from.refundExpected],
  ] as const;
  for (const [kind, balance] of balances) {
    book(fold, from, kind, negate(balance), cause);
    for (const [id, part] of allocateOver(balance, weights, fold.scale)) {
      const track = fold.tracks.get(id);
      if (track !== undefined) book(fold, track, kind, part, cause);
    }
  }
}

/**
 * Measures an obligation anew from its beginning, with the changed price and pattern; the difference is revenue at once.
 * Refuses with `unknown-obligation`.
 */
export function modifyWithCatchUp(
  fold: Fold,
  terms: CatchUpModification,
  cause: Cause,
  path: string,
): Result<null> {
  const track = fold.tracks.get(terms.obligation);
  const pattern = terms.pattern ?? track?.pattern;
  if (track === undefined || pattern === undefined || !track.open || !sharesInPrice(pattern))
    return refuse(unknownObligation(terms.obligation, pathTo(path, "obligation")));
  passTime(fold, track, cause.day);
  track.allocated = add(track.allocated, terms.price);
  if (terms.pattern !== undefined) {
    track.pattern = terms.pattern;
    if (terms.pattern.kind !== "input") track.total = totalOf(terms.pattern);
  }
  settle(fold, track, "catch-up", cause);
  return ok(null);
}
