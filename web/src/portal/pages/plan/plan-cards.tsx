import type { Charge } from "../../../api/plans.ts";
import type { OfferedPlan } from "../../api/changes.ts";
import { useLanguage } from "../../language/language.tsx";
import { cadenceWords, priceWords } from "../../language/price-words.ts";
import { Badge } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import styles from "./plan.module.css";

interface Properties {
  readonly plans: readonly OfferedPlan[];
  readonly current: string;
  readonly cadence: string | null;
  readonly onChoose?: (plan: string) => void;
}

/** The plans that are offered, beside the one that the customer has. */
export function PlanCards({ plans, current, cadence, onChoose }: Properties) {
  const { say } = useLanguage();
  const otherCadence = (plan: OfferedPlan): boolean =>
    Object.keys(plan.prices).some((one) => one !== cadence);
  return (
    <ul className={styles.cards}>
      {plans.map((plan) => {
        const isCurrent = plan.id === current;
        return (
          <li key={plan.id} className={styles.card} data-current={isCurrent}>
            <div className={styles.name}>
              <h3>{plan.name}</h3>
              {isCurrent && <Badge tone="good">{say("plan.yours")}</Badge>}
            </div>
            <Prices prices={plan.prices} />
            <ul className={styles.charges}>
              {plan.charges.map((charge) => (
                <li key={charge.id}>
                  <ChargeWords charge={charge} />
                </li>
              ))}
              {plan.features?.map(({ id, name, value }) => (
                <li key={id}>{value === true || value === null ? name : `${name}: ${value}`}</li>
              ))}
            </ul>
            {onChoose !== undefined && (!isCurrent || otherCadence(plan)) && (
              <div className={styles.choose}>
                <Button onClick={() => onChoose(plan.id)}>
                  {say(isCurrent ? "plan.change-cadence" : "plan.choose", { plan: plan.name })}
                </Button>
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Prices({ prices }: Pick<OfferedPlan, "prices">) {
  const language = useLanguage();
  const stated = Object.entries(prices);
  if (stated.length === 0) return <p className={styles.price}>{language.say("plan.no-fee")}</p>;
  return stated.map(([cadence, price]) => (
    <p key={cadence} className={styles.price}>
      {priceWords(language, price)} <small>{cadenceWords(language, cadence)}</small>
    </p>
  ));
}

/** What use costs: what is included of it, and the price past that. */
function ChargeWords({ charge }: { charge: Charge }) {
  const language = useLanguage();
  const { say, units } = language;
  const { name, included, overage, price, unit } = charge;
  const past = priceWords(language, price);
  return (
    <>
      <strong>{name}</strong>:{" "}
      {included === null
        ? past
        : overage === "block"
          ? say("plan.included-only", { included: units(included, unit) })
          : say("plan.included-then", { included: units(included, unit), price: past })}
    </>
  );
}
