import { queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import type { Approval } from "./governance.ts";
import type { PlanAudit, WhatIf } from "./plan.ts";
import type { ProblemField } from "./problem.ts";
import { address, ask, post, read, readText } from "./request.ts";

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

/** The address of a version by its identity, `id@version`. */
function modelAddress(identity: string): string {
  const at = identity.indexOf("@");
  const [id, version] = [identity.slice(0, at), identity.slice(at + 1)];
  return `/v1/models/${encodeURIComponent(id)}/versions/${encodeURIComponent(version)}`;
}

/** Reads a published version, which never changes. */
export function modelQuery(identity: string) {
  return queryOptions({
    queryKey: ["model", identity],
    queryFn: ({ signal }) => read<ModelDocument>(modelAddress(identity), {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A published version, as the list has it. */
export interface ModelVersion {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly currency: string;
  readonly publishedAt: string;
  readonly publishedBy: string | null;
  /** In how many places it says something else than the version before; null of the first. */
  readonly changes: number | null;
}

/** `id@version`. */
export const identityOf = ({ id, version }: Pick<ModelVersion, "id" | "version">): string =>
  `${id}@${version}`;

/** Reads every published version, oldest first. */
export const modelVersionsQuery = queryOptions({
  queryKey: ["model-versions"],
  queryFn: ({ signal }) =>
    read<{ readonly items: readonly ModelVersion[] }>("/v1/models", {}, signal),
});

/** Reads a published version as a file, in the order of its author. */
export const modelFileQuery = (identity: string) =>
  queryOptions({
    queryKey: ["model-file", identity],
    queryFn: ({ signal }) => readText(`${modelAddress(identity)}?form=file`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What a check says of a model before it is published. */
export interface ModelVerdict {
  readonly model: string | null;
  readonly publishable: boolean;
  readonly published: boolean;
  readonly faults: readonly ProblemField[];
  readonly warnings: readonly ProblemField[];
  readonly audit: PlanAudit | null;
}

/** Asks for every fault of a model; the question is its text. */
export const modelCheckQuery = (text: string) =>
  queryOptions({
    queryKey: ["model-check", text],
    queryFn: ({ signal }) => ask<ModelVerdict>("/v1/models/check", JSON.parse(text), signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** One place where two models say something else. */
export interface ModelDifference {
  readonly path: string;
  readonly change: "added" | "removed" | "changed";
  readonly noun: string;
  readonly id: string;
  readonly words: string;
}

/** What one model says otherwise than another. */
export interface ModelComparison {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly differences: readonly ModelDifference[];
}

/** Compares a published version with another, or with a text that is not published. */
export const modelDiffQuery = (
  from: string,
  to: { readonly version: string } | { readonly text: string },
) =>
  queryOptions({
    queryKey: ["model-diff", from, to],
    queryFn: ({ signal }) =>
      ask<ModelComparison>(
        "/v1/models/diff",
        { from, ...("text" in to ? { document: JSON.parse(to.text) } : { to: to.version }) },
        signal,
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What something comes to without a change and with it. */
export interface BeforeAfter {
  readonly before: DecimalText;
  readonly after: DecimalText;
  readonly difference: DecimalText;
}

/** What a change would do to the next documents of one customer. */
export interface CustomerEffect extends BeforeAfter {
  readonly customer: string;
  readonly name: string;
  readonly currency: string;
  readonly documents: { readonly before: number; readonly after: number };
  readonly lines: readonly (BeforeAfter & { readonly description: string })[];
  readonly linesLeftOut: number;
}

/** Whether subscriptions move to the new version, and when. */
export type Moving = "none" | "now" | "period-end";

/** What a model would do to the customers looked at so far. */
export interface ModelEffects {
  readonly from: string;
  readonly to: string;
  /** In all; and how many were looked at. */
  readonly customers: number;
  readonly looked: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly without: number;
  readonly failed: number;
  readonly totals: readonly (BeforeAfter & { readonly currency: string })[];
  readonly movers: readonly CustomerEffect[];
  readonly failures: readonly {
    readonly customer: string;
    readonly faults: readonly ProblemField[];
  }[];
  readonly staying: Readonly<Record<string, number>>;
  readonly next: string | null;
}

/** Asks for what a model would do to a page of the customers of a version. */
export const askEffects = (
  question: { readonly text: string; readonly move: Moving; readonly from: string },
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<ModelEffects> => {
  const { text, move, from } = question;
  const path = address("/v1/models/effects", { limit: 100, cursor });
  return ask<ModelEffects>(path, { document: JSON.parse(text), move, from }, signal);
};

/** Asks for the forecast beside that of a model that is not published. */
export const modelForecastQuery = (text: string) =>
  queryOptions({
    queryKey: ["plan", "proposed", text],
    queryFn: ({ signal }) =>
      ask<WhatIf>("/v1/plan/preview", { document: JSON.parse(text) }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What was published, or the request that now waits for approval. */
export type Published =
  | { readonly id: string; readonly version: string }
  | Pick<Approval, "id" | "state" | "rule" | "expiresAt">;

/** Publishes a model, or asks for it where the policy wants a second person. Rejects with a `RequestFailure`. */
export const publishModel = (text: string, key: string): Promise<Published> =>
  post<Published>("/v1/models", JSON.parse(text), key);
