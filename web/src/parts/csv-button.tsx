import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import type { CsvRow } from "../format/csv-text.ts";
import styles from "./csv-button.module.css";
import { saveCsv } from "./save-csv.ts";

interface Properties {
  /** Without its ending: `dunning`. */
  readonly name: string;
  readonly header: CsvRow;
  /** Rows that are here, or that are still to be read: a file has every row, whatever the page shows. */
  readonly rows: () => readonly CsvRow[] | Promise<readonly CsvRow[]>;
}

/** Saves the rows of a table as a file for a spreadsheet: figures as the server sent them, all digits. */
export function CsvButton({ name, header, rows }: Properties) {
  const saving = useMutation({
    mutationFn: async () => saveCsv(name, header, await rows()),
  });
  return (
    <span className={styles.saving}>
      {saving.isError && <span role="alert">The rows could not be read.</span>}
      <Button
        size="xs"
        loading={saving.isPending}
        onClick={() => saving.mutate()}
        leftSection={<IconDownload size={14} stroke={1.75} aria-hidden />}
      >
        CSV
      </Button>
    </span>
  );
}
