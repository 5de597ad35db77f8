import type { Milestone } from "../model/offer.ts";
import { allocate } from "../money/allocation.ts";
import {
  add,
  type Decimal,
  decimalOf,
  format,
  formatFixed,
  isZero,
  multiply,
  negate,
  subtract,
  sum,
  zero,
} from "../money/decimal.ts";
import { shareOf } from "../money/percent.ts";
import type { Instant } from "../time/instant.ts";
import type { SaleAmendment, SaleState } from "./account.ts";
import {
  type LineAmounts,
  type LineDraft,
  lineAmounts,
  type PricedLine,
  writeLine,
} from "./line.ts";
import { milestoneLineId } from "./milestones.ts";
import type { PriceBook } from "./price-book.ts";
import { saleDraft } from "./sale-line.ts";

/** The day on which a milestone was reached: as it is written, and from when to when it lasted. */
export interface DayReached {
  readonly day: string;
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * A milestone's part of a sale, by its place from 1; `reached` where it is billed because it was. What the whole comes to,
 * after its discounts, is divided by the milestones' shares by largest remainder, so that their lines add up to it.
 */
export function milestoneLine(
  state: SaleState,
  place: number,
  reached: DayReached | undefined,
  book: PriceBook,
): PricedLine {
  const amended = amendmentOf(state, place);
  if (amended !== undefined) return amendedLine(state, place, amended, reached, book);
  const draft = saleDraft(state, book);
  const whole = lineAmounts(draft, book);
  const milestones = milestonesAtFirst(state, book);
  const shares = milestones.map(({ share }) => shareOf(share));
  const partOf = (amount: Decimal): Decimal =>
    allocate(amount, shares, book.minorUnits)[place - 1] ?? zero;
  const applied = whole.applied
    .map((one) => ({ ...one, amount: partOf(one.amount) }))
    .filter(({ amount }) => !isZero(amount));
  const exact = multiply(whole.exact, shares[place - 1] ?? zero);
  const amounts = amountsOf(exact, partOf(whole.gross), applied, book);
  const { name = "", share = "100%" } = milestones[place - 1] ?? {};
  const { rated } = draft;
  const step = { label: `milestone "${name}"`, rate: share, amount: format(exact) };
  const part: LineDraft = {
    ...draft,
    id: milestoneLineId(state.fact.id, place),
    kind: "milestone",
    description: `${draft.description}: ${name}`,
    period: reached ?? null,
    rated: { ...rated, amount: exact, steps: [...rated.steps, step] },
    discounts: [],
    ...(reached === undefined ? {} : { supply: { day: reached.day } }),
  };
  return writeLine(part, amounts, book);
}

/** What a milestone's line comes to, net. */
export const milestoneNet = (state: SaleState, place: number, book: PriceBook): Decimal =>
  milestoneLine(state, place, undefined, book).net;

const milestonesAtFirst = ({ fact }: SaleState, book: PriceBook): readonly Milestone[] =>
  book.model.offers?.[fact.offer]?.milestones ?? [];

/** The last amendment that a milestone was still to come at; undefined for one of the terms it was sold on. */
const amendmentOf = ({ amendments = [] }: SaleState, place: number): SaleAmendment | undefined =>
  amendments.findLast(({ reached }) => !reached.includes(place));

/**
 * A milestone's part of an amended sale: milestones to come share by their shares what the new price leaves beyond what was
 * reached before, by largest remainder.
 */
function amendedLine(
  state: SaleState,
  place: number,
  { id, price, milestones, reached: before }: SaleAmendment,
  reached: DayReached | undefined,
  book: PriceBook,
): PricedLine {
  const billed = sum(before.map((one) => milestoneNet(state, one, book)));
  const left = subtract(decimalOf(price), billed);
  const shares = milestones.map(({ share }, index) =>
    before.includes(index + 1) ? zero : shareOf(share),
  );
  const amount = allocate(left, shares, book.minorUnits)[place - 1] ?? zero;
  const draft = saleDraft(state, book);
  const { name = "", share = "100%" } = milestones[place - 1] ?? {};
  const text = formatFixed(amount, book.minorUnits);
  const part: LineDraft = {
    ...draft,
    id: milestoneLineId(state.fact.id, place),
    kind: "milestone",
    description: `${draft.description}: ${name}`,
    period: reached ?? null,
    rated: {
      amount,
      steps: [
        { label: `price as amended by "${id}"`, amount: price },
        { label: "billed with what was reached before", amount: format(negate(billed)) },
        { label: `milestone "${name}" of what is left`, rate: share, amount: text },
      ],
    },
    discounts: [],
    ...(reached === undefined ? {} : { supply: { day: reached.day } }),
  };
  const amounts = { exact: amount, gross: amount, net: amount, grossText: text, netText: text };
  return writeLine(part, { ...amounts, applied: [] }, book);
}

function amountsOf(
  exact: Decimal,
  gross: Decimal,
  applied: LineAmounts["applied"],
  { minorUnits }: PriceBook,
): LineAmounts {
  const net = subtract(
    gross,
    applied.reduce((sum, { amount }) => add(sum, amount), zero),
  );
  const grossText = formatFixed(gross, minorUnits);
  return { exact, gross, net, grossText, netText: formatFixed(net, minorUnits), applied };
}
