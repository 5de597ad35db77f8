import type { Result } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import type { TaxBuyer } from "./tax-buyer.ts";
import type { TaxTable } from "./tax-table.ts";
import { type TaxTreatment, taxTreatment } from "./tax-treatment.ts";

/** A line whose tax is asked for. */
export interface TaxQuoteLine {
  readonly id: string;
  /** After discounts, in minor-unit text; below zero on a credit note. */
  readonly amount: string;
  /** A tax category of the model's products. */
  readonly category: string;
  readonly description: string;
}

/** An invoice whose tax is asked for. */
export interface TaxQuoteRequest {
  /** The invoice's id; a provider that keeps transactions uses it as their key. */
  readonly invoice: string;
  /** The day of the tax point, `2026-01-31`. */
  readonly day: string;
  readonly currency: CurrencyCode;
  readonly pricesInclude?: "tax" | undefined;
  readonly buyer: TaxBuyer;
  readonly lines: readonly TaxQuoteLine[];
}

/**
 * Says how each line of an invoice is taxed: the rules of the model, or an engine of somebody else.
 *
 * Answers one treatment for each line, in their order; the amounts of tax are made from them by `taxInvoice`, whoever
 * answered. Refuses with `tax-provider-unavailable` where an engine did not answer; the invoice then waits.
 */
export interface TaxProvider {
  readonly name: string;
  readonly quote: (request: TaxQuoteRequest) => Promise<Result<readonly TaxTreatment[]>>;
}

/** The treatment of each line by the rules of a model; every fault at once. */
export function quoteByRules(
  table: TaxTable,
  { buyer, day, lines }: Pick<TaxQuoteRequest, "buyer" | "day" | "lines">,
): Result<readonly TaxTreatment[]> {
  const known = new Map<string, Result<TaxTreatment>>();
  const treated = lines.map(({ category }) => {
    const treatment = known.get(category) ?? taxTreatment(table, { buyer, day, category });
    known.set(category, treatment);
    return treatment;
  });
  const faults = [...known.values()].flatMap((result) => (result.ok ? [] : result.faults));
  const distinct = new Map(faults.map((fault) => [`${fault.code} ${fault.message}`, fault]));
  if (distinct.size > 0) return { ok: false, faults: [...distinct.values()] };
  return { ok: true, value: treated.flatMap((result) => (result.ok ? [result.value] : [])) };
}

/** The provider that asks nobody: the rules of the model. */
export const modelTaxProvider = (table: TaxTable): TaxProvider => ({
  name: "model",
  quote: async (request) => quoteByRules(table, request),
});
