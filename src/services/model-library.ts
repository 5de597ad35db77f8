import { type PriceBooks, priceBooks } from "../account/price-book.ts";
import { limitedMeters } from "../entitlement/counted-meters.ts";
import { assert, expectOk, ok, type Result } from "../fault/fault.ts";
import { compileMeter, type MeterFold } from "../metering/meter-fold.ts";
import { checkModel } from "../model/check-model.ts";
import { type Model, modelIdentity } from "../model/model.ts";
import type { Subscribable } from "../model/plan.ts";
import { noteChange } from "../store/act.ts";
import { countMeters } from "../store/count-meters.ts";
import type { EventUpkeep } from "../store/event-store.ts";
import {
  holdModelsToPublish,
  insertPublishedModel,
  modelDocument,
  modelsStamp,
  publishedModels,
} from "../store/models.ts";
import { sha256 } from "../store/sha256.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import { noteLooksAtUse } from "../store/tenants.ts";
import { modelSubject } from "./models/model-subject.ts";
import { publishingFaults } from "./models/publishing-faults.ts";
import { answered, onceOnly } from "./once.ts";
import type { IdempotentRequest, StoredAnswer } from "./services.ts";
import type { ServerClock } from "./tenant-clocks.ts";
import { tellEvents } from "./webhooks/tell-events.ts";

/** A tenant's published models, opened for billing and kept while nothing new is published. */
export interface TenantModels {
  readonly books: PriceBooks;
  readonly models: readonly Model[];
  /** The current model's meters by event type. */
  readonly meters: ReadonlyMap<string, readonly MeterFold[]>;
  /** The current model's event types, each with what is sold whose charges read it: `acme@1/team`. */
  readonly metered: ReadonlyMap<string, readonly string[]>;
}

/** The models of every tenant. */
export interface ModelLibrary {
  /** Undefined while the tenant has published none. */
  readonly of: (tx: Tx) => Promise<TenantModels | undefined>;
  /** The same outside of a transaction, at most a second old: for the ingest path. */
  readonly recent: (tenant: string) => Promise<TenantModels | undefined>;
  readonly publish: (
    tenant: string,
    document: unknown,
    once: IdempotentRequest | undefined,
  ) => Promise<Result<StoredAnswer>>;
}

const freshForMs = 1_000;

/**
 * Opens the library. `monotonicMs` is a clock that only measures how old a cached answer is; `checkPlan` refuses to publish a model whose plan
 * cannot be forecast.
 */
export function createModelLibrary(
  store: Store,
  clock: ServerClock,
  monotonicMs: () => number,
  checkPlan: (model: Model) => Promise<Result<unknown>> = async () => ok(undefined),
): ModelLibrary {
  const known = new Map<string, { readonly stamp: string; readonly models: TenantModels }>();
  const fresh = new Map<
    string,
    { readonly until: number; readonly models: TenantModels | undefined }
  >();

  const of = async (tx: Tx): Promise<TenantModels | undefined> => {
    const stamp = await modelsStamp(tx);
    const kept = known.get(tx.tenant);
    if (kept?.stamp === stamp) return kept.models;
    const published = await publishedModels(tx);
    // A tenant that has none may be no tenant at all: whoever makes up names must not fill the memory.
    if (published.length === 0) return undefined;
    const models = published.map(({ document }) => JSON.parse(document) as Model);
    const opened = openModels(models);
    known.set(tx.tenant, { stamp, models: opened });
    return opened;
  };

  return {
    of,
    recent: async (tenant) => {
      const kept = fresh.get(tenant);
      if (kept !== undefined && kept.until > monotonicMs()) return kept.models;
      const models = await store.withTenant(tenant, of, { readOnly: true });
      fresh.set(tenant, { until: monotonicMs() + freshForMs, models });
      return models;
    },
    publish: async (tenant, document, once) => {
      const { model, faults } = checkModel(document);
      if (model === undefined) return { ok: false, faults };
      const planned = await checkPlan(model);
      if (!planned.ok) return planned;
      const published = await store.withTenant(tenant, (tx) =>
        onceOnly(tx, once, clock.now(tenant), () => publish(tx, model, clock, store.events.upkeep)),
      );
      fresh.delete(tenant);
      return published;
    },
  };
}

/**
 * Keeps the document in the author's order, which is the order of an invoice's lines; whether two are the same is asked
 * of their canonical texts. The newest version is current, so none is published at the instant of another.
 */
async function publish(
  tx: Tx,
  model: Model,
  clock: ServerClock,
  stored: EventUpkeep,
): Promise<Result<StoredAnswer>> {
  const { id, version, name, currency } = model;
  const body = JSON.stringify({ id, version, name, currency });
  await holdModelsToPublish(tx);
  const faults = await publishingFaults(tx, model);
  if (faults.length > 0) return { ok: false, faults };
  if ((await modelDocument(tx, id, version)) !== undefined) return ok(answered(200, body));
  const limited = limitedMeters(model);
  const newest = (await publishedModels(tx)).at(-1);
  const publishedAt = Math.max(clock.now(tx.tenant), (newest?.publishedAt ?? 0) + 1);
  const document = JSON.stringify(model);
  assert(await insertPublishedModel(tx, { id, version, document, publishedAt }), "it is new");
  noteChange({
    subject: modelSubject(id, version),
    before: newest && { id: newest.id, version: newest.version },
    after: { id, version, sha256: sha256(document) },
  });
  await countMeters(tx, limited, stored);
  if (limited.length > 0) await noteLooksAtUse(tx);
  const type = "model.published";
  const data = { id, version, name, currency };
  const told = { type, key: `${id}@${version}`, account: "", at: publishedAt, data } as const;
  await tellEvents(tx, [told]);
  return ok(answered(201, body));
}

function openModels(models: readonly Model[]): TenantModels {
  const books = expectOk(priceBooks(models));
  const { model } = books.current;
  const meters = new Map<string, MeterFold[]>();
  for (const meter of Object.values(model.meters)) {
    const fold = expectOk(compileMeter(meter));
    meters.set(meter.event, [...(meters.get(meter.event) ?? []), fold]);
  }
  return { books, models, meters, metered: meteredPlans(models) };
}

/** What a version has subscriptions to, as the event store names it: `acme@1/team`, `acme@1/addons/insights`. */
export const soldIn = (model: Model): readonly (readonly [product: string, sold: Subscribable])[] =>
  [...Object.entries(model.plans), ...prefixed("addons/", model.addons ?? {})].map(
    ([id, sold]): [string, Subscribable] => [`${modelIdentity(model)}/${id}`, sold],
  );

const prefixed = <T>(prefix: string, record: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(record).map(([id, value]) => [`${prefix}${id}`, value]);

/** A meter that no charge reads still counts its events; they are watched, not lost. */
function meteredPlans(models: readonly Model[]): ReadonlyMap<string, readonly string[]> {
  const metered = new Map<string, Set<string>>();
  for (const model of models) {
    for (const meter of Object.values(model.meters)) {
      if (!metered.has(meter.event)) metered.set(meter.event, new Set());
    }
    for (const [product, { charges }] of soldIn(model)) {
      for (const charge of Object.values(charges ?? {})) {
        const event = model.meters[charge.meter]?.event;
        if (event !== undefined) metered.get(event)?.add(product);
      }
    }
  }
  return new Map([...metered].map(([event, plans]) => [event, [...plans].sort()]));
}
