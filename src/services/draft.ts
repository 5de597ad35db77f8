import type { DueGroup } from "../account/due.ts";
import { invoiceText } from "../account/invoice.ts";
import { draftInvoice } from "../account/step.ts";
import { type AccountStanding, accountStanding } from "../store/accounts.ts";
import { findLateUsage } from "../store/late-usage.ts";
import type { Tx } from "../store/tenant.ts";
import { aggregateUsage } from "../store/usage-aggregate.ts";
import type { Instant } from "../time/instant.ts";
import type { ModelLibrary, TenantModels } from "./model-library.ts";
import { tellableInvoice } from "./tellable-invoice.ts";
import { fetchUsage } from "./usage-answers.ts";

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

/** A customer's open draft as canonical JSON; undefined while nothing is due, and for a parked account or one about to be. */
export async function currentDraft(
  tx: Tx,
  customer: string,
  library: ModelLibrary,
  now: Instant,
): Promise<string | undefined> {
  const models = await library.of(tx);
  const standing = await accountStanding(tx, customer);
  const group = openGroup(standing, models, now);
  if (group === undefined || models === undefined || standing === undefined) return undefined;
  const { account } = standing;
  const usage = await fetchUsage(
    [{ account, group }],
    (queries) => aggregateUsage(tx, queries),
    (probes) => findLateUsage(tx, probes),
  );
  const draft = draftInvoice(account, models.books, usage, now);
  return draft.ok && draft.value !== undefined ? invoiceText(draft.value) : undefined;
}
