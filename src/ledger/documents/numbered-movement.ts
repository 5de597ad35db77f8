import type { AccountMovement } from "../../account/step.ts";

/** The number of a document, by its id. */
export type NumberOf = (id: string) => string;

interface Applied {
  readonly invoice: string;
  readonly amount: string;
}

/**
 * A movement with the numbers of documents in place of their ids. Accounts move money before documents have numbers; the
 * books, and people, name documents by number.
 */
export function numberedMovement<M extends AccountMovement>(movement: M, numberOf: NumberOf): M {
  const numbered = (parts: readonly Applied[]): readonly Applied[] =>
    parts.map((part) => ({ ...part, invoice: numberOf(part.invoice) }));
  const named: Record<string, unknown> = {};
  if ("invoice" in movement && movement.invoice !== undefined)
    named.invoice = numberOf(movement.invoice);
  if ("appliedTo" in movement) named.appliedTo = numbered(movement.appliedTo);
  if ("reopens" in movement) named.reopens = numbered(movement.reopens);
  if (movement.kind === "credit-note") named.number = numberOf(movement.number);
  if ("against" in movement) {
    const { invoice, creditNote, ...against } = movement.against;
    named.against = {
      ...against,
      ...(invoice === undefined ? {} : { invoice: numberOf(invoice) }),
      ...(creditNote === undefined ? {} : { creditNote: numberOf(creditNote) }),
    };
  }
  // Only fields that the movement has are replaced, by values of their own types.
  return { ...movement, ...named };
}

/** Every document that a movement names, by id. */
export function documentsNamed(movement: AccountMovement): readonly string[] {
  const seen: string[] = [];
  numberedMovement(movement, (id) => {
    seen.push(id);
    return id;
  });
  return seen;
}
