import { ok, type Result, refuse } from "../fault/fault.ts";
import type { LineTax } from "./tax-category.ts";
import type { TaxProvider, TaxQuoteRequest } from "./tax-provider.ts";
import type { TaxTreatment } from "./tax-treatment.ts";

/** What a tax engine decided about one customer, as it was recorded. */
export interface TaxDecision {
  /** A tax category of the model's products, or `standard`. */
  readonly category: string;
  /** The first day on which it holds, `2026-01-31`. */
  readonly from: string;
  /** The first day on which it no longer holds. Default: it holds until another one is told. */
  readonly until?: string;
  readonly tax: LineTax;
  /** Why no tax is charged, printed; absent where it is. */
  readonly reason?: string;
  /** Who decided, and what it calls the decision. */
  readonly provider?: string;
  readonly reference?: string;
}

/** The decision that holds for a category on a day: the one that was told last of those that do. */
export const decisionOn = (
  decisions: readonly TaxDecision[],
  category: string,
  day: string,
): TaxDecision | undefined =>
  decisions.findLast(
    (one) =>
      one.category === category && one.from <= day && (one.until === undefined || day < one.until),
  );

/** The treatment of each line by decisions that were recorded. Refuses `tax-undecided`, once for each category. */
export function quoteByDecisions(
  decisions: readonly TaxDecision[],
  { day, lines }: Pick<TaxQuoteRequest, "day" | "lines">,
): Result<readonly TaxTreatment[]> {
  const missing = new Set<string>();
  const treated = lines.flatMap(({ category }): readonly TaxTreatment[] => {
    const found = decisionOn(decisions, category, day);
    if (found !== undefined) return [treatmentBy(found)];
    missing.add(category);
    return [];
  });
  if (missing.size === 0) return ok(treated);
  return refuse(
    ...[...missing].map((category) => ({
      code: "tax-undecided",
      path: "",
      message: `no tax provider has said how "${category}" is taxed on ${day}`,
      value: { category, day },
      suggestion: "let the provider be asked, or tell its decision: POST /v1/tax-decisions",
    })),
  );
}

const treatmentBy = ({ tax, reason }: TaxDecision): TaxTreatment => ({
  tax,
  basis: "provider",
  ...(reason === undefined ? {} : { reason }),
});

/** The provider whose answers were recorded before: it gives the same again, in a replay as on a server. */
export const recordedTaxProvider = (decisions: readonly TaxDecision[]): TaxProvider => ({
  name: "recorded",
  quote: async (request) => quoteByDecisions(decisions, request),
});

/** Decisions with one more. What it takes the place of goes, so that what is kept is what may still decide. */
export function withDecision(
  before: readonly TaxDecision[],
  decision: TaxDecision,
): readonly TaxDecision[] {
  const replaced = (one: TaxDecision): boolean =>
    one.category === decision.category &&
    one.from >= decision.from &&
    (decision.until === undefined || (one.until !== undefined && one.until <= decision.until));
  return [...before.filter((one) => !replaced(one)), decision].slice(-decisionsMax);
}

/** How many decisions are kept of a customer: two years of a dozen categories, month by month. */
const decisionsMax = 300;
