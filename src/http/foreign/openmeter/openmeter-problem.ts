import type { WriteRefusal } from "../../error-handler.ts";
import { problemOf } from "../../problem.ts";

/**
 * A refusal as OpenMeter writes it: a problem document as well, where a broken rule is a 400. Its SDK compares the media type
 * with the bare name, so the document goes without a charset.
 */
export const openMeterProblem: WriteRefusal = (refusal, { id }) => {
  const problem = problemOf(refusal, id);
  const status = problem.status === 422 ? 400 : problem.status;
  const document = JSON.stringify({ ...problem, status, instance: `urn:request:${id}` });
  return { status, type: "application/problem+json", document: Buffer.from(document) };
};
