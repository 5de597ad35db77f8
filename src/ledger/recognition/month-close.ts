import { type Fault, ok, pathTo, type Result, refuse } from "../../fault/fault.ts";
import { add, type Decimal, isZero, negate, zero } from "../../money/decimal.ts";
import { dayAfter, dayText, type Month, monthOf, monthText } from "./accounting-month.ts";
import type { Contract } from "./contract.ts";
import type { Movement } from "./movement.ts";
import type { RecognitionFact } from "./recognition-fact.ts";
import { recognize } from "./recognize.ts";

/** A movement in the month it is booked in; one that was late for its own month says so. */
export interface Posting extends Movement {
  readonly month: Month;
  /** `dated 2026-01-20`: its own date lies in a month that was closed. */
  readonly note?: string;
}

/**
 * The contracts and facts that are known, and the months that are closed.
 *
 * An open month is worked out from the facts each time. A closed one is kept as it was posted: what later facts would
 * have changed in it is booked in the first open month instead.
 */
export interface RecognitionBook {
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly facts: ReadonlyMap<string, RecognitionFact>;
  /** The last closed month; every month before it is closed too. */
  readonly closed?: Month;
  readonly closedPostings: readonly Posting[];
}

/** A book in which nothing is known and no month is closed. */
export const emptyBook: RecognitionBook = {
  contracts: new Map(),
  facts: new Map(),
  closedPostings: [],
};

/** What is recorded at once; the order within does not matter. */
export interface Entries {
  readonly contracts?: readonly Contract[];
  readonly facts?: readonly RecognitionFact[];
}

/**
 * Records contracts and facts, of any date. What is recorded already is left as it is.
 * Refuses with `record-conflict` the same id with another content, `unknown-contract`, and whatever cannot be accounted for;
 * then nothing is recorded.
 */
export function record(book: RecognitionBook, entries: Entries): Result<RecognitionBook> {
  const contracts = new Map(book.contracts);
  const facts = new Map(book.facts);
  const faults: Fault[] = [];
  const changed = new Set<string>();
  for (const contract of entries.contracts ?? []) {
    const known = contracts.get(contract.id);
    if (known !== undefined && !same(known, contract))
      faults.push(conflict(pathTo("", "contracts", contract.id)));
    contracts.set(contract.id, known ?? contract);
    changed.add(contract.id);
  }
  for (const fact of entries.facts ?? []) {
    const path = pathTo("", "facts", fact.id);
    const known = facts.get(fact.id);
    if (known !== undefined && !same(known, fact)) faults.push(conflict(path));
    if (!contracts.has(fact.contract)) {
      const message = "no such contract was recorded";
      faults.push({ code: "unknown-contract", path, message, value: fact.contract });
    }
    facts.set(fact.id, known ?? fact);
    changed.add(fact.contract);
  }
  if (faults.length > 0) return refuse(...faults);
  const factsOf = byContract(facts.values());
  for (const id of changed) {
    const contract = contracts.get(id);
    if (contract === undefined) continue;
    const own = factsOf.get(id) ?? [];
    const last = Math.max(contract.inception, ...own.map((fact) => fact.day));
    const recognised = recognize(contract, own, last + 1);
    if (!recognised.ok) return recognised;
  }
  return ok({ ...book, contracts, facts });
}

/**
 * Closes a month, the next one in order: its postings are kept as they are, for ever.
 * Refuses with `month-closed` and `months-skipped`.
 */
export function closeMonth(book: RecognitionBook, month: Month): Result<RecognitionBook> {
  const { closed } = book;
  if (closed !== undefined && month <= closed) {
    const message = `${monthText(closed)} and all months before it are closed`;
    return refuse({ code: "month-closed", path: "", message, value: monthText(month) });
  }
  if (closed !== undefined && month > closed + 1) {
    return refuse({
      code: "months-skipped",
      path: "",
      message: "months are closed one after the other",
      value: monthText(month),
      suggestion: `close ${monthText(closed + 1)} first`,
    });
  }
  const posted = postingsThrough(book, month);
  return posted.ok ? ok({ ...book, closed: month, closedPostings: posted.value }) : posted;
}

/**
 * Every posting booked up to the end of a month: closed months as they were kept, open ones from the facts, and in the
 * first open month what came too late for a closed one, with a note of its own date.
 */
export function postingsThrough(book: RecognitionBook, through: Month): Result<readonly Posting[]> {
  const { closed } = book;
  if (closed !== undefined && through <= closed)
    return ok(book.closedPostings.filter((posting) => posting.month <= through));
  const pending = new Map<string, Movement>();
  const factsOf = byContract(book.facts.values());
  for (const contract of book.contracts.values()) {
    const recognised = recognize(contract, factsOf.get(contract.id) ?? [], dayAfter(through));
    if (!recognised.ok) return recognised;
    for (const movement of recognised.value.movements) gather(pending, movement, movement.amount);
  }
  for (const posting of book.closedPostings) gather(pending, posting, negate(posting.amount));
  const open = [...pending.values()]
    .filter((movement) => !isZero(movement.amount))
    .map((movement) => inOpenMonth(movement, closed));
  return ok([...book.closedPostings, ...open.sort(inBookedOrder)]);
}

function byContract(facts: Iterable<RecognitionFact>): ReadonlyMap<string, RecognitionFact[]> {
  const groups = new Map<string, RecognitionFact[]>();
  for (const fact of facts) {
    const group = groups.get(fact.contract);
    if (group === undefined) groups.set(fact.contract, [fact]);
    else group.push(fact);
  }
  return groups;
}

/** Adds up what one cause moved in one month of its own. */
function gather(pending: Map<string, Movement>, movement: Movement, amount: Decimal): void {
  const { contract, obligation, stream, currency, kind, day, fact, givesBack } = movement;
  const key = JSON.stringify([contract, obligation, kind, monthOf(day), fact ?? null]);
  const known = pending.get(key);
  const sum = add(known?.amount ?? zero, amount);
  const last = Math.max(known?.day ?? day, day);
  const total = { contract, obligation, stream, currency, kind, amount: sum, day: last };
  pending.set(key, {
    ...total,
    ...(givesBack === undefined ? {} : { givesBack }),
    ...(fact === undefined ? {} : { fact }),
  });
}

function inOpenMonth(movement: Movement, closed: Month | undefined): Posting {
  const own = monthOf(movement.day);
  if (closed === undefined || own > closed) return { ...movement, month: own };
  return { ...movement, month: closed + 1, note: `dated ${dayText(movement.day)}` };
}

/** Billing of a day comes before revenue, as invoices in advance do. */
const kindOrder = [
  "billed",
  "moved",
  "recognised",
  "breakage",
  "catch-up",
  "termination",
  "refund-expected",
];

const inBookedOrder = (a: Posting, b: Posting): number =>
  a.month - b.month ||
  a.day - b.day ||
  kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) ||
  textOrder(a.contract, b.contract) ||
  textOrder(a.obligation, b.obligation) ||
  textOrder(a.fact ?? "", b.fact ?? "");

const textOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whether two records say the same; an absent member and an undefined one do. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return [...new Set([...left.keys(), ...right.keys()])].every((key) =>
    same(left.get(key), right.get(key)),
  );
}

const conflict = (path: string): Fault => ({
  code: "record-conflict",
  path,
  message: "this id was recorded before, with another content",
  suggestion: "record a correction under an id of its own",
});
