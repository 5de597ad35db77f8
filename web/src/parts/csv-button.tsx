import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { type CsvRow, csvText } from "../format/csv-text.ts";

interface Properties {
  /** Without its ending: `dunning`. */
  readonly name: string;
  readonly header: CsvRow;
  readonly rows: () => readonly CsvRow[];
}

/** Saves the rows of a table as a file for a spreadsheet: figures as the server sent them, all digits. */
export function CsvButton({ name, header, rows }: Properties) {
  const save = () => {
    const file = new Blob([csvText(header, rows())], { type: "text/csv;charset=utf-8" });
    const address = URL.createObjectURL(file);
    const link = document.createElement("a");
    link.href = address;
    link.download = `${name}.csv`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Button
      size="xs"
      onClick={save}
      leftSection={<IconDownload size={14} stroke={1.75} aria-hidden />}
    >
      CSV
    </Button>
  );
}
