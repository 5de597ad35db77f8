import { allocate } from "../money/allocation.ts";
import {
  add,
  type Decimal,
  format,
  formatFixed,
  isZero,
  multiply,
  subtract,
  zero,
} from "../money/decimal.ts";
import { shareOf } from "../money/percent.ts";
import type { Instant } from "../time/instant.ts";
import type { SaleState } from "./account.ts";
import {
  type LineAmounts,
  type LineDraft,
  lineAmounts,
  type PricedLine,
  writeLine,
} from "./line.ts";
import { milestoneLineId, milestonesOf } from "./milestones.ts";
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
  const draft = saleDraft(state, book);
  const whole = lineAmounts(draft, book);
  const milestones = milestonesOf(state, book);
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
