import { beancountExport } from "./beancount.ts";
import { csvExport } from "./csv.ts";
import { erpExport } from "./erp.ts";
import { hledgerExport } from "./hledger.ts";
import type { JournalExport } from "./journal-export.ts";

/** The formats there are: a new one is a file and a line here. */
export const journalExports = {
  hledger: hledgerExport,
  beancount: beancountExport,
  csv: csvExport,
  erp: erpExport,
} as const satisfies Readonly<Record<string, JournalExport>>;

/** The name of a format. */
export type JournalExportName = keyof typeof journalExports;
