import { queryOptions } from "@tanstack/react-query";
import { read } from "./request.ts";

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
