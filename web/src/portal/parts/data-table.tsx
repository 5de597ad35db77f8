import type { ReactNode } from "react";
import styles from "../../parts/record-table.module.css";

/** A column: what it shows, and what becomes of it on a narrow screen. */
export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  readonly figure?: boolean;
  /**
   * On a narrow screen: the row's title, its figure beside the title, a line of its own, one of the quiet details side by
   * side (the default), a figure with its name before it, or left out.
   */
  readonly narrow?: "title" | "figure" | "wide" | "detail" | "named" | "none";
}

interface Properties<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly dense?: boolean;
}

/** A table that becomes a list of readable rows on a narrow screen, as the console's are, by the same sheet. */
export function DataTable<Row>({ caption, columns, rows, rowKey, dense }: Properties<Row>) {
  return (
    <table className={styles.table} data-dense={dense ?? false}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ key, header, figure }) => (
            <th key={key} scope="col" data-figure={figure}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map((column) => (
              <Cell key={column.key} column={column} content={column.cell(row)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column, content }: { column: Column<Row>; content: ReactNode }) {
  const marks = {
    "data-figure": column.figure,
    "data-narrow": column.narrow ?? "detail",
    "data-label": column.header,
  };
  if (column.narrow === "title")
    return (
      <th scope="row" {...marks}>
        {content}
      </th>
    );
  return (
    <td {...marks} data-empty={content === null}>
      {content}
    </td>
  );
}
