import type { MatchableItem } from "./book.ts";
import { plainText } from "./name.ts";

/**
 * How sure it is that a text names an invoice. `strong`: the whole number, with letters and three digits or more.
 * `medium`: a number without letters or with few digits, or one that lost its leading zeros. `weak`: only its last digits.
 */
export type Strength = "strong" | "medium" | "weak";

/** An invoice that a text names. */
export interface Mention {
  readonly item: MatchableItem;
  readonly strength: Strength;
}

/** The ways to write the numbers of a book's invoices: runs of letters or digits with `|` between them. */
export interface NumberIndex {
  readonly byRuns: ReadonlyMap<string, readonly Mention[]>;
  readonly runsMax: number;
}

/** What a text names; `ambiguous` where the same words may name several invoices. */
export interface Mentions {
  readonly mentions: readonly Mention[];
  readonly ambiguous: boolean;
}

/** Runs of letters and of digits in their order: `INV-2026/0042` is INV, 2026, 0042. */
const runsOf = (text: string): readonly string[] => plainText(text).match(/[A-Z]+|\d+/g) ?? [];
const isDigits = (run: string): boolean => /^\d/.test(run);
const order: readonly Strength[] = ["weak", "medium", "strong"];
/** Last digits alone are told apart from a year, an amount or a house number only if there are some. */
const TAIL_DIGITS_MIN = 4;

/** Makes ready all ways to write the invoices' numbers. */
export function numberIndex(items: readonly MatchableItem[]): NumberIndex {
  const byRuns = new Map<string, Mention[]>();
  let runsMax = 1;
  for (const item of items)
    for (const [key, strength] of spellings(item.invoice)) {
      runsMax = Math.max(runsMax, key.split("|").length);
      const known = byRuns.get(key);
      if (known === undefined) byRuns.set(key, [{ item, strength }]);
      else known.push({ item, strength });
    }
  return { byRuns, runsMax };
}

/** The ways to write a number, the strongest first. */
function spellings(number: string): ReadonlyMap<string, Strength> {
  const runs = runsOf(number);
  const whole = wholeStrength(runs);
  const found = new Map<string, Strength>();
  const note = (key: readonly string[], strength: Strength) => {
    const text = key.join("|");
    if (text !== "" && !found.has(text)) found.set(text, strength);
  };
  note(runs, whole);
  note(joinDigits(runs), whole);
  const last = runs.at(-1) ?? "";
  if (!isDigits(last)) return found;
  const bare = last.replace(/^0+(?=\d)/, "");
  if (runs.length > 1) note([...runs.slice(0, -1), bare], weaker(whole));
  if (last.length >= TAIL_DIGITS_MIN)
    note([last], whole === "strong" || runs.length > 1 ? "weak" : whole);
  return found;
}

const weaker = (strength: Strength): Strength => (strength === "strong" ? "medium" : "weak");

function wholeStrength(runs: readonly string[]): Strength {
  const digits = runs.filter(isDigits).join("").length;
  const letters = runs.filter((run) => !isDigits(run)).join("").length;
  if (letters >= 2 && digits >= 3) return "strong";
  return digits >= 6 || (letters >= 1 && digits >= 2) ? "medium" : "weak";
}

/** Runs of digits that follow each other, as one. */
function joinDigits(runs: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last !== undefined && isDigits(last) && isDigits(run)) joined.splice(-1, 1, last + run);
    else joined.push(run);
  }
  return joined;
}

/**
 * The invoices that a text names. A longer spelling hides the shorter ones within it: `INV-2026-0042` names no other
 * invoice that ends with 0042. Where two spellings overlap otherwise, or one stands for several invoices, nobody can
 * tell which is meant: the text is ambiguous.
 */
export function mentionsIn(text: string, { byRuns, runsMax }: NumberIndex): Mentions {
  const runs = runsOf(text);
  const hits: { from: number; to: number; found: readonly Mention[] }[] = [];
  for (let from = 0; from < runs.length; from += 1)
    for (let to = from + 1; to <= Math.min(runs.length, from + runsMax); to += 1) {
      const found = byRuns.get(runs.slice(from, to).join("|"));
      if (found !== undefined) hits.push({ from, to, found });
    }
  const outer = hits.filter(
    (hit) => !hits.some((one) => one !== hit && one.from <= hit.from && one.to >= hit.to),
  );
  let ambiguous = outer.some((hit) =>
    outer.some((one) => one !== hit && one.from < hit.to && hit.from < one.to),
  );
  // `INV-1` and `INV-1-2` both begin "INV-1 2": a whole number hidden by another one is not hidden for sure.
  ambiguous ||= hits.some(
    (hit) => !outer.includes(hit) && hit.found.some(({ strength }) => strength === "strong"),
  );
  const best = new Map<MatchableItem, Strength>();
  for (const { found } of outer) {
    const strongest = order.findLast((one) => found.some(({ strength }) => strength === one));
    const meant = found.filter(({ strength }) => strength === strongest);
    if (meant.length > 1) ambiguous = true;
    for (const { item, strength } of meant) {
      const known = best.get(item);
      if (known === undefined || order.indexOf(strength) > order.indexOf(known))
        best.set(item, strength);
    }
  }
  return { mentions: [...best].map(([item, strength]) => ({ item, strength })), ambiguous };
}

/** Fewer digits than these are in every text by chance. */
const HINT_DIGITS_MIN = 3;

/** The items whose numbers end with digits that stand in a text: too little to pay them, enough not to pay others. */
export function hintedIn(text: string, items: readonly MatchableItem[]): readonly MatchableItem[] {
  const digits = runsOf(text).filter((run) => isDigits(run) && run.length >= HINT_DIGITS_MIN);
  return items.filter(({ invoice }) => {
    const own = runsOf(invoice).filter(isDigits).join("");
    return digits.some((run) => own.endsWith(run));
  });
}
