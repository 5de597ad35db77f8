import { booksOf } from "../account/customer-books.ts";
import type { DueGroup } from "../account/due.ts";
import { type Invoice, invoiceText } from "../account/invoice.ts";
import { nextDueOf } from "../account/step.ts";
import { type AccountStanding, accountStanding } from "../store/accounts.ts";
import type { SettlesUsage } from "../store/event-store.ts";
import type { Tx } from "../store/tenant.ts";
import type { Instant } from "../time/instant.ts";
import { turnAhead, turnsMax } from "./issued-ahead.ts";
import type { ModelLibrary, TenantModels } from "./model-library.ts";
import { tellableInvoice } from "./tellable-invoice.ts";

/**
 * What a customer's open draft charges for; undefined while nothing is due, for a parked account, and for one that
 * billing will park because its due items cannot be told.
 */
export function openGroup(
  standing: AccountStanding | undefined,
  models: TenantModels | undefined,
  now: Instant,
): DueGroup | undefined {
  if (models === undefined || standing === undefined || standing.parked !== null) return undefined;
  const group = tellableInvoice(standing.account, models.books);
  return group === undefined || group.dueAt > now ? undefined : group;
}

/**
 * A customer's open drafts, in the order in which they are issued: all documents that what is due now comes to. Empty while nothing
 * is due, for a parked account and one about to be; what cannot be taxed yet, and what comes after it, is not among them. Undefined
 * where there is no such customer.
 */
export async function openDrafts(
  tx: Tx,
  customer: string,
  { library, events }: { readonly library: ModelLibrary; readonly events: SettlesUsage },
  now: Instant,
): Promise<readonly Invoice[] | undefined> {
  const models = await library.of(tx);
  const standing = await accountStanding(tx, customer);
  if (standing === undefined || models === undefined) return undefined;
  const { books } = models;
  const drafts: Invoice[] = [];
  let { account } = standing;
  for (let turns = 0; turns < turnsMax; turns += 1) {
    const group = openGroup({ ...standing, account }, models, now);
    const next = group && nextDueOf(account, booksOf(books, account.customer));
    if (next === undefined) break;
    const turn = await turnAhead(tx, account, books, { at: now, now: next, events });
    if (!turn.ok) break;
    account = turn.value.account;
    drafts.push(...turn.value.documents);
  }
  return drafts;
}

/** The same as canonical JSON, each as it will be stored but for its number. */
export async function openDraftTexts(
  ...asked: Parameters<typeof openDrafts>
): Promise<readonly string[] | undefined> {
  return (await openDrafts(...asked))?.map(invoiceText);
}
