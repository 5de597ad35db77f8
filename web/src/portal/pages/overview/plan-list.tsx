import type { PortalPlan } from "../../api/overview.ts";
import { useLanguage } from "../../language/language.tsx";
import { cadenceWords, priceWords } from "../../language/price-words.ts";
import { Badge } from "../../parts/badge.tsx";
import { standingTone } from "../../parts/tones.ts";
import styles from "./overview.module.css";

/** The plans that the customer holds, each with its price and what is to come. */
export function PlanList({ plans }: { plans: readonly PortalPlan[] }) {
  const language = useLanguage();
  const { say, day, quantity } = language;
  return (
    <ul className={styles.plans}>
      {plans.map((plan) => (
        <li key={plan.subscription} className={styles.plan}>
          <div>
            <h3>{plan.planName}</h3>
            <Badge tone={standingTone[plan.standing]}>{say(`standing.${plan.standing}`)}</Badge>
          </div>
          {plan.price !== null && (
            <p className={styles.price}>
              {priceWords(language, plan.price)}
              {plan.cadence !== null && <> {cadenceWords(language, plan.cadence)}</>}
            </p>
          )}
          <p className={styles.detail}>
            {[
              plan.of === null ? undefined : say("overview.addon"),
              plan.quantity === "1"
                ? undefined
                : say("overview.quantity", { quantity: quantity(plan.quantity) }),
              plan.paidUntil === null
                ? say("overview.since", { day: day(plan.start) })
                : say("overview.paid-until", { day: day(plan.paidUntil) }),
              plan.pausedOn === null
                ? undefined
                : say(plan.standing === "paused" ? "overview.paused-since" : "overview.pauses", {
                    day: day(plan.pausedOn),
                  }),
              plan.resumesOn === null
                ? undefined
                : say("overview.resumes", { day: day(plan.resumesOn) }),
              ...plan.changes.map((change) =>
                change.planName !== null && change.kind === "change"
                  ? say("overview.changes-to", { plan: change.planName, day: day(change.day) })
                  : undefined,
              ),
            ]
              .filter((part) => part !== undefined)
              .join(" · ")}
          </p>
        </li>
      ))}
    </ul>
  );
}
