import { canonicalModel } from "../model/canonical-model.ts";
import type { Model } from "../model/model.ts";
import { modelDocument, publishedModels } from "../store/models.ts";
import { formatInstant } from "../time/instant.ts";
import { type ReportParts, reading } from "./report-parts.ts";
import type { ModelSummary } from "./reports.ts";

/** Every published version, oldest first. */
export const modelsReport = (
  parts: ReportParts,
  tenant: string,
): Promise<readonly ModelSummary[]> =>
  reading(parts, tenant, async (tx) =>
    (await publishedModels(tx)).map(({ id, version, document, publishedAt }) => {
      const { name, currency } = JSON.parse(document) as Model;
      return { id, name, version, currency, publishedAt: formatInstant(publishedAt) };
    }),
  );

/** A published version as canonical JSON; undefined where there is none. */
export const modelReport = (
  parts: ReportParts,
  tenant: string,
  id: string,
  version: string,
): Promise<string | undefined> =>
  reading(parts, tenant, async (tx) => {
    const document = await modelDocument(tx, id, version);
    return document === undefined ? undefined : canonicalModel(JSON.parse(document) as Model);
  });
