import type { StatedValue } from "../../model/figures/stated-value.ts";

/** What a formula came to; both bounds are the same where nothing it reads has bounds. */
export interface Recomputed {
  readonly low: number;
  readonly high: number;
}

/** Whether a stated figure is what it was recomputed to be. */
export interface Verdict {
  readonly holds: boolean;
  /** Recomputed less stated, in the unit of the claim, of the bound that is further off; 0 where it holds within its digits. */
  readonly difference: number;
  /** The difference as a share of what is stated; null where that is zero. */
  readonly share: number | null;
}

/**
 * Judges a stated figure, or stated bounds, by what it was recomputed to be.
 *
 * A figure holds where the recomputed one rounds to it in the digits it is printed in and lies less than a tenth of it away, since one
 * digit alone would let half of a figure pass; or where it lies within `within` of it, as a share. A bound
 * such as `< 12 months` holds where all that was recomputed lies on its side. Stated bounds hold where both recomputed bounds do, or where
 * what came to one figure lies between them; one stated figure holds between recomputed bounds.
 */
export function judge(
  stated: readonly [StatedValue] | readonly [StatedValue, StatedValue],
  recomputed: Recomputed,
  within: number | undefined,
): Verdict {
  const [low, high] = stated;
  const { low: least, high: most } = recomputed;
  const exact = least === most;
  if (high !== undefined) {
    return exact && least >= low.value - open(low) && least <= high.value + open(high)
      ? held
      : further(against(low, least, within), against(high, most, within));
  }
  if (low.comparison !== "is") return bounded(low, recomputed);
  const around = !exact && least <= low.value + open(low) && most >= low.value - open(low);
  return around ? held : further(against(low, least, within), against(low, most, within));
}

const held: Verdict = { holds: true, difference: 0, share: 0 };

const further = (one: Verdict, other: Verdict): Verdict =>
  Math.abs(other.difference) > Math.abs(one.difference) ? other : one;

/** How far from a figure printed in few digits another still counts as it, as a share of it: just less than a tenth. */
const mostOff = 0.1 * (1 - 1e-9);

/** As much as the digits of a figure leave open. */
const open = ({ value, exactTo }: StatedValue): number =>
  value === 0 ? exactTo : Math.min(exactTo, Math.abs(value) * mostOff);

/** Doubles carry some fifteen digits; what differs less is the same figure. */
const noise = 1e-12;

function against(stated: StatedValue, value: number, within: number | undefined): Verdict {
  const difference = value - stated.value;
  const allowed = within === undefined ? open(stated) : Math.abs(stated.value) * within;
  const slack = noise * Math.max(Math.abs(value), Math.abs(stated.value));
  return Math.abs(difference) <= allowed + slack ? held : off(difference, stated.value);
}

function bounded(stated: StatedValue, { low, high }: Recomputed): Verdict {
  const { comparison, value } = stated;
  const upper = comparison === "below" || comparison === "at-most";
  const worst = upper ? high : low;
  const strict = comparison === "below" || comparison === "above";
  const holds = worst === value ? !strict : upper ? worst < value : worst > value;
  return holds ? held : off(worst - value, value);
}

const off = (difference: number, stated: number): Verdict => ({
  holds: false,
  difference,
  share: stated === 0 ? null : difference / Math.abs(stated),
});
