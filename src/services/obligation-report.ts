import {
  type BundleDivision,
  bundleDivisions,
  type ModelObligation,
  modelObligations,
} from "../ledger/recognition/model-obligations.ts";
import { modelIdentity } from "../model/model.ts";
import { type ReportParts, reading } from "./report-parts.ts";

/** What the current model promises customers, and how the books account for it. */
export interface ObligationsAnswer {
  /** `id@version`; null before the first is published. */
  readonly model: string | null;
  readonly items: readonly ModelObligation[];
  readonly bundles: readonly BundleDivision[];
}

/** The performance obligations of the current model, as they are posted. */
export const obligationsReport = (parts: ReportParts, tenant: string): Promise<ObligationsAnswer> =>
  reading(parts, tenant, async (tx) => {
    const model = (await parts.library.of(tx))?.books.current.model;
    if (model === undefined) return { model: null, items: [], bundles: [] };
    return {
      model: modelIdentity(model),
      items: modelObligations(model),
      bundles: bundleDivisions(model),
    };
  });
