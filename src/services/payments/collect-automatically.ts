import { assert } from "../../fault/fault.ts";
import { type CollectionTry, type NextCharge, nextCharge } from "../../payments/collection.ts";
import type { Decline } from "../../payments/decline.ts";
import { noticeOf } from "../../payments/intent-effect.ts";
import { latestTry } from "../../payments/intent-state.ts";
import { itemOf, zoneOf } from "../../receivable/open-item.ts";
import { isDisputed, type OpenItem, type Receivables } from "../../receivable/receivables.ts";
import { itemsToCharge, type OpenItemRow, saveCollecting } from "../../store/open-items.ts";
import type { Tx } from "../../store/tenant.ts";
import { DAY_MS, type Instant } from "../../time/instant.ts";
import { startOfDayNumber } from "../../time/zone.ts";
import { isBehind } from "../money-facts.ts";
import { writing } from "./act-on-intent.ts";
import { allowedMethods } from "./allowed-methods.ts";
import { beginCharge, chargeable } from "./charge-invoice.ts";
import { customerMethod, paymentOf } from "./method-reports.ts";
import type { PaymentParts } from "./payment-parts.ts";
import { followSomeMoney, holdCustomer } from "./record-effects.ts";
import type { KeptIntent } from "./stored-intent.ts";
import { canBeWithdrawn, chargesOf, withdrawIntent } from "./withdraw-intent.ts";

const collectedAtOnce = 500;

/**
 * Begins the charges that are due of customers who pay automatically: writes them down, for the provider to be called.
 * Answers how many there are. Safe to run twice at once: a debt is decided on with its customer held.
 */
export async function collectDue(parts: PaymentParts, tenant: string): Promise<number> {
  // In as many transactions as it takes, so that a server that ends keeps what was done.
  while (await writing(parts, tenant, followSomeMoney)) parts.ending?.throwIfAborted();
  const due = await parts.store.withTenant(
    tenant,
    (tx) => itemsToCharge(tx, parts.now(tenant), collectedAtOnce),
    { readOnly: true },
  );
  let begun = 0;
  for (const item of due) {
    parts.ending?.throwIfAborted();
    begun += (await collect(parts, tenant, item)) ? 1 : 0;
  }
  return begun;
}

async function collect(parts: PaymentParts, tenant: string, row: OpenItemRow): Promise<boolean> {
  const first = await writing(parts, tenant, (tx) => decide(parts, tx, row));
  if (typeof first === "boolean") return first;
  // What was tried before is closed before anything else is charged: it could be paid after all.
  for (const id of first.withdraw) await withdrawIntent(parts, tenant, id, "charged another way");
  return (await writing(parts, tenant, (tx) => decide(parts, tx, row, true))) === true;
}

/** Charges that must be withdrawn before the next one begins. */
interface InTheWay {
  readonly withdraw: readonly string[];
}

async function decide(
  parts: PaymentParts,
  tx: Tx,
  { id: invoiceId, invoice, customer }: OpenItemRow,
  withdrawn = false,
): Promise<boolean | InTheWay> {
  const now = parts.now(tx.tenant);
  await holdCustomer(tx, customer);
  const stop = async (collection: string, nextChargeAt: Instant | null = null) => {
    await saveCollecting(tx, { invoice, collection, nextChargeAt });
    return false;
  };
  const state = await parts.books.owedBy(tx, customer);
  const item = state === undefined ? undefined : itemOf(state, invoiceId);
  if (state === undefined || item === undefined || item.closedAt !== null) return stop("paid");
  const later = waitsUntil(state, item, now);
  if (later !== undefined) return stop("waiting", later);
  const methods = await allowedMethods(tx, customer, invoiceId);
  const charges = await chargesOf(tx, invoice);
  const next = nextCharge(
    {
      payment: chargeable(await paymentOf(parts, tx), methods),
      methods: methods.map(customerMethod),
      tries: charges.flatMap((kept) => tryOf(kept, item)),
      currency: state.currency,
      zone: zoneOf(state),
    },
    now,
  );
  if (next.kind !== "charge" || next.at > now) return stop(...standing(next));
  const inTheWay = charges.filter(canBeWithdrawn);
  if (!withdrawn && inTheWay.length > 0)
    return { withdraw: inTheWay.map(({ intent }) => intent.id) };
  if (inTheWay.some(waitsForCustomer)) return stop("waiting", now + DAY_MS);
  const method = methods.find(({ id }) => id === next.method.id);
  assert(method !== undefined, "the method to charge is one of the customer's");
  const debt = { customer, number: invoice, state, item };
  const begun = await beginCharge(parts, tx, parts.newId("pay"), {
    debt,
    amount: item.open,
    method,
  });
  // Where invoices have to be issued first, the next run looks again.
  if (!begun.ok) return stop("waiting", isBehind(begun) ? now : now + DAY_MS);
  await stop("waiting");
  return true;
}

/** A debt that is contested or promised is not collected; one whose contest ends without our hearing is seen a day later. */
function waitsUntil(state: Receivables, item: OpenItem, now: Instant): Instant | undefined {
  if (isDisputed(state, item)) return now + DAY_MS;
  const { promisedUntil } = item.dunning;
  if (promisedUntil === null) return undefined;
  const free = startOfDayNumber(zoneOf(state), promisedUntil + 1);
  return free > now ? free : undefined;
}

/** How the collection stands when nothing is charged now. */
function standing(next: NextCharge): [collection: string, nextChargeAt?: Instant] {
  switch (next.kind) {
    case "charge":
      return ["due", next.at];
    case "wait":
      return ["waiting"];
    case "ask-customer":
      return ["asked"];
    case "received":
    case "stop":
      return ["stopped"];
  }
}

/** A charge that only its customer can go on with, who is away: it may be paid late, so it is withdrawn first. */
const waitsForCustomer = ({ intent, way }: KeptIntent): boolean =>
  way === "method" &&
  intent.state === "pending" &&
  latestTry(intent.knowledge.tries)?.status === "needs-action";

/** A charge as a try of its debt. A page on which the customer pays is no try of a method, but while it is open. */
function tryOf(kept: KeptIntent, item: OpenItem): readonly CollectionTry[] {
  const { intent, way } = kept;
  const { state, knowledge } = intent;
  const { id: method } = intent.method;
  const at = intent.recordedAt;
  const failed = (decline: Decline): readonly CollectionTry[] =>
    way === "checkout" ? [] : [{ method, at, outcome: { kind: "failed", decline } }];
  if (waitsForCustomer(kept)) return failed(needsAction);
  switch (state) {
    case "succeeded": {
      const returned = item.charges.some(
        ({ id, status }) => id === intent.id && status === "returned",
      );
      return returned ? failed(takenBack) : [{ method, at, outcome: { kind: "received" } }];
    }
    case "failed": {
      // On a page the customer may try again.
      if (way === "checkout") return [{ method, at, outcome: { kind: "under-way" } }];
      const notice = noticeOf(intent);
      return failed(notice?.kind === "payment-failed" ? notice.decline : neverDone);
    }
    case "cancelled": {
      const last = latestTry(knowledge.tries);
      if (last !== undefined) return failed(last.decline ?? needsAction);
      return intent.attempts.length > 0 ? failed(neverDone) : [];
    }
    default:
      return [{ method, at, outcome: { kind: "under-way" } }];
  }
}

const needsAction: Decline = { class: "needs-action", code: "needs-action" };
const takenBack: Decline = { class: "retryable", code: "returned" };
const neverDone: Decline = { class: "retryable", code: "not-executed" };
