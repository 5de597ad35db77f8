import type { Invoice } from "./invoice.ts";

/**
 * Documents that were issued: how an account sees what it does not keep. A live server reads those that a fact names before
 * it tells the fact, `replay` keeps those that a later fact will name.
 */
export interface DocumentView {
  /** Undefined where there is none by this id. */
  readonly find: (id: string) => Invoice | undefined;
}

/** No documents at all. */
export const noDocuments: DocumentView = { find: () => undefined };
