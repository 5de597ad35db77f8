import { type AccountName, badDebt, customerCredit, receivable } from "../ledger/account-name.ts";
import { type LedgerDocument, postDocument } from "../ledger/documents/ledger-document.ts";
import { type JournalEntry, writeEntry } from "../ledger/entry.ts";
import { invoiceOf } from "../ledger/ledger.fixture.ts";
import { credit, debit } from "../ledger/posting.ts";
import { decimalOf, format, negate, subtract, sum } from "../money/decimal.ts";
import { totalOf } from "./item-amount.ts";
import type { Movement } from "./movement.ts";

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
  return [...issued, ...movements.map(postedOne)];
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

function postedOne(movement: Movement): JournalEntry {
  switch (movement.kind) {
    case "payment-reversal":
      return postDocument({ ...movement, kind: "refund" });
    case "credit-note": {
      const line = {
        id: "1",
        stream: "usage",
        treatment: "at-once",
        amount: movement.total,
      } as const;
      return postDocument({ ...movement, invoice: "INV", lines: [line] });
    }
    case "reapplication":
    case "write-off-reversal":
      return postedHere(movement);
    default: {
      // Assignable without a cast: a movement is the ledger's document of its kind.
      const document: LedgerDocument = movement;
      return postDocument(document);
    }
  }
}

/** The two movements that only the receivable knows. */
function postedHere(
  movement: Extract<Movement, { kind: "reapplication" | "write-off-reversal" }>,
): JournalEntry {
  const { id, customer, date, currency, kind } = movement;
  const head = { date, customer, document: { kind, number: id }, description: kind };
  if (kind === "write-off-reversal") {
    const amount = decimalOf(movement.amount);
    return writeEntry({
      ...head,
      postings: [
        debit(receivable, amount, currency, { invoice: movement.invoice }),
        credit(badDebt, amount, currency),
      ],
    });
  }
  const { reopens, appliedTo } = movement;
  return writeEntry({
    ...head,
    postings: [
      ...reopens.map(({ invoice, amount }) =>
        debit(receivable, decimalOf(amount), currency, { invoice }),
      ),
      ...appliedTo.map(({ invoice, amount }) =>
        credit(receivable, decimalOf(amount), currency, { invoice }),
      ),
      credit(customerCredit, subtract(totalOf(reopens), totalOf(appliedTo)), currency),
    ],
  });
}
