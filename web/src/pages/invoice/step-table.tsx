import type { Step } from "../../api/invoices.ts";
import type { CsvRow } from "../../format/csv-text.ts";
import { type DecimalText, multiplyDecimals } from "../../format/decimal-text.ts";
import { formatAmount } from "../../format/format-money.ts";
import { formatQuantity, groupNumbers } from "../../format/format-quantity.ts";
import { saveCsv } from "../../parts/save-csv.ts";
import { TableCsv } from "../../parts/table-csv.tsx";
import styles from "./step-table.module.css";

interface Properties {
  readonly steps: readonly Step[];
  readonly currency: string;
  /** How many units the price list states a rate for; one where undefined. */
  readonly per: string | undefined;
}

/** The tiers, fees and floors a price passed through, in order; amounts are exact and not yet rounded. */
export function StepTable({ steps, currency, per }: Properties) {
  return (
    <>
      <table className={styles.table}>
        <caption className="visually-hidden">Steps of the price, amounts in {currency}</caption>
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Quantity</th>
            <th scope="col">Rate</th>
            <th scope="col">Flat</th>
            <th scope="col">Amount</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity but their place in a fixed list.
            <tr key={index}>
              <th scope="row">{groupNumbers(step.label)}</th>
              <StepCell name="Quantity" text={step.quantity && formatQuantity(step.quantity)} />
              <StepCell name="Rate" text={step.rate && rateText(step.rate, currency, per)} />
              <StepCell name="Flat" text={step.flat && formatAmount(step.flat, currency)} />
              <StepCell name="Amount" text={formatAmount(step.amount, currency)} />
            </tr>
          ))}
        </tbody>
      </table>
      <TableCsv
        caption="the steps of the price"
        save={() =>
          saveCsv(
            "steps",
            header,
            steps.map((step) => csvRow(step, currency)),
          )
        }
      />
    </>
  );
}

const header: CsvRow = ["step", "quantity", "rate", "flat", "amount", "currency"];

const csvRow = ({ label, quantity, rate, flat, amount }: Step, currency: string): CsvRow => [
  label,
  quantity ?? null,
  rate ?? null,
  flat ?? null,
  amount,
  currency,
];

/** A rate as the price list states it: `0.65 per 1,000`, which the units' own `0.00065` is. */
function rateText(rate: DecimalText, currency: string, per: string | undefined): string {
  const stated = per === undefined ? undefined : multiplyDecimals(rate, per);
  return stated === undefined || per === undefined
    ? formatAmount(rate, currency)
    : `${formatAmount(stated, currency)} per ${formatQuantity(per)}`;
}

function StepCell({ name, text }: { name: string; text: string | undefined }) {
  const absent = text === undefined || text === "";
  return (
    <td data-label={name} data-absent={absent}>
      {absent ? "–" : text}
    </td>
  );
}
