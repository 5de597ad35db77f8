import type { Account } from "../../account/account.ts";
import { booksOf } from "../../account/customer-books.ts";
import { fieldsOf } from "../../governance/request-fields.ts";
import { type Model, modelIdentity } from "../../model/model.ts";
import type { TenantModels } from "../model-library.ts";

/**
 * The versions of the model at the prices that a request's customer would pay: as its price list sells them, the current one last. Of a
 * subscription or a contract that the request names those that it was bought by, and the one that the request names besides. The
 * model's own of whoever has no account yet.
 */
export function modelsSold(
  { books, models }: Pick<TenantModels, "books" | "models">,
  account: Account | undefined,
  body: unknown,
): readonly Model[] {
  if (account === undefined) return models;
  const own = booksOf(books, account.customer);
  const sold = models.map((model) => own.sold(modelIdentity(model))?.model ?? model);
  const asked = fieldsOf(body);
  const kept = [...new Set(boughtBy(account, asked))].map((id) => books.find(id).model);
  if (kept.length === 0) return sold;
  return [...kept, ...sold.filter((model) => modelIdentity(model) === asked.model)];
}

/** The versions, each of a price list, that what a request names was bought by. */
function boughtBy(
  { subscriptions, contracts }: Account,
  { subscription, of, contract }: Readonly<Record<string, unknown>>,
): readonly string[] {
  return [
    ...subscriptions.flatMap(({ fact: { id }, phases }) =>
      id === subscription || id === of ? phases.map(({ model }) => model) : [],
    ),
    ...(contracts ?? []).flatMap(({ fact: { id }, terms }) =>
      id === contract ? terms.map(({ model }) => model) : [],
    ),
  ];
}
