import type { Charge, Tier } from "../api/plans.ts";
import { formatPrice } from "../format/format-money.ts";
import { formatQuantity, groupNumbers, unitFor } from "../format/format-quantity.ts";
import styles from "./charges.module.css";

/** What a plan charges for use: what is included, then what, and the tiers of it on request. */
export function Charges({ charges }: { charges: readonly Charge[] }) {
  if (charges.length === 0) return <span className={styles.quiet}>None charged</span>;
  return (
    <ul className={styles.charges}>
      {charges.map((charge) => (
        <li key={charge.id}>
          <ChargeTerms charge={charge} />
        </li>
      ))}
    </ul>
  );
}

function ChargeTerms({ charge }: { charge: Charge }) {
  const { name, every, included, unit, overage, price, tiers } = charge;
  const blocks = overage === "block";
  return (
    <>
      <p className={styles.name}>
        {name} <span className={styles.quiet}>{every}</span>
      </p>
      {included !== null && (
        <p>
          <strong className={styles.included}>{formatQuantity(included)}</strong>{" "}
          {unitFor(included, unit)} included, then{blocks ? " no more" : ""}
        </p>
      )}
      {!blocks && tiers.length === 0 && <p>{formatPrice(price)}</p>}
      {!blocks && tiers.length > 0 && (
        <details className={styles.tiers}>
          <summary>{formatPrice(price)}</summary>
          <Tiers charge={charge} />
        </details>
      )}
    </>
  );
}

function Tiers({ charge }: { charge: Charge }) {
  const { per, unit, kind, included, tiers } = charge;
  const units = unitFor("2", unit);
  const rule =
    kind === "volume"
      ? `All ${units} of a period at the price of the tier they reach.`
      : `Each of the ${units} at the price of its own tier.`;
  return (
    <>
      <p className={styles.rule}>
        {rule}
        {included !== null && " Those included do not count."}
      </p>
      <dl className={styles.prices}>
        {tiers.map((tier) => (
          <div key={tier.label}>
            <dt>{groupNumbers(tier.label)}</dt>
            <dd>{tierPrice(tier, per === "1" ? unit : formatQuantity(per))}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** `0.65 USD per 1,000, and 5.00 USD on entry`. */
function tierPrice({ unit, flat }: Tier, units: string): string {
  const parts = [
    ...(unit === null ? [] : [`${formatPrice(unit)} per ${units}`]),
    ...(flat === null ? [] : [`${formatPrice(flat)} on entry`]),
  ];
  return parts.join(", and ");
}
