import type { SubscriptionSummary } from "../api/customers.ts";
import { formatDay } from "../format/format-date.ts";
import styles from "./standing-and-coming.module.css";
import { StandingMark } from "./standing-mark.tsx";

/** Something that is known to come of a subscription. */
interface Coming {
  readonly of: "start" | "trial" | "terms" | "end";
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
}: SubscriptionSummary): readonly Coming[] {
  const coming: readonly (Coming | undefined)[] = [
    standing === "scheduled"
      ? { of: "start", day: start, words: `starts ${formatDay(start)}` }
      : undefined,
    trialUntil === null
      ? undefined
      : { of: "trial", day: trialUntil, words: `first paid day ${formatDay(trialUntil)}` },
    changesOn === null
      ? undefined
      : { of: "terms", day: changesOn, words: `changes ${formatDay(changesOn)}` },
    end === null || standing === "ended" || isPausedOpenly({ standing, changesOn })
      ? undefined
      : { of: "end", day: end, words: `ends ${formatDay(end)}` },
  ];
  return coming
    .filter((one) => one !== undefined)
    .toSorted((left, right) => (left.day < right.day ? -1 : 1));
}

/** Whether it is in a pause that nobody has ended yet: its end is then the day on which the pause began. */
export const isPausedOpenly = ({
  standing,
  changesOn,
}: Pick<SubscriptionSummary, "standing" | "changesOn">): boolean =>
  standing === "paused" && changesOn === null;

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
