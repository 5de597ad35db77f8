import type { AccountName } from "../ledger/account-name.ts";
import { type LedgerDocument, postDocument } from "../ledger/documents/ledger-document.ts";
import { type MovementContext, movementDocuments } from "../ledger/documents/movement-documents.ts";
import type { JournalEntry } from "../ledger/entry.ts";
import { invoiceOf } from "../ledger/ledger.fixture.ts";
import { decimalOf, format, negate, sum } from "../money/decimal.ts";
import type { Movement } from "./movement.ts";

const context: MovementContext = { breakageStream: "usage" };

/** The entries of invoices and movements, as the books post them. */
export function postedAll(
  invoices: readonly (readonly [string, string])[],
  movements: readonly Movement[],
): readonly JournalEntry[] {
  const issued = invoices.map(([number, total]) =>
    postDocument({
      kind: "invoice",
      invoice: invoiceOf({
        number,
        customer: "c-1",
        currency: "USD",
        issued: "2026-01-01",
        due: "2026-01-31",
        lines: [{ stream: "usage", amount: total, period: ["2026-01-01", "2026-02-01"] }],
      }),
    }),
  );
  return [
    ...issued,
    ...movements.flatMap((movement) =>
      [...noteOf(movement), ...movementDocuments([movement], context)].map(postDocument),
    ),
  ];
}

/** The balance of an account that stands on the credit side. */
export const creditOf = (entries: readonly JournalEntry[], account: AccountName): string =>
  format(
    negate(
      sum(
        entries
          .flatMap(({ postings }) => postings)
          .filter((posting) => posting.account === account)
          .map(({ amount }) => decimalOf(amount)),
      ),
    ),
  );

/** The credit note that a movement is of, as it was issued: all of it the customer's credit. */
function noteOf(movement: Movement): readonly LedgerDocument[] {
  if (movement.kind !== "credit-note") return [];
  const line = { id: "1", stream: "usage", treatment: "at-once", amount: movement.total } as const;
  return [{ ...movement, invoice: "INV", lines: [line], appliedTo: [] }];
}
