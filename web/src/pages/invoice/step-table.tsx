import type { Step } from "../../api/invoices.ts";
import { formatAmount } from "../../format/format-money.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import styles from "./step-table.module.css";

/** The tiers, fees and floors a price passed through, in order; amounts are exact and not yet rounded. */
export function StepTable({ steps, currency }: { steps: readonly Step[]; currency: string }) {
  return (
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
            <th scope="row">{step.label}</th>
            <StepCell name="Quantity" text={step.quantity && formatQuantity(step.quantity)} />
            <StepCell name="Rate" text={step.rate && formatAmount(step.rate, currency)} />
            <StepCell name="Flat" text={step.flat && formatAmount(step.flat, currency)} />
            <StepCell name="Amount" text={formatAmount(step.amount, currency)} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function StepCell({ name, text }: { name: string; text: string | undefined }) {
  const absent = text === undefined || text === "";
  return (
    <td data-label={name} data-absent={absent}>
      {absent ? "–" : text}
    </td>
  );
}
