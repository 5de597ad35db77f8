import type { DocumentView } from "../account/document-view.ts";
import type { AccountFact } from "../account/fact.ts";
import type { Invoice } from "../account/invoice.ts";
import { invoiceDocument } from "../store/invoices.ts";
import type { Tx } from "../store/tenant.ts";

/** The documents that facts name and a step looks into, besides those that are only about to be issued. */
export async function documentsNamed(
  tx: Tx,
  facts: readonly AccountFact[],
  drafts: readonly Invoice[] = [],
): Promise<DocumentView> {
  const found = new Map(drafts.map((draft) => [draft.id, draft]));
  for (const fact of facts) {
    if (fact.fact !== "credit-note" || found.has(fact.invoice)) continue;
    const text = await invoiceDocument(tx, fact.invoice);
    // What is stored is what was issued.
    if (text !== undefined) found.set(fact.invoice, JSON.parse(text) as Invoice);
  }
  return { find: (id) => found.get(id) };
}
