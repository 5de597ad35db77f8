import type { Fault } from "../../fault/fault.ts";
import { canonicalModel } from "../../model/canonical-model.ts";
import { type Model, modelIdentity } from "../../model/model.ts";
import { anythingSold, modelDocument, publishedModels } from "../../store/models.ts";
import type { Tx } from "../../store/tenant.ts";

/**
 * What keeps a checked model from being published beside what is published: `model-published` for other content under the same
 * version, and, once something was sold, `other-model-id` and `other-model-currency`. None for content that is published already.
 */
export async function publishingFaults(tx: Tx, model: Model): Promise<readonly Fault[]> {
  const known = await modelDocument(tx, model.id, model.version);
  if (known !== undefined) return asPublished(known, model) ? [] : [isPublished(model)];
  const newest = (await publishedModels(tx)).at(-1);
  const mismatch = newest === undefined ? [] : bookFaults(JSON.parse(newest.document), model);
  return mismatch.length > 0 && (await anythingSold(tx)) ? mismatch : [];
}

const asPublished = (document: string, model: Model): boolean =>
  canonicalModel(JSON.parse(document) as Model) === canonicalModel(model);

const isPublished = (model: Model): Fault => ({
  code: "model-published",
  path: "/version",
  message: `${modelIdentity(model)} is published and never changes`,
  value: model.version,
  suggestion: "publish the change under a new version",
});

/** What a model must have in common with the one that a tenant's books are kept by: once something was sold, for good. */
function bookFaults(kept: Pick<Model, "id" | "currency">, model: Model): readonly Fault[] {
  const faults: Fault[] = [];
  if (model.id !== kept.id)
    faults.push({
      code: "other-model-id",
      path: "/id",
      message: `customers bought from the model "${kept.id}", and its versions follow one another`,
      value: model.id,
      suggestion: `publish it as "${kept.id}", or to a tenant of its own`,
    });
  if (model.currency !== kept.currency)
    faults.push({
      code: "other-model-currency",
      path: "/currency",
      message: `the books are kept in ${kept.currency}, and what customers bought is billed in it`,
      value: model.currency,
      suggestion: `price it in ${kept.currency}, or publish it to a tenant of its own`,
    });
  return faults;
}
