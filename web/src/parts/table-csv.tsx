import { IconDownload } from "@tabler/icons-react";
import styles from "./table-csv.module.css";

interface Properties {
  /** What the table is called. */
  readonly caption: string;
  readonly save: () => void;
}

/** The quiet button below a table that saves it as a file for a spreadsheet. */
export function TableCsv({ caption, save }: Properties) {
  return (
    <div className={`${styles.saving} screen-only`}>
      <button type="button" aria-label={`Save ${caption} as CSV`} onClick={save}>
        <IconDownload size={13} stroke={1.75} aria-hidden />
        CSV
      </button>
    </div>
  );
}
