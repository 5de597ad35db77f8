import { nextDueGroup } from "../account/due.ts";
import { invoiceText } from "../account/invoice.ts";
import { draftInvoice } from "../account/step.ts";
import { accountStanding } from "../store/accounts.ts";
import { findLateUsage } from "../store/late-usage.ts";
import type { Tx } from "../store/tenant.ts";
import { aggregateUsage } from "../store/usage-aggregate.ts";
import type { Instant } from "../time/instant.ts";
import type { ModelLibrary } from "./model-library.ts";
import { fetchUsage } from "./usage-answers.ts";

/** A customer's open draft as canonical JSON; undefined while nothing is due. */
export async function currentDraft(
  tx: Tx,
  customer: string,
  library: ModelLibrary,
  now: Instant,
): Promise<string | undefined> {
  const models = await library.of(tx);
  const standing = await accountStanding(tx, customer);
  if (models === undefined || standing === undefined) return undefined;
  const { books } = models;
  const { account } = standing;
  const group = nextDueGroup(account, books);
  if (group === undefined || group.dueAt > now) return undefined;
  const usage = await fetchUsage(
    [{ account, group }],
    (queries) => aggregateUsage(tx, queries),
    (probes) => findLateUsage(tx, probes),
  );
  const draft = draftInvoice(account, books, usage, now);
  return draft === undefined ? undefined : invoiceText(draft);
}
