import { ok, refuse } from "../fault/fault.ts";
import type { Instant } from "../time/instant.ts";
import type { ChargeAttempt } from "./charge-attempt.ts";
import type { PaymentFailed, StartCharge, Transition } from "./command.ts";
import { itemOf, withItem } from "./open-item.ts";
import type { OpenItem, Receivables } from "./receivables.ts";
import { alreadyRecorded, unknownInvoice, unknownRecord } from "./refusals.ts";
import { settlementOf } from "./settle.ts";

/**
 * Records that we are about to charge the customer for an item.
 * Refuses with `unknown-invoice`, `already-recorded`, `nothing-open`, and `charge-pending` while the outcome of an earlier
 * charge of the item is unknown: a second one could pay twice.
 */
export const startCharge: Transition<StartCharge> = (state, { id, invoice, method }, at) => {
  const item = itemOf(state, invoice);
  if (item === undefined) return refuse(unknownInvoice(state, invoice, "/invoice"));
  if (itemOfCharge(state, id) !== undefined || settlementOf(state, "payment", id) !== undefined)
    return refuse(alreadyRecorded("charge", id));
  if (item.closedAt !== null)
    return refuse({
      code: "nothing-open",
      path: "/invoice",
      message: "nothing is open of this invoice",
      value: invoice,
    });
  const pending = item.charges.find(({ status }) => status === "pending");
  if (pending !== undefined)
    return refuse({
      code: "charge-pending",
      path: "/invoice",
      message: `charge ${pending.id} of this invoice has not ended`,
      value: invoice,
      suggestion: "ask the provider how it ended",
    });
  const charge: ChargeAttempt = { id, at, method, status: "pending", endedAt: null };
  const charged = { ...item, charges: [...item.charges, charge] };
  return ok({ state: withItem(state, charged), movements: [] });
};

/**
 * A charge failed. Told again, or after the money came all the same, it changes nothing: a success is never undone by
 * news that arrives out of order. Refuses with `unknown-charge-attempt`.
 */
export const paymentFailed: Transition<PaymentFailed> = (state, { id, refused = false }, at) => {
  const item = itemOfCharge(state, id);
  const charge = item?.charges.find((one) => one.id === id);
  if (charge === undefined) return refuse(unknownRecord("charge", id, "/id"));
  const changes = charge.status === "pending" || (charge.status === "failed" && refused);
  if (!changes) return ok({ state, movements: [] });
  return ok({ state: endCharge(state, id, refused ? "refused" : "failed", at), movements: [] });
};

/** The state with a charge ended; unchanged where there is none of the id. */
export function endCharge(
  state: Receivables,
  id: string,
  status: Exclude<ChargeAttempt["status"], "pending">,
  at: Instant,
): Receivables {
  const item = itemOfCharge(state, id);
  if (item === undefined) return state;
  const charges = item.charges.map((one) =>
    one.id === id ? { ...one, status, endedAt: at } : one,
  );
  return withItem(state, { ...item, charges });
}

const itemOfCharge = (state: Receivables, id: string): OpenItem | undefined =>
  state.items.find(({ charges }) => charges.some((one) => one.id === id));
