import type { PhaseState } from "../../account/account.ts";
import { purchaseWithCoupons } from "../../account/billed-discounts.ts";
import {
  isJoint,
  type LineAmounts,
  type LineDraft,
  lineAmounts,
  writeLine,
} from "../../account/line.ts";
import { recurringDraft } from "../../account/recurring-line.ts";
import type { ServicePeriod } from "../../account/service-period.ts";
import { shareDiscounts } from "../../account/share-discounts.ts";
import type { ChargeTerms, SubscriptionTerms } from "../../account/terms.ts";
import { idlePeriod } from "../../account/usage-line.ts";
import type { OrderedDiscount } from "../../pricing/discount.ts";
import type { CadenceName } from "../../time/cadence.ts";
import { wholePeriodAt } from "../../time/schedule.ts";

/** What a period of one part of a subscription comes to with no use. */
export interface PartWorth {
  /** Undefined for the plan's own price. */
  readonly charge: ChargeTerms | undefined;
  readonly cadence: CadenceName;
  readonly pointer: string;
  readonly stream: string;
  /** Before discounts and after, to the minor unit. */
  readonly amounts: Pick<LineAmounts, "gross" | "net">;
}

/** How a period of a subscription is looked at. */
export interface PeriodView {
  /** The coupons that are taken off a charge, or the plan's own price. */
  readonly couponsOf?: (charge: string | undefined) => readonly OrderedDiscount[];
  /** The period of a charge that is priced; a whole one where nothing is said. */
  readonly periodOf?: (charge: ChargeTerms) => ServicePeriod | undefined;
}

interface Part extends Omit<PartWorth, "amounts"> {
  readonly draft: LineDraft;
  readonly alone: LineAmounts;
}

/**
 * What one period of each part of a subscription comes to, as an invoice says it that bills nothing else: discounts in the
 * model's order, an amount off shared by the parts that are billed at the same pace.
 */
export function periodWorth(
  state: PhaseState,
  terms: SubscriptionTerms,
  { couponsOf = () => [], periodOf = () => undefined }: PeriodView = {},
): readonly PartWorth[] {
  const parts = [
    ...planPart(state, withCoupons(terms, couponsOf(undefined))),
    ...terms.charges.map((charge) =>
      chargePart(state, withCoupons(terms, couponsOf(charge.id)), charge, periodOf(charge)),
    ),
  ];
  if (!parts.some(({ draft }) => draft.discounts.some(isJoint)))
    return parts.map(({ draft: _, alone, ...part }) => ({ ...part, amounts: alone }));
  const paces = [...new Set(parts.map(({ cadence }) => cadence))];
  return paces.flatMap((pace) =>
    together(
      parts.filter(({ cadence }) => cadence === pace),
      terms,
    ),
  );
}

const withCoupons = (
  terms: SubscriptionTerms,
  coupons: readonly OrderedDiscount[],
): SubscriptionTerms =>
  coupons.length === 0
    ? terms
    : { ...terms, discounts: purchaseWithCoupons(terms.discounts, coupons, terms.book) };

function planPart(state: PhaseState, terms: SubscriptionTerms): readonly Part[] {
  const { recurring, startsAt, plan, book } = terms;
  if (recurring === undefined) return [];
  const draft = recurringDraft(state, terms, { index: 0, from: startsAt, to: startsAt }, undefined);
  if (draft === undefined) return [];
  const { cadence, pointer } = recurring;
  const alone = lineAmounts(draft, book);
  return [{ charge: undefined, cadence, pointer, stream: plan.stream, draft, alone }];
}

function chargePart(
  state: PhaseState,
  terms: SubscriptionTerms,
  charge: ChargeTerms,
  period: ServicePeriod = wholePeriod(charge),
): Part {
  const { draft, amounts } = idlePeriod({ state, terms, charge }, period);
  const { cadence, pointer, stream } = charge;
  return { charge, cadence, pointer, stream, draft, alone: amounts };
}

const wholePeriod = ({ schedule }: ChargeTerms): ServicePeriod => ({
  ...wholePeriodAt(schedule, 0),
  schedule,
  share: undefined,
});

function together(parts: readonly Part[], { book }: SubscriptionTerms): readonly PartWorth[] {
  const lines = parts.map(({ draft, alone }) => writeLine(draft, alone, book));
  const shared = shareDiscounts({ lines, usage: [], paid: [], returned: [] });
  return parts.map(({ draft: _, alone, ...part }, place) => ({
    ...part,
    amounts: shared.lines[place] ?? alone,
  }));
}
