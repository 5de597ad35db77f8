import type { Explanation, InvoiceLine } from "../../api/invoices.ts";
import { negated } from "../../format/decimal-text.ts";
import { formatAmount } from "../../format/format-money.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { Money } from "../../parts/money.tsx";
import styles from "./line-reckoning.module.css";

/** From the exact amount to the amount on the invoice: proration, rounding once, discounts, in the order they are applied. */
export function LineReckoning({ line, currency }: { line: InvoiceLine; currency: string }) {
  const amount = (text: string) => formatAmount(text, currency);
  return (
    <dl className={styles.reckoning}>
      <Rounding explanation={line.explanation} amount={amount} />
      {line.discounts.map((discount) => (
        <div key={discount.id}>
          <dt>{discount.label}</dt>
          <dd>{amount(negated(discount.amount))}</dd>
        </div>
      ))}
      <div className={styles.result}>
        <dt>Amount of this line</dt>
        <dd>
          <Money amount={line.amount} currency={currency} />
        </dd>
      </div>
    </dl>
  );
}

interface RoundingProperties {
  readonly explanation: Explanation;
  readonly amount: (text: string) => string;
}

function Rounding({ explanation, amount }: RoundingProperties) {
  const { proration, rounding } = explanation;
  if (proration !== undefined) {
    return (
      <>
        <Reckoned name="Exact, for a whole period" value={amount(rounding.from)} />
        <Reckoned
          name="Part of the period"
          value={`${formatQuantity(proration.numerator)} of ${formatQuantity(proration.denominator)}`}
        />
        <Reckoned name="Prorated and rounded" value={amount(rounding.to)} />
      </>
    );
  }
  if (amount(rounding.from) === amount(rounding.to)) {
    return <Reckoned name="Exact, no rounding" value={amount(rounding.to)} />;
  }
  return (
    <div>
      <dt>Rounded</dt>
      <dd>
        {amount(rounding.from)}
        <span className={styles.arrow} aria-hidden="true">
          {" → "}
        </span>
        <span className="visually-hidden"> to </span>
        {amount(rounding.to)}
      </dd>
    </div>
  );
}

function Reckoned({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
