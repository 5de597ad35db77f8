import { createHash } from "node:crypto";
import type { StatementLine } from "../../receivable/matching/statement-line.ts";

/** A line before it has its id, and what makes it itself. */
export interface UnnamedLine {
  readonly line: Omit<StatementLine, "id">;
  /** References that the bank gave it. Where there are none, what it says stands in for them. */
  readonly identity: readonly (string | undefined)[];
}

/**
 * Names lines so that the same file, or the same day in another file, gives the same ids: a hash of account, day, amount
 * and the bank's references. Lines that agree in all of that are told apart by their order, which holds as long as a file
 * has whole days.
 */
export function nameLines(
  account: string | undefined,
  lines: readonly UnnamedLine[],
): readonly StatementLine[] {
  const counts = new Map<string, number>();
  return lines.map(({ line, identity }) => {
    const own = identity.some((part) => part !== undefined)
      ? identity.map((part) => part ?? null)
      : [line.name, line.iban, line.reference, line.remittance].map((part) => part ?? null);
    const key = JSON.stringify([account ?? null, line.bookedOn, line.amount, line.currency, own]);
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    const hash = createHash("sha256").update(`${key}#${count}`).digest("hex").slice(0, 32);
    return { id: hash, ...line };
  });
}
