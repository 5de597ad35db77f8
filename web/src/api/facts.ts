import type * as Florin from "../../../src/client/api/index.ts";
import { api, apiWith } from "./request.ts";

/** Where a fact that the console can tell is posted to. */
export const factRoutes = {
  cancel: "/v1/cancellations",
  undo: "/v1/undoings",
  payment: "/v1/payments",
  "credit-note": "/v1/credit-notes",
  grant: "/v1/credit-grants",
  milestone: "/v1/milestones",
  "dispute-outcome": "/v1/dispute-outcomes",
  "contract-renewal": "/v1/contract-renewals",
  "contract-renewal-withdrawal": "/v1/contract-renewal-withdrawals",
  "contract-notice": "/v1/contract-notices",
  "contract-notice-withdrawal": "/v1/contract-notice-withdrawals",
} as const;

/** A fact without its kind, as its route takes it. */
export type FactBody = Readonly<Record<string, unknown>>;

/** What those routes are asked with: forms put it together field by field, and the server reads it. */
type ToldFact = Florin.Asked<"POST", (typeof factRoutes)[keyof typeof factRoutes]>;

/** Tells a fact with a key that is good for this one request. Rejects with a `RequestFailure`. */
export const tellFact = (kind: keyof typeof factRoutes, body: FactBody, key: string) =>
  apiWith(key).post(factRoutes[kind], { body } as unknown as ToldFact);

/** What facts would make an account issue, and what it would issue anyway. */
export type FactPreview = Florin.Preview;

/** Asks what a fact would do. Nothing is changed by it, so the session may ask. Rejects with a `RequestFailure`. */
export const previewFact = (
  kind: keyof typeof factRoutes,
  customer: string,
  body: FactBody,
): Promise<FactPreview> => {
  const facts = [{ fact: kind, ...body }] as unknown as Florin.PreviewRequest["facts"];
  return api.post("/v1/preview", { body: { customer, facts } });
};

/** A new name for a fact that is told here: `console-…`. Asked for once a form, so that sending it twice is telling it once. */
export const newFactId = (): string => `console-${crypto.randomUUID()}`;
