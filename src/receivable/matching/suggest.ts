import { compare, decimalOf, isPositive, zero } from "../../money/decimal.ts";
import type { BookIndex, MatchableItem } from "./book.ts";
import { spread } from "./decide-amount.ts";
import { type Evidence, exactItems } from "./evidence.ts";
import type { Suggestion } from "./match.ts";

type Clue = Suggestion["because"][number];

/** How much each clue says; together at most 100. Chosen so that what a payer wrote goes before what it may be by chance. */
const weights: Readonly<Record<Clue, number>> = {
  reference: 35,
  number: 25,
  account: 15,
  name: 10,
  amount: 10,
  sum: 5,
};
const SUGGESTIONS_MAX = 5;

/** What a line may pay, the likeliest first; at most five. Customers to whom nothing at all points are left out. */
export function suggest(evidence: Evidence, book: BookIndex): readonly Suggestion[] {
  return candidates(evidence, book)
    .flatMap((customer) => suggestion(evidence, book, customer) ?? [])
    .toSorted(
      (left, right) => right.score - left.score || (left.customer < right.customer ? -1 : 1),
    )
    .slice(0, SUGGESTIONS_MAX);
}

function candidates(evidence: Evidence, { items, left }: BookIndex): readonly string[] {
  const { line, referred, referredPayers, numbers, accountOf, namedAs } = evidence;
  const sameAmount = items.filter(
    (item) =>
      item.currency === line.currency &&
      compare(left.get(item) ?? zero, decimalOf(line.amount)) === 0,
  );
  return [
    ...new Set([
      ...referred.map(({ customer }) => customer),
      ...referredPayers,
      ...numbers.mentions.map(({ item }) => item.customer),
      ...accountOf,
      ...namedAs,
      ...sameAmount.map(({ customer }) => customer),
    ]),
  ];
}

function suggestion(evidence: Evidence, book: BookIndex, customer: string): Suggestion | undefined {
  const { line, referred, referredPayers, numbers, accountOf, namedAs } = evidence;
  const own = (item: MatchableItem): boolean =>
    item.customer === customer &&
    item.currency === line.currency &&
    isPositive(book.left.get(item) ?? zero);
  const named = [
    ...new Set([...referred, ...numbers.mentions.map(({ item }) => item)].filter(own)),
  ];
  const exact = exactItems(line, customer, book);
  const chosen = named.length > 0 ? named : typeof exact === "string" ? [] : exact;
  const all = (book.byCustomer.get(customer) ?? []).filter(own);
  const spreadOut = spread(line, chosen.length > 0 ? chosen : all, book, {});
  const because: Clue[] = [];
  if (referred.some(own) || referredPayers.includes(customer)) because.push("reference");
  if (numbers.mentions.some(({ item }) => own(item))) because.push("number");
  if (accountOf.includes(customer)) because.push("account");
  if (namedAs.includes(customer)) because.push("name");
  if (spreadOut?.outcome === "exact") because.push("amount");
  if (spreadOut?.outcome === "exact" && chosen.length > 1) because.push("sum");
  if (because.length === 0) return undefined;
  return {
    customer,
    applications: spreadOut?.applications ?? [],
    score: because.reduce((total, clue) => total + weights[clue], 0),
    because,
  };
}
