import { Button } from "@mantine/core";
import { type ReactNode, useCallback, useContext, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { formatCount, formatQuantity } from "../format/format-quantity.ts";
import styles from "./record-table.module.css";
import { SavedByList } from "./saved-by-list.ts";
import { saveShown } from "./shown-table.ts";
import { TableCsv } from "./table-csv.tsx";

/** A column: what it shows, and what becomes of it on a narrow screen. */
export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Figures are set to the end with tabular numerals. */
  readonly figure?: boolean;
  /**
   * On a narrow screen: the row's title, its figure beside the title, a line of its own, one of the quiet details side by
   * side (the default), a figure with its name before it, or left out.
   */
  readonly narrow?: "title" | "figure" | "wide" | "detail" | "named" | "none";
  /** What the table's last row, its total, shows in this column. */
  readonly foot?: ReactNode;
}

interface Properties<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly dense?: boolean;
  /** Whether what it shows can be saved as a file; not where the page saves it, or the list that it stands in. */
  readonly csv?: boolean;
}

/** Rows that are drawn at first, and how many more each time. */
const rowsAtFirst = 100;
const rowsMore = 500;

/**
 * A table that becomes a list of readable rows on a narrow screen, by style alone: it stays one table to a screen reader.
 * A link in the title cell reaches over the whole row. Of many rows the first are drawn, and more when they are asked for; a file and
 * a print have all of them.
 */
export function RecordTable<Row>(properties: Properties<Row>) {
  const { caption, columns, rows, rowKey, dense = false, csv = true } = properties;
  const table = useRef<HTMLTableElement>(null);
  const savedByList = useContext(SavedByList);
  const [most, setMost] = useState(rowsAtFirst);
  // A list reads its rows page by page: those that were asked for are all drawn.
  const drawn = savedByList ? rows : rows.slice(0, most);
  const left = rows.length - drawn.length;
  const drawAll = useCallback(() => flushSync(() => setMost(Number.POSITIVE_INFINITY)), []);
  useEffect(() => {
    window.addEventListener("beforeprint", drawAll);
    return () => window.removeEventListener("beforeprint", drawAll);
  }, [drawAll]);
  const save = () => {
    drawAll();
    saveShown(table.current, caption);
  };
  const isSaved = csv && !savedByList && rows.length > 0;
  return (
    <>
      <div className={styles.holder}>
        <table ref={table} className={styles.table} data-dense={dense}>
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.key} scope="col" data-figure={column.figure}>
                  {column.header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {drawn.map((row) => (
              <tr key={rowKey(row)}>
                {columns.map((column) => (
                  <RecordCell key={column.key} column={column} content={column.cell(row)} />
                ))}
              </tr>
            ))}
          </tbody>
          {columns.some(({ foot }) => foot !== undefined) && (
            <tfoot>
              <tr>
                {columns.map((column) => (
                  <RecordCell key={column.key} column={column} content={column.foot ?? null} />
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </div>
      {left > 0 && (
        <div className={`${styles.more} screen-only`}>
          <p role="status">
            First {formatCount(drawn.length, "row")} of {formatQuantity(rows.length)}
          </p>
          <Button size="xs" onClick={() => setMost(drawn.length + rowsMore)}>
            Show more
          </Button>
        </div>
      )}
      {isSaved && <TableCsv caption={caption} save={save} />}
    </>
  );
}

function RecordCell<Row>({ column, content }: { column: Column<Row>; content: ReactNode }) {
  const marks = {
    "data-figure": column.figure,
    "data-narrow": column.narrow ?? "detail",
    "data-label": column.header,
  };
  if (column.narrow === "title") {
    return (
      <th scope="row" {...marks}>
        {content}
      </th>
    );
  }
  return (
    <td {...marks} data-empty={content === null}>
      {content}
    </td>
  );
}
