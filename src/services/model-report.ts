import { canonicalModel } from "../model/canonical-model.ts";
import { type Model, modelIdentity } from "../model/model.ts";
import { modelDifference } from "../model/model-difference.ts";
import { changersOf } from "../store/audit-log-list.ts";
import { modelDocument, publishedModels } from "../store/models.ts";
import { formatInstant } from "../time/instant.ts";
import { modelSubject } from "./models/model-subject.ts";
import type { ModelSummary } from "./models/model-summary.ts";
import { type ReportParts, reading } from "./report-parts.ts";

/** Pairs of versions whose differences stay counted, of all tenants together. */
const countedMax = 1_000;

/** Every published version of a tenant, oldest first. What lies between two versions is counted once, for they never change. */
export function createModelsReport(
  parts: ReportParts,
): (tenant: string) => Promise<readonly ModelSummary[]> {
  const counted = new Map<string, number>();
  const changesBetween = (tenant: string, before: Model, model: Model): number => {
    const pair = JSON.stringify([tenant, modelIdentity(before), modelIdentity(model)]);
    const known = counted.get(pair);
    if (known !== undefined) return known;
    const changes = modelDifference(before, model).length;
    if (counted.size >= countedMax) counted.clear();
    counted.set(pair, changes);
    return changes;
  };
  return (tenant) =>
    reading(parts, tenant, async (tx) => {
      const published = await publishedModels(tx);
      const subjects = published.map(({ id, version }) => modelSubject(id, version));
      const actors = await changersOf(tx, subjects);
      let before: Model | undefined;
      return published.map(({ id, version, document, publishedAt }) => {
        const model = JSON.parse(document) as Model;
        const changes = before === undefined ? null : changesBetween(tenant, before, model);
        before = model;
        const { name, currency } = model;
        return {
          id,
          name,
          version,
          currency,
          publishedAt: formatInstant(publishedAt),
          publishedBy: actors.get(modelSubject(id, version)) ?? null,
          changes,
        };
      });
    });
}

/**
 * A published version as JSON; undefined where there is none. As a file it is indented and in the order of its author, which is the order
 * of an invoice's lines.
 */
export const modelReport = (
  parts: ReportParts,
  tenant: string,
  id: string,
  version: string,
  form: "canonical" | "file",
): Promise<string | undefined> =>
  reading(parts, tenant, async (tx) => {
    const document = await modelDocument(tx, id, version);
    if (document === undefined) return undefined;
    const model = JSON.parse(document) as Model;
    return form === "canonical" ? canonicalModel(model) : `${JSON.stringify(model, null, 2)}\n`;
  });
