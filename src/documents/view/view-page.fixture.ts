import type { InvoiceView } from "./invoice-view.ts";

const WIDTH = 96;

/** A document's view as a page of plain text that a bookkeeper can read. */
export function viewPage(view: InvoiceView): string {
  const { columns, taxes, payment, notes } = view;
  const table = [columns.quantity, columns.unitPrice, columns.amount].map((text) =>
    text.padStart(16),
  );
  return [
    view.senderLine,
    ...view.recipient,
    "",
    ...view.facts.map(({ label, value }) => `${label.padEnd(24)}${value}`),
    "",
    view.title,
    "=".repeat(WIDTH),
    ...(view.correction === undefined ? [] : [view.correction]),
    `${columns.position.padEnd(5)}${columns.description.padEnd(WIDTH - 53)}${table.join("")}`,
    ...view.rows.flatMap(rowLines),
    "-".repeat(WIDTH),
    ...view.sums.map(({ kind, label, value }) => apart(`${mark(kind)}${label}`, value)),
    "",
    ...(taxes === undefined
      ? []
      : [
          columnsLine(taxes.columns.name, taxes.columns.base, taxes.columns.amount),
          ...taxes.rows.map((row) => columnsLine(row.name, row.base, row.amount)),
        ]),
    ...view.taxSentences,
    "",
    `## ${payment.heading}`,
    ...payment.sentences,
    ...payment.details.map(({ label, value }) => `${label.padEnd(24)}${value}`),
    `## ${notes.heading}`,
    ...notes.paragraphs,
    "",
    ...view.footer.map((column) => column.join(" | ")),
    "",
  ].join("\n");
}

const mark = (kind: string): string =>
  kind === "due" ? "==> " : kind === "total" ? "  = " : "    ";
const apart = (left: string, right: string): string =>
  `${left}${right.padStart(WIDTH - left.length)}`;
const columnsLine = (name: string, base: string, amount: string): string =>
  `    ${name.padEnd(24)}${base.padStart(20)}${amount.padStart(20)}`;

function rowLines(row: InvoiceView["rows"][number]): readonly string[] {
  if (row.kind === "discount") return [apart(`       ${row.description}`, row.amount)];
  const quantity = `${row.quantity} ${row.unit}`.trim();
  const figures = [quantity, row.unitPrice, row.amount].map((text) => text.padStart(16)).join("");
  const head = `${row.position.padEnd(5)}${row.description}`;
  return [
    `${head.padEnd(WIDTH - 48)}${figures}`,
    ...row.details.map((detail) => `       ${detail}`),
  ];
}
