import type { Revenue } from "../../api/revenue.ts";
import { Swatch } from "../../charts/legend.tsx";
import { seriesColour } from "../../charts/palette.ts";
import { isZero, percentOf } from "../../format/decimal-text.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Money } from "../../parts/money.tsx";
import styles from "./stream-share.module.css";

/** What part each stream has in everything billed, with its exact amount. */
export function StreamShare({ revenue }: { revenue: Revenue }) {
  if (revenue.streams.length === 0 || isZero(revenue.total)) {
    return <EmptyState next={null}>Nothing is billed yet.</EmptyState>;
  }
  return (
    <>
      <ul className={styles.list}>
        {revenue.streams.map((stream, index) => {
          const share = percentOf(stream.total, revenue.total);
          return (
            <li key={stream.id} className={styles.stream}>
              <div className={styles.row}>
                <span className={styles.name}>
                  <Swatch index={index} />
                  {stream.name}
                </span>
                <span className={styles.share}>{share === undefined ? "–" : `${share}%`}</span>
              </div>
              <span className={styles.track}>
                <span
                  className={styles.bar}
                  style={{ width: `${share ?? 0}%`, background: seriesColour(index) }}
                />
              </span>
              <span className={styles.amount}>
                <Money amount={stream.total} currency={revenue.currency} />
              </span>
            </li>
          );
        })}
      </ul>
      <p className={styles.total}>
        <span>Total</span>
        <Money amount={revenue.total} currency={revenue.currency} />
      </p>
    </>
  );
}
