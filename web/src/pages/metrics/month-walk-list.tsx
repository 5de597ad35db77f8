import type { Movements } from "../../api/metrics.ts";
import { movementColour } from "../../charts/movement-bars.ts";
import { seriesColour } from "../../charts/palette.ts";
import { formatAmount } from "../../format/format-money.ts";
import { FigureLink } from "./figure-link.tsx";
import { monthWalk, type WalkStep } from "./month-walk.ts";
import styles from "./month-walk-list.module.css";
import { movementMetrics, movementNames } from "./movement-names.ts";

interface Properties {
  readonly month: Movements;
  /** The month before, whose end is this one's start. */
  readonly before: string;
  readonly currency: string;
}

/** A month as a waterfall: each bar begins where the one above it ended, each amount opens its rows. */
export function MonthWalkList({ month, before, currency }: Properties) {
  return (
    <ol className={styles.list}>
      {monthWalk(month).map((step) => (
        <li key={step.kind} className={styles.step} data-whole={isWhole(step)}>
          <span className={styles.row}>
            <span>{nameOf(step)}</span>
            <Amount step={step} month={month.month} before={before} currency={currency} />
          </span>
          <span className={styles.track}>
            <span
              className={styles.bar}
              style={{
                marginLeft: `${step.from}%`,
                width: `${step.width}%`,
                background: colourOf(step),
              }}
            />
          </span>
        </li>
      ))}
    </ol>
  );
}

const isWhole = ({ kind }: WalkStep): boolean => kind === "opening" || kind === "closing";

const nameOf = ({ kind }: WalkStep): string => {
  if (kind === "opening") return "MRR at the start";
  return kind === "closing" ? "MRR at the end" : movementNames[kind];
};

const colourOf = ({ kind }: WalkStep): string =>
  kind === "opening" || kind === "closing"
    ? "var(--ink-faint)"
    : seriesColour(movementColour[kind]);

function Amount({
  step,
  month,
  before,
  currency,
}: Omit<Properties, "month"> & { step: WalkStep; month: string }) {
  const { kind, amount } = step;
  const metric = kind === "opening" || kind === "closing" ? "mrr" : movementMetrics[kind];
  const text = formatAmount(amount, currency);
  if (metric === undefined) return <span className={styles.amount}>{text}</span>;
  return (
    <FigureLink
      metric={metric}
      month={kind === "opening" ? before : month}
      className={styles.amount}
    >
      {text}
    </FigureLink>
  );
}
