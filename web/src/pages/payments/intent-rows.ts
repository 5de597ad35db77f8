import type { PaymentIntent } from "../../api/payments.ts";
import type { CsvRow } from "../../format/csv-text.ts";

/** The head of the file that {@link intentRows} makes. */
export const intentHeader: CsvRow = [
  "id",
  "kind",
  "way",
  "provider",
  "customer",
  "invoice",
  "amount",
  "currency",
  "state",
  "reason",
  "recordedAt",
  "nextCallAt",
];

/** Charges and refunds as rows of a file. */
export const intentRows = (intents: readonly PaymentIntent[]): readonly CsvRow[] =>
  intents.map((one) => [
    one.id,
    one.kind,
    one.way,
    one.provider,
    one.customer,
    one.invoice,
    one.amount,
    one.currency,
    one.state,
    one.reason,
    one.recordedAt,
    one.nextCallAt,
  ]);
