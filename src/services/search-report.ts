import { type Allowed, allows } from "../access/allows.ts";
import type { Model } from "../model/model.ts";
import { findCustomers, findInvoices, findPurchases } from "../store/search.ts";
import { type BookParts, reading } from "./report-parts.ts";

/** What a search finds, in the order in which kinds are listed. */
export const foundKinds = [
  "customer",
  "invoice",
  "subscription",
  "contract",
  "plan",
  "meter",
  "addon",
  "feature",
  "offer",
  "licence",
  "stream",
  "segment",
  "api",
] as const;

/** One thing that a search found. */
export interface Found {
  readonly kind: (typeof foundKinds)[number];
  readonly id: string;
  /** What it is called. */
  readonly title: string;
  /** What tells it from others of the same name: an e-mail, whose it is, an id. */
  readonly detail: string;
}

/** What is looked for. */
export interface SearchQuery {
  readonly q: string;
  /** Of each kind at most so many. */
  readonly limit: number;
}

/** Looks for what of a tenant is called so, of the kinds that the caller may read. */
export type Search = (
  tenant: string,
  allowed: Allowed,
  query: SearchQuery,
) => Promise<readonly Found[]>;

/**
 * What of a tenant is called so, of the kinds that the caller may read: customers by id, name or e-mail, documents by number,
 * subscriptions and contracts by id, and what the current model names.
 */
export const searchReport = (
  parts: BookParts,
  tenant: string,
  allowed: Allowed,
  { q, limit }: SearchQuery,
): Promise<readonly Found[]> =>
  reading(parts, tenant, async (tx) => {
    const typed = q.trim();
    if (typed === "") return [];
    const customers = allows(allowed, "customers.read")
      ? await findCustomers(tx, typed, limit)
      : [];
    const invoices = allows(allowed, "invoices.read") ? await findInvoices(tx, typed, limit) : [];
    const subscriptions = allows(allowed, "subscriptions.read")
      ? await findPurchases(tx, "subscription", typed, limit)
      : [];
    const contracts = allows(allowed, "contracts.read")
      ? await findPurchases(tx, "contract", typed, limit)
      : [];
    const models = allows(allowed, "models.read") ? await parts.library.of(tx) : undefined;
    const model = models?.books.current.model;
    return [
      ...customers.map(
        ({ id, name, email }): Found => ({
          kind: "customer",
          id,
          title: name,
          detail: email ?? id,
        }),
      ),
      ...invoices.map(
        ({ id, number, customerName }): Found => ({
          kind: "invoice",
          id,
          title: number,
          detail: customerName,
        }),
      ),
      ...subscriptions.map(
        ({ id, product, customerName }): Found => ({
          kind: "subscription",
          id,
          title: named(model?.plans, product) ?? id,
          detail: `${id}, ${customerName}`,
        }),
      ),
      ...contracts.map(
        ({ id, customerName }): Found => ({
          kind: "contract",
          id,
          title: id,
          detail: customerName,
        }),
      ),
      ...(model === undefined ? [] : nounsOf(model, typed, limit)),
    ];
  });

type Nouns = Readonly<Record<string, { readonly name?: string }>>;

const named = (nouns: Nouns | undefined, id: string | null): string | undefined =>
  nouns !== undefined && id !== null && Object.hasOwn(nouns, id)
    ? (nouns[id]?.name ?? id)
    : undefined;

/** What a model names whose id or name has a text, in any case; what begins with it first. */
function nounsOf(model: Model, typed: string, limit: number): readonly Found[] {
  const nouns: Readonly<Partial<Record<Found["kind"], Nouns | undefined>>> = {
    plan: model.plans,
    meter: model.meters,
    addon: model.addons,
    feature: model.features,
    offer: model.offers,
    licence: model.licences,
    stream: model.streams,
    segment: model.segments,
    api: model.apis,
  };
  const key = typed.toLowerCase();
  return foundKinds.flatMap((kind) =>
    Object.entries(nouns[kind] ?? {})
      .map(([id, { name = id }]): Found => ({ kind, id, title: name, detail: id }))
      .map((found) => ({ found, place: placeOf(found, key) }))
      .filter(({ place }) => place !== -1)
      .sort((left, right) => Number(left.place > 0) - Number(right.place > 0))
      .slice(0, limit)
      .map(({ found }) => found),
  );
}

/** Where a text stands in the name or the id, whichever is earlier; -1 where in neither. */
function placeOf({ title, id }: Found, key: string): number {
  const places = [title, id].map((text) => text.toLowerCase().indexOf(key)).filter((at) => at >= 0);
  return places.length === 0 ? -1 : Math.min(...places);
}
