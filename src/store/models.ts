import { formatInstant, type Instant } from "../time/instant.ts";
import type { Statement, Tx } from "./tenant.ts";

/** A published version of a model: its canonical text never changes. */
export interface PublishedModel {
  readonly id: string;
  readonly version: string;
  readonly document: string;
  readonly publishedAt: Instant;
}

const listModels: Statement = {
  name: "list-models",
  text: `select id, version, document, published_at as "publishedAt"
    from models order by published_at, id, version`,
};

/** Every published version, oldest first; the last is current. */
export const publishedModels = (tx: Tx): Promise<readonly PublishedModel[]> =>
  tx.rows<{ id: string; version: string; document: string; publishedAt: Instant }>(listModels);

const newestModel: Statement = {
  name: "newest-model",
  text: "select count(*) as count, max(published_at) as newest from models",
};

/** Changes whenever a version is published: what a cache of the models is good for. */
export async function modelsStamp(tx: Tx): Promise<string> {
  const [row] = await tx.rows<{ count: number; newest: Instant | null }>(newestModel);
  return `${row?.count ?? 0} ${row?.newest ?? ""}`;
}

const lockToPublish: Statement = {
  name: "hold-models-to-publish",
  text: `select pg_advisory_xact_lock(
    hashtextextended('florin.models ' || current_setting('florin.tenant'), 0))`,
};

/** Lets this transaction alone publish until its end, and waits for the sales under way: see {@link holdModelsToSell}. */
export async function holdModelsToPublish(tx: Tx): Promise<void> {
  await tx.rows(lockToPublish);
}

const lockToSell: Statement = {
  name: "hold-models-to-sell",
  text: `select pg_advisory_xact_lock_shared(
    hashtextextended('florin.models ' || current_setting('florin.tenant'), 0))`,
};

/** Keeps the current model current until the end of this transaction, so that what is sold by it is known to who publishes. */
export async function holdModelsToSell(tx: Tx): Promise<void> {
  await tx.rows(lockToSell);
}

/** Whether the tenant's customers bought anything yet. */
export async function anythingSold(tx: Tx): Promise<boolean> {
  const [row] = await tx.rows<{ sold: boolean }>(
    "select exists (select from account_facts) as sold",
  );
  return row?.sold === true;
}

const insertModel: Statement = {
  name: "insert-model",
  text: `insert into models (id, version, document, published_at) values ($1, $2, $3, $4)
    on conflict (tenant, id, version) do nothing`,
};

/** Publishes a version; false where it exists, whatever its content. */
export async function insertPublishedModel(tx: Tx, model: PublishedModel): Promise<boolean> {
  const { id, version, document, publishedAt } = model;
  return (await tx.run(insertModel, [id, version, document, formatInstant(publishedAt)])) > 0;
}

/** One version's canonical text. */
export async function modelDocument(
  tx: Tx,
  id: string,
  version: string,
): Promise<string | undefined> {
  const [row] = await tx.rows<{ document: string }>(
    "select document from models where id = $1 and version = $2",
    [id, version],
  );
  return row?.document;
}
