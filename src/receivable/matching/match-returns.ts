import { absolute, decimalOf, equals, isNegative, isPositive } from "../../money/decimal.ts";
import type { ImportedLine } from "./book.ts";
import type { LineMatch, ReturnLine } from "./match.ts";
import type { StatementLine } from "./statement-line.ts";

/** What banks write where a payer gave no id. */
const NOT_PROVIDED = /^(NOTPROVIDED|NONREF|NOTAVAILABLE)$/i;

/**
 * The lines that undo a credit, of an earlier import or of this one: the same end-to-end id or bank's reference, the same
 * amount the other way, and only one credit of which that is true. Each credit comes back once.
 */
export function matchReturns(
  lines: readonly StatementLine[],
  imported: readonly ImportedLine[],
  results: ReadonlyMap<number, LineMatch>,
): ReadonlyMap<number, ReturnLine> {
  const fresh = (place: number): boolean => results.get(place)?.kind !== "duplicate";
  const credits: readonly ImportedLine[] = [
    ...imported.filter(({ returned }) => returned !== true),
    ...lines.filter((_, place) => fresh(place)),
  ].filter(({ amount }) => isPositive(decimalOf(amount)));
  const returned = new Set<string>();
  const found = new Map<number, ReturnLine>();
  for (const [place, line] of lines.entries()) {
    if (!isNegative(decimalOf(line.amount)) || !fresh(place)) continue;
    const candidates = credits.filter((credit) => !returned.has(credit.id) && undoes(line, credit));
    const [credit] = candidates;
    if (credit === undefined || candidates.length > 1) continue;
    returned.add(credit.id);
    found.set(place, {
      kind: "return",
      line: line.id,
      of: credit.id,
      ...(credit.payment === undefined ? {} : { payment: credit.payment }),
      ...(line.returnReason === undefined ? {} : { reason: line.returnReason }),
    });
  }
  return found;
}

const undoes = (line: StatementLine, credit: ImportedLine): boolean =>
  line.currency === credit.currency &&
  equals(absolute(decimalOf(line.amount)), decimalOf(credit.amount)) &&
  (sameId(line.endToEndId, credit.endToEndId) || sameId(line.bankReference, credit.bankReference));

const sameId = (left: string | undefined, right: string | undefined): boolean =>
  left !== undefined && left === right && !NOT_PROVIDED.test(left);
