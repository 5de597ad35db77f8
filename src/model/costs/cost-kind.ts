import type { FormulaEntry } from "../../formula/formula-entry.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import type { DriverPlace } from "../drivers/driver-place.ts";
import type { Model } from "../model.ts";
import type { Shape } from "../shape.ts";
import type { Noted } from "../vocabulary.ts";

/** The parts of a profit and loss statement that costs stand in. */
export const costFunctions = [
  "cost-of-revenue",
  "sales-and-marketing",
  "research-and-development",
  "administration",
] as const;

/** One of them. */
export type CostFunction = (typeof costFunctions)[number];

/** What any cost says. */
export interface CostTerms extends Noted {
  readonly name: string;
  readonly function: CostFunction;
  /** The stream whose margin it lowers; of costs of revenue. */
  readonly stream?: string;
}

/** What of a model costs are worked out by. */
export type CostModel = Pick<Model, "currency" | "streams" | "shares" | "partners">;

/** What a cost knows beside itself. */
export interface CostContext {
  readonly currency: CurrencyCode;
  readonly model: CostModel;
}

/**
 * A way in which a cost comes about. A new one is one file here and a line in `registry.ts`. Its figures end in one under the cost's own name,
 * in the model's currency per month.
 */
export interface CostKind<C> {
  readonly shape: Shape<C>;
  readonly entries: (cost: C, place: DriverPlace, context: CostContext) => readonly FormulaEntry[];
}
