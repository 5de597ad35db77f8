import type { OfferedPlan } from "../../api/changes.ts";
import { inclusionsOf } from "../../language/inclusion-words.ts";
import { useLanguage } from "../../language/language.tsx";
import { cadenceWords, priceWords } from "../../language/price-words.ts";
import { Badge } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { useMe } from "../../shell/me.tsx";
import styles from "./plan.module.css";

interface Properties {
  readonly plans: readonly OfferedPlan[];
  readonly current: string;
  readonly cadence: string | null;
  readonly onChoose?: (plan: string) => void;
}

/** The plans that are offered, beside the one that the customer has. */
export function PlanCards({ plans, current, cadence, onChoose }: Properties) {
  const language = useLanguage();
  const { say } = language;
  const { branding } = useMe();
  const otherCadence = (plan: OfferedPlan): boolean => plan.cadences.some((one) => one !== cadence);
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
              {plan.trialDays !== null && (
                <li>{say("plan.trial", { days: String(plan.trialDays) })}</li>
              )}
              {inclusionsOf(language, plan).map(({ key, name, words }) => (
                <li key={key}>
                  <strong>{name}</strong>
                  {words !== null && <>: {words}</>}
                </li>
              ))}
            </ul>
            {!plan.open && !isCurrent && (
              <p className={styles.choose}>{say("plan.ask-us", { seller: branding.name })}</p>
            )}
            {onChoose !== undefined && plan.open && (!isCurrent || otherCadence(plan)) && (
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
