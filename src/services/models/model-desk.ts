import { type Fault, faultsOf, ok, type Result, refuse } from "../../fault/fault.ts";
import { checkModel } from "../../model/check-model.ts";
import { modelIdentity } from "../../model/model.ts";
import { type ModelDifference, modelDifference } from "../../model/model-difference.ts";
import { modelDocument, publishedModels } from "../../store/models.ts";
import type { Tx } from "../../store/tenant.ts";
import { auditOfModel } from "../plan/audit-of-model.ts";
import type { PlanAudit } from "../plan/plan-answers.ts";
import type { PlanDesks } from "../plan/plan-reports.ts";
import { plannable } from "../plan/plannable.ts";
import { type ReportParts, reading } from "../report-parts.ts";
import { createModelEffects, type ModelEffectsOf } from "./model-effects.ts";
import { publishingFaults } from "./publishing-faults.ts";

/** What is to be said of a model before it is published. */
export interface ModelVerdict {
  /** `id@version`, as the document states it; null where it has faults. */
  readonly model: string | null;
  /** Whether it could be published now, approvals aside. */
  readonly publishable: boolean;
  /** Whether this very content is published under this version. */
  readonly published: boolean;
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
  /** What an audit of its claims and its plan finds; null where it has faults, or claims and plans nothing. */
  readonly audit: PlanAudit | null;
}

/** Two models to compare: published versions, or a version and a document that is not published. */
export interface ModelComparisonRequest {
  /** `id@version`; the newest where absent. */
  readonly from?: string;
  /** `id@version`; the newest where neither it nor a document is told. */
  readonly to?: string;
  readonly document?: unknown;
}

/** What one model says otherwise than another. */
export interface ModelComparison {
  readonly from: string;
  /** `id@version`; of a document what it states of itself. */
  readonly to: string;
  /** How many differences there are in all. */
  readonly count: number;
  /** At most {@link differencesMax} of them. */
  readonly differences: readonly ModelDifference[];
}

/** Differences that an answer lists, at most. */
export const differencesMax = 500;

/** What can be asked of models before they are published. None of it changes anything. */
export interface ModelDesk {
  /** Every fault and warning of a document, in its plan too, and what its audit finds. Refuses `overloaded`. */
  readonly check: (tenant: string, document: unknown) => Promise<Result<ModelVerdict>>;
  /** Refuses `no-model`, `unknown-model` at `/from` and `/to`, `one-proposal` where a version and a document are told, `wrong-type`. */
  readonly compare: (
    tenant: string,
    asked: ModelComparisonRequest,
  ) => Promise<Result<ModelComparison>>;
  readonly effects: ModelEffectsOf;
}

/** Puts it together. */
export const createModelDesk = (parts: ReportParts, desks: PlanDesks): ModelDesk => ({
  check: async (tenant, document) => {
    const { model, faults, warnings } = checkModel(document);
    const nothing = { model: null, publishable: false, published: false, audit: null };
    if (model === undefined) return ok({ ...nothing, faults, warnings });
    const beside = await reading(parts, tenant, async (tx) => ({
      faults: await publishingFaults(tx, model),
      published: (await modelDocument(tx, model.id, model.version)) !== undefined,
    }));
    const planned = await plannable(desks.quick)(model);
    const found = [...beside.faults, ...faultsOf(planned)];
    if (found.some(({ code }) => code === "overloaded")) return { ok: false, faults: found };
    const audit = planned.ok ? await auditOfModel(model, desks) : ok(null);
    if (!audit.ok) return audit;
    return ok({
      model: modelIdentity(model),
      publishable: found.length === 0,
      published: beside.published && beside.faults.length === 0,
      faults: found,
      warnings,
      audit: audit.value,
    });
  },
  compare: (tenant, asked) => reading(parts, tenant, (tx) => compared(tx, asked)),
  effects: createModelEffects(parts),
});

async function compared(
  tx: Tx,
  { from, to, document }: ModelComparisonRequest,
): Promise<Result<ModelComparison>> {
  if (to !== undefined && document !== undefined)
    return refuse({
      code: "one-proposal",
      path: "/document",
      message: "tell either `to`, a published version, or `document`, a whole model",
    });
  const published = await publishedModels(tx);
  const identities = published.map(modelIdentity);
  const newest = identities.at(-1);
  if (newest === undefined)
    return refuse({ code: "no-model", path: "", message: "publish a model first" });
  const find = (identity: string, path: string): Result<object> => {
    const found = published[identities.indexOf(identity)];
    if (found !== undefined) return ok(JSON.parse(found.document));
    return refuse({
      code: "unknown-model",
      path,
      message: "no such model version is published",
      value: identity,
      suggestion: `one of ${identities.join(", ")}`,
    });
  };
  const before = find(from ?? newest, "/from");
  if (!before.ok) return before;
  const after = document === undefined ? find(to ?? newest, "/to") : objectOf(document);
  if (!after.ok) return after;
  const differences = modelDifference(before.value, after.value);
  return ok({
    from: from ?? newest,
    to: document === undefined ? (to ?? newest) : statedIdentity(after.value),
    count: differences.length,
    differences: differences.slice(0, differencesMax),
  });
}

/** A draft with faults can be compared as well, as long as it is an object. */
const objectOf = (document: unknown): Result<object> =>
  typeof document === "object" && document !== null && !Array.isArray(document)
    ? ok(document)
    : refuse({ code: "wrong-type", path: "/document", message: "a model is an object" });

const statedIdentity = (document: object): string => {
  const { id, version } = document as { readonly id?: unknown; readonly version?: unknown };
  return `${typeof id === "string" ? id : "?"}@${typeof version === "string" ? version : "?"}`;
};
