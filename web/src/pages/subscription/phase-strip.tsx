import type { SubscriptionPhase } from "../../api/subscriptions.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { layOutPhases } from "./phase-layout.ts";
import styles from "./phase-strip.module.css";

interface Properties {
  readonly phases: readonly SubscriptionPhase[];
  /** The server's day, `YYYY-MM-DD`. */
  readonly today: string;
}

/** The stretches of unchanged terms on one line of time, free days hatched, today marked; the list below says the same. */
export function PhaseStrip({ phases, today }: Properties) {
  const { bars, now } = layOutPhases(phases, today);
  return (
    <div className={styles.strip}>
      <div aria-hidden className={styles.track}>
        {bars.map(({ phase, left, width, free }) => (
          <span
            key={phase.phase}
            className={styles.bar}
            data-current={phase.current}
            data-open={phase.to === null}
            data-to-come={phase.from > today}
            style={{ left: `${left}%`, width: `${width}%` }}
          >
            {free > 0 && <span className={styles.free} style={{ width: `${free}%` }} />}
          </span>
        ))}
        <span className={styles.now} style={{ left: `${now}%` }} />
      </div>
      <ol className={styles.phases}>
        {phases.map((phase) => (
          <li key={phase.phase} className={styles.phase} data-current={phase.current}>
            <p className={styles.days}>
              {formatDay(phase.from)} – {phase.to === null ? "open" : formatDay(phase.to)}
              {phase.current && <span className={styles.today}>now</span>}
            </p>
            <p className={styles.name}>{phase.planName}</p>
            <p className={styles.terms}>{termsOf(phase).join(" · ")}</p>
          </li>
        ))}
      </ol>
    </div>
  );
}

const sequels = { pause: "then paused", end: "then ended", change: undefined } as const;

/** What a phase's terms are, in words. */
function termsOf({ cadence, quantity, trialUntil, sequel, model }: SubscriptionPhase) {
  return [
    cadence ?? undefined,
    quantity === "1" ? undefined : `quantity ${formatQuantity(quantity)}`,
    trialUntil === null ? undefined : `first paid day ${formatDay(trialUntil)}`,
    sequel === null ? undefined : sequels[sequel],
    model,
  ].filter((one) => one !== undefined);
}
