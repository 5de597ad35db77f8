import type { Invoice, InvoiceLine } from "./invoice.ts";

/** The ids of other documents that a document speaks of: those that it corrects, and those that a fee is charged for. */
export const documentsSpokenOf = ({ corrects = [], lines }: Invoice): readonly string[] => [
  ...new Set([...corrects, ...lines.flatMap(({ about = [] }) => about)]),
];

/** The document as people read it, who know others by their numbers; one without a number is not spoken of. */
export function withNumbers(invoice: Invoice, numbers: ReadonlyMap<string, string>): Invoice {
  const numbered = (ids: readonly string[]): string[] => ids.flatMap((id) => numbers.get(id) ?? []);
  const { corrects, lines } = invoice;
  return {
    ...invoice,
    ...(corrects === undefined ? {} : { corrects: numbered(corrects) }),
    lines: lines.map(
      (line): InvoiceLine =>
        line.about === undefined ? line : { ...line, about: numbered(line.about) },
    ),
  };
}
