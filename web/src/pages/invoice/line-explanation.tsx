import { Link } from "@tanstack/react-router";
import type { InvoiceLine } from "../../api/invoices.ts";
import {
  formatCount,
  formatQuantity,
  groupNumbers,
  unitFor,
} from "../../format/format-quantity.ts";
import { type Fact, Facts } from "../../parts/facts.tsx";
import styles from "./line-explanation.module.css";
import { LineReckoning } from "./line-reckoning.tsx";
import { useUnitsPriced } from "./queries.ts";
import { StepTable } from "./step-table.tsx";

interface Properties {
  readonly line: InvoiceLine;
  readonly customer: string;
  readonly currency: string;
}

/** Why a line has its amount: the price it was rated by, what was counted, each tier passed, and each change to the cent. */
export function LineExplanation({ line, customer, currency }: Properties) {
  const { explanation } = line;
  const per = useUnitsPriced(explanation);
  const inUnits = (quantity: string): string =>
    line.unit === undefined
      ? formatQuantity(quantity)
      : `${formatQuantity(quantity)} ${unitFor(quantity, line.unit)}`;
  const facts: readonly Fact[] = [
    {
      name: "Price",
      value: (
        <>
          <code>{explanation.price}</code>
          <span className={styles.version}>
            {" in "}
            <code>{explanation.priceVersion}</code>
          </span>
        </>
      ),
    },
    { name: "Events", value: <EventCount line={line} customer={customer} /> },
    { name: "Quantity", value: inUnits(explanation.quantity) },
    {
      name: "Included",
      value: explanation.included === undefined ? undefined : inUnits(explanation.included),
    },
  ].filter((fact) => fact.name !== "Events" || explanation.events !== undefined);
  return (
    <div className={styles.explanation}>
      <Facts facts={facts} />
      {explanation.steps.length > 0 && (
        <StepTable steps={explanation.steps} currency={currency} per={per} />
      )}
      <LineReckoning line={line} currency={currency} />
      {explanation.notes !== undefined && explanation.notes.length > 0 && (
        <ul className={styles.notes}>
          {explanation.notes.map((note) => (
            <li key={note}>{groupNumbers(note)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function EventCount({ line, customer }: { line: InvoiceLine; customer: string }) {
  const count = formatCount(line.explanation.events ?? 0, "event");
  if (line.meter === undefined || line.period === null) return count;
  return (
    <Link
      to="/usage"
      search={{ meter: line.meter, customer, ...line.period }}
      className={styles.link}
    >
      {count}
    </Link>
  );
}
