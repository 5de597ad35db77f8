import type { Account } from "../../src/account/account.ts";
import { packLineId } from "../../src/account/credit-pack.ts";
import type { Invoice } from "../../src/account/invoice.ts";
import { type Booked, entriesOf } from "../../src/ledger/booked.ts";
import type { JournalEntry } from "../../src/ledger/entry.ts";
import { UTC } from "../../src/time/zone.ts";

/**
 * One customer's books, kept as plain sums of cents while entries come, by currency: nothing of it is shared with the ledger but
 * the entries themselves. For currencies of two minor digits. What is owed and held is in one currency, the account's.
 */
export interface RunningBooks {
  /** Posts what an account did; what the entries break. */
  readonly post: (booked: readonly Booked[]) => readonly string[];
  /** Where the books and the account's own state do not agree. */
  readonly differences: (account: Account) => readonly string[];
  readonly entries: () => readonly JournalEntry[];
}

/** Decimal text in cents. */
export const centsOf = (text: string): number => {
  const [whole = "", part = ""] = text.split(".");
  const cents = Number(`${whole}${part.padEnd(2, "0")}`);
  if (!Number.isSafeInteger(cents) || part.length > 2) throw new Error(`${text} is not in cents`);
  return cents;
};

/** Opens the books of a customer. */
export function openRunningBooks(): RunningBooks {
  const entries: JournalEntry[] = [];
  const balances = new Map<string, number>();
  const owed = new Map<string, number>();
  const numbers = new Map<string, string>();
  /** What credits cost that were sold, by the line that sold them. */
  const sold = new Map<string, number>();
  const add = (sums: Map<string, number>, key: string, cents: number): void =>
    void sums.set(key, (sums.get(key) ?? 0) + cents);
  const context = {
    numberOf: (id: string): string => numbers.get(id) ?? id,
    zonesOf: () => ({ service: UTC, books: UTC }),
    breakageStream: "subscriptions",
  };
  const postEntry = (entry: JournalEntry): readonly string[] => {
    entries.push(entry);
    const sums = new Map<string, number>();
    for (const { account, amount, invoice, currency } of entry.postings) {
      const cents = centsOf(amount);
      add(sums, currency, cents);
      add(balances, account, cents);
      if (account === "assets:receivable") add(owed, invoice ?? "", cents);
    }
    return [...sums].flatMap(([currency, sum]) =>
      sum === 0 ? [] : [`entry ${entry.id} is out of balance by ${sum} ${currency}`],
    );
  };
  const owedBy = (account: Account): ReadonlyMap<string, number> =>
    new Map([
      ...account.awaited.map(({ id, total }) => [context.numberOf(id), centsOf(total)] as const),
      ...(account.receivables?.items ?? []).map(
        ({ invoice, open }) => [context.numberOf(invoice), centsOf(open)] as const,
      ),
    ]);
  return {
    post: (booked) => {
      for (const one of booked) {
        if (one.kind !== "document") continue;
        const { id, number, lines } = one.invoice;
        numbers.set(id, number ?? id);
        for (const line of lines)
          if (line.kind === "credits") sold.set(line.id, centsOf(line.amount));
      }
      return booked.flatMap((one) => entriesOf(one, context)).flatMap(postEntry);
    },
    differences: (account) => {
      const found: string[] = [];
      const open = owedBy(account);
      for (const number of new Set([...open.keys(), ...owed.keys()])) {
        const [own, booked] = [open.get(number) ?? 0, owed.get(number) ?? 0];
        if (own !== booked) found.push(`${own} is open of ${number}, and the books say ${booked}`);
      }
      const credit = (account.receivables?.settlements ?? []).reduce(
        (sum, { unapplied }) => sum + centsOf(unapplied),
        0,
      );
      const held = -(balances.get("liabilities:customer-credit") ?? 0);
      if (credit !== held) found.push(`${credit} is credit, and the books say ${held}`);
      const prepaid = (account.credits?.book.grants ?? []).reduce(
        (sum, { remaining, funding }) =>
          sum + (funding === "prepaid" ? centsOf(remaining.cost) : 0),
        0,
      );
      const waiting = (account.credits?.packs ?? [])
        .filter(({ billed }) => billed !== null)
        .reduce((sum, { fact }) => sum + (sold.get(packLineId(fact.id)) ?? 0), 0);
      // What is earned since it is expected never to be used is owed no more.
      const broken = Object.values(account.credits?.broken ?? {}).reduce(
        (sum, { amount }) => sum + centsOf(amount),
        0,
      );
      const owing = -(balances.get("liabilities:prepaid-credits") ?? 0);
      // What is taken back of sold credits leaves the books with its note, which is issued next.
      const returning = (account.notes?.waiting ?? []).some(({ lines }) =>
        lines.some(({ line }) => line.kind === "credits"),
      );
      const left = prepaid + waiting - broken;
      if (!returning && left !== owing)
        found.push(`${left} of credits is left, the books say ${owing}`);
      return found;
    },
    entries: () => entries,
  };
}

/** What a document breaks beside what the account looks at itself: its number and its place in time. */
export function numberFaults(
  documents: readonly Invoice[],
  next: Map<string, number>,
  lastIssued: string,
): readonly string[] {
  let issued = lastIssued;
  return documents.flatMap(({ kind, number, issuedAt, id }) => {
    const series = kind === "invoice" ? "INV" : "CN";
    const place = next.get(series) ?? 1;
    next.set(series, place + 1);
    const expected = `${series}-${String(place).padStart(6, "0")}`;
    const late = issuedAt < issued ? [`${id} is issued before the document before it`] : [];
    issued = issuedAt;
    return number === expected ? late : [...late, `${id} has number ${number}, not ${expected}`];
  });
}
