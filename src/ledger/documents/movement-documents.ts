import type { AccountMovement } from "../../account/step.ts";
import type { CreditMovement } from "../../credit/movement.ts";
import { decimalOf, isZero } from "../../money/decimal.ts";
import type { LedgerDocument } from "./ledger-document.ts";

/** What movements do not say of themselves. */
export interface MovementContext {
  /** The stream of breakage of grants that name none. */
  readonly breakageStream: string;
}

/**
 * The ledger's documents of movements, in their order: one or none for each.
 *
 * None for what changes no books: grants, free credits whatever becomes of them (an invoice that they make cheaper has them
 * among the discounts of its lines), a delivery and an allocation (their months recognise them), a credit note that paid nothing (the note itself is
 * posted as it was issued), credits taken back that were sold on an invoice (a credit note gives their price back, and is posted).
 */
export const movementDocuments = (
  movements: readonly AccountMovement[],
  context: MovementContext,
): readonly LedgerDocument[] =>
  movements.flatMap((movement) => {
    const document = documentOf(movement, context);
    return document === undefined ? [] : [document];
  });

function documentOf(
  movement: AccountMovement,
  context: MovementContext,
): LedgerDocument | undefined {
  switch (movement.kind) {
    case "payment":
    case "payment-reversal":
    case "refund":
    case "credit-application":
    case "reapplication":
    case "write-off":
    case "write-off-reversal":
    case "recovery":
    case "dispute-opened":
    case "dispute-won":
    case "dispute-lost":
      // Each has the fields of the document of its kind.
      return movement;
    case "credit-note": {
      const { number: id, customer, date, currency, appliedTo } = movement;
      if (appliedTo.length === 0) return undefined;
      return { kind: "credit-note-application", id, customer, date, currency, appliedTo };
    }
    case "credit-grant":
    case "delivery":
    case "allocation":
      return undefined;
    case "credit-purchase":
      return isZero(decimalOf(movement.amount)) ? undefined : movement;
    case "credit-burn":
    case "credit-release":
      return drawnDocument(movement);
    case "credit-breakage": {
      const { stream = context.breakageStream } = movement;
      return { ...movement, stream };
    }
    case "credit-expiry": {
      const { stream = context.breakageStream } = movement;
      return isZero(decimalOf(movement.amount)) ? undefined : { ...movement, stream };
    }
    case "credit-void": {
      const { invoice, ...taken } = movement;
      return invoice !== undefined || isZero(decimalOf(taken.amount)) ? undefined : taken;
    }
  }
}

function drawnDocument(
  movement: Extract<CreditMovement, { kind: "credit-burn" | "credit-release" }>,
): LedgerDocument | undefined {
  const { kind, id, grant, customer, date, currency, draws, against } = movement;
  const { funding, ...documents } = against;
  if (funding === "free") return undefined;
  return { kind, id, grant, customer, date, currency, draws, against: { funding, ...documents } };
}
