import { ok, type Result } from "../../fault/fault.ts";
import type { LineMatch, MatchReason, Suggestion } from "../../receivable/matching/match.ts";
import { matchLines } from "../../receivable/matching/match-lines.ts";
import { type LineListRequest, listLines } from "../../store/bank-lines.ts";
import type { Page } from "../../store/page.ts";
import type { Tx } from "../../store/tenant.ts";
import { type BankLineView, bankLineView } from "./bank-line-view.ts";
import { lineOf, readBook } from "./matching-book.ts";

/**
 * A page of lines, the latest day first. What an unmatched line may be is worked out as it is asked for: an invoice that
 * was issued after the import counts. Refuses a cursor that is not of this list.
 */
export async function bankLines(
  tx: Tx,
  request: LineListRequest,
): Promise<Result<Page<BankLineView>>> {
  const page = await listLines(tx, request);
  if (!page.ok) return page;
  const open = page.value.items.filter(({ state }) => state === "unmatched");
  const earliest = open.map(({ bookedOn }) => bookedOn).toSorted()[0];
  const suggestions = new Map<string, readonly Suggestion[]>();
  if (earliest !== undefined) {
    const book = await readBook(tx, earliest);
    const own = new Set(open.map(({ id }) => id));
    const others = book.imported.filter(({ id }) => !own.has(id));
    const matches = matchLines(open.map(lineOf), { ...book, imported: others });
    for (const match of matches) suggestions.set(match.line, suggestionsOf(match));
  }
  return ok({
    ...page.value,
    items: page.value.items.map((row) => bankLineView(row, suggestions.get(row.id))),
  });
}

/** A line that would be matched by now is suggested as such: somebody has begun to look at it. */
function suggestionsOf(match: LineMatch): readonly Suggestion[] {
  if (match.kind === "unmatched") return match.suggestions;
  if (match.kind !== "matched") return [];
  const { customer, applications, reason } = match;
  return [{ customer, applications, score: 100, because: [clueOf[reason]] }];
}

const clueOf: Readonly<Record<MatchReason, Suggestion["because"][number]>> = {
  "invoice-reference": "reference",
  "payer-reference": "reference",
  "invoice-number": "number",
  "known-account": "account",
};
