import { decimalOf, isPositive, zero } from "../../money/decimal.ts";
import { type Book, type BookIndex, indexBook, type MatchableItem } from "./book.ts";
import { spread, take } from "./decide-amount.ts";
import { type Evidence, exactItems, gather, isAnother, isPayer } from "./evidence.ts";
import { hintedIn } from "./invoice-number.ts";
import type {
  LineMatch,
  MatchedLine,
  MatchReason,
  MatchSettings,
  UnmatchedReason,
} from "./match.ts";
import { matchReturns } from "./match-returns.ts";
import type { StatementLine } from "./statement-line.ts";
import { suggest } from "./suggest.ts";

/** A rule says what a line pays, why nobody should guess, or (undefined) that it does not apply. */
type Rule = (
  evidence: Evidence,
  book: BookIndex,
  settings: MatchSettings,
) => MatchedLine | UnmatchedReason | undefined;

/**
 * Says for each line of a statement what it pays, in the lines' order.
 *
 * The surest rule goes first over all lines, so that a line that names an invoice gets it before one that merely has its
 * amount: references, then numbers in the text and their exact sum, then numbers alone, then accounts we know. A line is applied only where nothing it says or
 * comes with contradicts, and only one reading is possible; everything else goes to the unmatched queue with suggestions,
 * the likeliest first. A name or an amount alone never applies anything. Importing a line twice does nothing.
 */
export function matchLines(
  lines: readonly StatementLine[],
  book: Book,
  settings: MatchSettings = {},
): readonly LineMatch[] {
  const index = indexBook(book);
  const results = new Map<number, LineMatch>();
  const reasons = new Map<number, UnmatchedReason>();
  const seen = new Set(book.imported.map(({ id }) => id));
  const incoming = new Map<number, Evidence>();
  for (const [place, line] of lines.entries()) {
    if (seen.has(line.id)) results.set(place, { kind: "duplicate", line: line.id });
    else if (isPositive(decimalOf(line.amount))) incoming.set(place, gather(line, index));
    seen.add(line.id);
  }
  for (const rule of [byReference, byExactNumber, byNumber, byAccount])
    for (const [place, evidence] of incoming) {
      if (results.has(place) || reasons.has(place)) continue;
      const found = rule(evidence, index, settings);
      if (typeof found === "string") reasons.set(place, found);
      else if (found !== undefined) {
        results.set(place, found);
        take(found, index);
      }
    }
  for (const [place, found] of matchReturns(lines, book.imported, results))
    results.set(place, found);
  return lines.map((line, place) => {
    const found = results.get(place);
    if (found !== undefined) return found;
    const evidence = incoming.get(place);
    const suggestions = evidence === undefined ? [] : suggest(evidence, index);
    const reason = reasons.get(place) ?? outgoingReason(line);
    return { kind: "unmatched", line: line.id, reason, suggestions };
  });
}

const outgoingReason = (line: StatementLine): UnmatchedReason => {
  if (isPositive(decimalOf(line.amount))) return "no-trace";
  return line.reversal || line.returnReason !== undefined ? "return-unknown" : "outgoing";
};

/** References say what is paid, unless the text names another customer's invoice. */
const byReference: Rule = (evidence, book, settings) => {
  const { line, referred, referredPayers, numbers } = evidence;
  const named = numbers.mentions.filter(({ strength }) => strength === "strong");
  if (referred.length > 0) {
    const items = [...new Set([...referred, ...named.map(({ item }) => item)])];
    if (numbers.ambiguous && named.length > 0) return "ambiguous";
    if (customersOf(items).length > 1) return "contradiction";
    return bySpread(line, items, "invoice-reference", "certain", book, settings);
  }
  const [payer] = referredPayers;
  if (payer === undefined) return undefined;
  if (referredPayers.length > 1) return "ambiguous";
  return named.length > 0 ? undefined : bySum(line, payer, "payer-reference", book, settings);
};

/**
 * Numbers in the text. Any payer may name an invoice wrongly, so what is not the exact sum needs a payer we know to be the
 * customer; a number that is less than whole needs that too, or the exact sum; its last digits alone need both.
 */
const byNumber: Rule = (evidence, book, settings) => {
  const { line, numbers, referredPayers } = evidence;
  const payer = (customer: string): boolean =>
    isPayer(evidence, customer) || referredPayers.includes(customer);
  const sure = numbers.mentions.filter(({ strength }) => strength !== "weak");
  const mentions = sure.length > 0 ? sure : numbers.mentions;
  if (mentions.length === 0) return undefined;
  const items = mentions.map(({ item }) => item);
  const [customer, ...others] = customersOf(items);
  if (customer === undefined) return undefined;
  if (sure.length === 0 && (others.length > 0 || numbers.ambiguous || !payer(customer)))
    return undefined;
  if (others.length > 0 || numbers.ambiguous) return "ambiguous";
  if (isAnother(evidence, customer)) return "contradiction";
  const strong = mentions.every(({ strength }) => strength === "strong");
  const found = bySpread(
    line,
    items,
    "invoice-number",
    strong && payer(customer) ? "certain" : "high",
    book,
    settings,
  );
  if (typeof found === "string" || found === undefined) return found;
  const { outcome } = found;
  if (outcome === "exact" && (sure.length > 0 || payer(customer))) return found;
  if (sure.length === 0) return undefined;
  // Other invoices have just this sum: the number may be a slip of the pen.
  if (exactItems(line, customer, book) !== "none") return "ambiguous";
  const nearly = outcome === "less-charges" || outcome === "within-tolerance";
  if (payer(customer) || (nearly && strong)) return found;
  return "amount-unclear";
};

/** {@link byNumber} where the sum is exact: such a line goes before one that names the same invoice with another sum. */
const byExactNumber: Rule = (evidence, book, settings) => {
  const found = byNumber(evidence, book, settings);
  return typeof found === "object" && found.outcome === "exact" ? found : undefined;
};

/** An account that only one customer pays from. Its name, where the bank gives one, must not be another's. */
const byAccount: Rule = (evidence, book, settings) => {
  const { line, accountOf } = evidence;
  const [customer] = accountOf;
  if (customer === undefined) return undefined;
  if (accountOf.length > 1) return "ambiguous";
  if (isAnother(evidence, customer)) return "contradiction";
  return bySum(line, customer, "known-account", book, settings);
};

function bySum(
  line: StatementLine,
  customer: string,
  reason: MatchReason,
  book: BookIndex,
  settings: MatchSettings,
): MatchedLine | UnmatchedReason {
  const items = exactItems(line, customer, book);
  if (items === "several") return "ambiguous";
  if (items === "none") return "amount-unclear";
  const hinted = hintedIn(line.remittance, book.byCustomer.get(customer) ?? []);
  if (hinted.some((item) => !items.includes(item))) return "ambiguous";
  return bySpread(line, items, reason, "high", book, settings);
}

/** Spreads the line over the items, each of which must be open in the line's currency. */
function bySpread(
  line: StatementLine,
  items: readonly MatchableItem[],
  reason: MatchReason,
  confidence: MatchedLine["confidence"],
  book: BookIndex,
  settings: MatchSettings,
): MatchedLine | UnmatchedReason {
  const [first] = items;
  if (first === undefined) return "no-trace";
  if (items.some(({ currency }) => currency !== line.currency)) return "other-currency";
  if (items.some((item) => !isPositive(book.left.get(item) ?? zero))) return "already-paid";
  const found = spread(line, items, book, settings);
  if (found === undefined) return "amount-unclear";
  return {
    kind: "matched",
    line: line.id,
    customer: first.customer,
    confidence: found.outcome === "exact" ? confidence : "high",
    reason,
    ...found,
  };
}

const customersOf = (items: readonly MatchableItem[]): readonly string[] => [
  ...new Set(items.map(({ customer }) => customer)),
];
