import type { TouchedLine } from "../services/ingest-preview.ts";
import { harmless, left, right } from "./columns.ts";
import type { ImportCounts } from "./import-progress.ts";
import { counted } from "./terminal.ts";

const rowsMax = 20;

/** What became of the rows, in a line. */
export function importSummary(counts: ImportCounts, isDry: boolean): string {
  const { accepted, duplicate, conflict, rejected } = counts;
  const others = [
    [duplicate, "sent before"],
    [conflict, "in conflict with another"],
    [rejected, "rejected"],
  ] as const;
  const said = others.flatMap(([count, words]) =>
    count === 0 ? [] : [`${count.toLocaleString("en")} ${words}`],
  );
  const first = `${counted(accepted, "usage event")} ${isDry ? "would be accepted" : "accepted"}`;
  return [first, ...said].join(", ");
}

/** The lines that a dry run would be billed with, those with most events first. */
export function touchedRows(lines: readonly TouchedLine[]): readonly string[] {
  if (lines.length === 0) return [];
  const sorted = [...lines].sort(
    (one, other) =>
      other.events - one.events ||
      (`${one.customer} ${one.line}` < `${other.customer} ${other.line}` ? -1 : 1),
  );
  const shown = sorted
    .slice(0, rowsMax)
    .map(({ customer, charge, from, late, events }) =>
      [
        left(harmless(customer), 20),
        left(harmless(charge), 20),
        from.slice(0, 10),
        right(events.toLocaleString("en"), 10),
        late ? "  as late usage" : "",
      ]
        .join("  ")
        .trimEnd(),
    );
  const rest = lines.length - shown.length;
  return [
    "",
    [left("Customer", 20), left("Charge", 20), "Period".padEnd(10), right("Events", 10)].join("  "),
    ...shown,
    ...(rest > 0 ? [`and ${rest.toLocaleString("en")} more`] : []),
  ];
}
