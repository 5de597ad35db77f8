import { Skeleton } from "@mantine/core";
import styles from "./loading.module.css";

const rowKeys = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** Grey rows in the place of a table that is being read. */
export function LoadingRows({ rows = 8 }: { rows?: number }) {
  return (
    <div role="status" className={styles.rows}>
      <span className="visually-hidden">Loading</span>
      {rowKeys.slice(0, rows).map((key, index) => (
        <div key={key} className={styles.row}>
          <Skeleton height={10} width={`${34 - ((index * 7) % 15)}%`} />
          <Skeleton height={10} width={`${22 - ((index * 5) % 9)}%`} />
          <Skeleton height={10} width={72} />
        </div>
      ))}
    </div>
  );
}

/** A grey block in the place of a chart or a document. */
export function LoadingBlock({ height }: { height: number }) {
  return (
    <div role="status">
      <span className="visually-hidden">Loading</span>
      <Skeleton height={height} radius={6} />
    </div>
  );
}
