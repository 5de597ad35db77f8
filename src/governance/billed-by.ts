import { type Model, modelIdentity } from "../model/model.ts";
import { fieldsOf } from "./request-fields.ts";

/**
 * The versions that may bill what a request asks for, of all that are published, the current one last: the one that it names, or else all
 * of them where it is about something that is there already and keeps its version. What is bought anew is billed by the current one.
 */
export function billedBy(published: readonly Model[], body: unknown): readonly Model[] {
  const fields = fieldsOf(body);
  const named = published.filter((model) => modelIdentity(model) === fields.model);
  if (named.length > 0) return named;
  return keepingVersion.some((field) => field in fields) ? published : published.slice(-1);
}

/** Fields that name what is there: a subscription, a contract, the subscription that an add-on goes with; or a version that none is. */
const keepingVersion = ["subscription", "contract", "of", "model"];
