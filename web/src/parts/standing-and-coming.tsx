import type { SubscriptionSummary } from "../api/customers.ts";
import { formatDay } from "../format/format-date.ts";
import styles from "./standing-and-coming.module.css";
import { StandingMark } from "./standing-mark.tsx";

/** Something that is known to come of a subscription. */
interface Coming {
  readonly of: "start" | "trial" | "terms" | "pause" | "renewal" | "end";
  readonly day: string;
  readonly words: string;
}

/** What of a subscription is known to come, in the order of its days. */
export function whatComes({
  standing,
  start,
  end,
  trialUntil,
  changesOn,
  pausedOn,
  resumesOn,
  renewsOn,
}: SubscriptionSummary): readonly Coming[] {
  const coming: readonly (Coming | undefined)[] = [
    standing === "scheduled"
      ? { of: "start", day: start, words: `starts ${formatDay(start)}` }
      : undefined,
    trialUntil === null
      ? undefined
      : { of: "trial", day: trialUntil, words: `first paid day ${formatDay(trialUntil)}` },
    pausedOn === null
      ? undefined
      : {
          of: "pause",
          day: pausedOn,
          words: `${standing === "paused" ? "since" : "pauses"} ${formatDay(pausedOn)}`,
        },
    resumesOn === null
      ? undefined
      : { of: "pause", day: resumesOn, words: `resumes ${formatDay(resumesOn)}` },
    changesOn === null || changesOn === resumesOn
      ? undefined
      : { of: "terms", day: changesOn, words: `changes ${formatDay(changesOn)}` },
    renewsOn === null || renewsOn === changesOn || renewsOn === trialUntil
      ? undefined
      : { of: "renewal", day: renewsOn, words: `renews ${formatDay(renewsOn)}` },
    end === null || standing === "ended"
      ? undefined
      : { of: "end", day: end, words: `ends ${formatDay(end)}` },
  ];
  return coming
    .filter((one) => one !== undefined)
    .toSorted((left, right) => (left.day < right.day ? -1 : 1));
}

interface Properties {
  readonly subscription: Pick<SubscriptionSummary, "standing">;
  readonly coming: readonly Coming[];
}

/** Where a subscription stands, and what comes of it. */
export const StandingAndComing = ({ subscription, coming }: Properties) => (
  <span className={styles.standing}>
    <StandingMark standing={subscription.standing} />
    {coming.map(({ words }) => (
      <span key={words} className={styles.coming}>
        {words}
      </span>
    ))}
  </span>
);
