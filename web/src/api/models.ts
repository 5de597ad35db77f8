import { queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import type { Approval } from "./governance.ts";
import { api, apiWith } from "./request.ts";

/** A published model version: the name of the business and its zone, and everything else as the document has it. */
export interface ModelDocument {
  readonly name: string;
  /** IANA zone; UTC where absent. */
  readonly timeZone?: string;
  readonly currency?: string;
  readonly seller?: {
    readonly name: string;
    readonly address?: Readonly<Record<string, string>>;
    readonly vatNumber?: string;
    readonly email?: string;
  };
  readonly invoicing?: { readonly grace?: string; readonly netDays?: number };
  readonly [section: string]: unknown;
}

/** The parts of an identity, `id@version`. */
function identified(identity: string) {
  const at = identity.indexOf("@");
  return { id: identity.slice(0, at), version: identity.slice(at + 1) };
}

/** A document as somebody writes it: the server says what is wrong with it. */
const written = (text: string): Florin.Model => JSON.parse(text);

/** Reads a published version, which never changes. */
export function modelQuery(identity: string) {
  return queryOptions({
    queryKey: ["model", identity],
    queryFn: ({ signal }) =>
      api.get("/v1/models/{id}/versions/{version}", { path: identified(identity), signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A published version, as the list has it. */
export type ModelVersion = Florin.ModelSummary;

/** `id@version`. */
export const identityOf = ({ id, version }: Pick<ModelVersion, "id" | "version">): string =>
  `${id}@${version}`;

/** Reads every published version, oldest first. */
export const modelVersionsQuery = queryOptions({
  queryKey: ["model-versions"],
  queryFn: ({ signal }) => api.get("/v1/models", { signal }),
});

/** Reads a published version as a file, in the order of its author. */
export const modelFileQuery = (identity: string) =>
  queryOptions({
    queryKey: ["model-file", identity],
    queryFn: ({ signal }) =>
      api.getText("/v1/models/{id}/versions/{version}", {
        path: identified(identity),
        query: { form: "file" },
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What a check says of a model before it is published. */
export type ModelVerdict = Florin.ModelVerdict;

/** Asks for every fault of a model; the question is its text. */
export const modelCheckQuery = (text: string) =>
  queryOptions({
    queryKey: ["model-check", text],
    queryFn: ({ signal }) => api.post("/v1/models/check", { body: written(text), signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** One place where two models say something else. */
export type ModelDifference = ModelComparison["differences"][number];

/** What one model says otherwise than another. */
export type ModelComparison = Florin.ModelComparison;

/** Compares a published version with another, or with a text that is not published. */
export const modelDiffQuery = (
  from: string,
  to: { readonly version: string } | { readonly text: string },
) =>
  queryOptions({
    queryKey: ["model-diff", from, to],
    queryFn: ({ signal }) =>
      api.post("/v1/models/diff", {
        body: { from, ...("text" in to ? { document: written(to.text) } : { to: to.version }) },
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What something comes to without a change and with it. */
export type BeforeAfter = ModelEffects["totals"][number];

/** What a change would do to the next documents of one customer. */
export type CustomerEffect = ModelEffects["movers"][number];

/** Whether subscriptions move to the new version, and when. */
export type Moving = NonNullable<Florin.ModelEffectsRequest["move"]>;

/** What a model would do to the customers looked at so far. */
export type ModelEffects = Florin.ModelEffects;

/** Asks for what a model would do to a page of the customers of a version. */
export const askEffects = (
  question: { readonly text: string; readonly move: Moving; readonly from: string },
  cursor: string | undefined,
  signal?: AbortSignal,
): Promise<ModelEffects> => {
  const { text, move, from } = question;
  const body = { document: written(text), move, from };
  return api.post("/v1/models/effects", { query: { limit: 100, cursor }, body, signal });
};

/** Asks for the forecast beside that of a model that is not published. */
export const modelForecastQuery = (text: string) =>
  queryOptions({
    queryKey: ["plan", "proposed", text],
    queryFn: ({ signal }) =>
      api.post("/v1/plan/preview", { body: { document: written(text) }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What was published, or the request that now waits for approval. */
export type Published =
  | { readonly id: string; readonly version: string }
  | Pick<Approval, "id" | "state" | "rule" | "expiresAt">;

/** Publishes a model, or asks for it where the policy wants a second person. Rejects with a `RequestFailure`. */
export const publishModel = (text: string, key: string): Promise<Published> =>
  apiWith(key).post("/v1/models", { body: written(text) });
