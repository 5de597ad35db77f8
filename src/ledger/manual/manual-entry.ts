import { expectOk, type Fault, faultsOf, pathTo } from "../../fault/fault.ts";
import { type CurrencyCode, requireMinorUnit } from "../../money/currency.ts";
import { add, type Decimal, format, isPositive, isZero, zero } from "../../money/decimal.ts";
import { parseMoney } from "../../money/money.ts";
import { daysFromCivil, parseCivilDate } from "../../time/calendar.ts";
import { startOfDayNumber, type Zone } from "../../time/zone.ts";
import { type AccountName, accountFamilies, isAccountName, namedAccount } from "../account-name.ts";
import { type EntryDraft, entryIdOf, type JournalEntry, writeEntry } from "../entry.ts";
import { credit, debit, type PostingDraft } from "../posting.ts";
import { reverseEntry } from "../reversal.ts";
import {
  type EntryReversalFact,
  type ManualEntryFact,
  type ManualPosting,
  manualPostingsMax,
} from "./manual-entry-fact.ts";

/** The kind of document that an entry by hand is. */
export const manualKind = "manual-entry";

/**
 * Accounts that documents alone move: their balance is the sum of what invoices, payments, credits and schedules say, and
 * the close of a month holds it against them.
 */
const controlled: ReadonlySet<string> = new Set(
  [
    accountFamilies.receivable,
    accountFamilies.unbilled,
    accountFamilies.deferred,
    accountFamilies.refunds,
    accountFamilies.customerCredit,
    accountFamilies.prepaidCredits,
    accountFamilies.disputed,
  ].map(({ path }) => path),
);

/** Whether an entry by hand may post on an account. */
export const isPostedByHand = (account: AccountName): boolean =>
  !controlled.has(namedAccount(account).family.path);

/**
 * What is wrong with an entry by hand: `unknown-account`, `control-account`, `debit-or-credit`, `not-positive`,
 * `wrong-minor-unit`, `too-many-postings` and `unbalanced-entry`.
 */
export function manualEntryFaults({ postings }: ManualEntryFact): readonly Fault[] {
  if (postings.length > manualPostingsMax)
    return [
      {
        code: "too-many-postings",
        path: "/postings",
        message: `an entry has at most ${manualPostingsMax} postings`,
        value: postings.length,
        suggestion: "write several entries, each of which balances",
      },
    ];
  const faults = postings.flatMap((posting, index) => postingFaults(posting, index));
  if (faults.length > 0) return faults;
  const sums = new Map<CurrencyCode, Decimal>();
  for (const { currency, amount } of drafts(postings))
    sums.set(currency, add(sums.get(currency) ?? zero, amount));
  return [...sums].flatMap(([currency, left]) =>
    isZero(left)
      ? []
      : [
          {
            code: "unbalanced-entry",
            path: "/postings",
            message: `debits are not credits in ${currency}: the difference is ${format(left)}`,
            value: currency,
            suggestion: "make the debits of each currency equal to its credits",
          },
        ],
  );
}

function postingFaults(
  { account, debit: debited, credit: credited }: ManualPosting,
  index: number,
): readonly Fault[] {
  const path = pathTo("/postings", index);
  return [
    ...accountFaults(account, pathTo(path, "account")),
    ...amountFaults(path, debited, credited),
  ];
}

function accountFaults(account: string, path: string): readonly Fault[] {
  if (!isAccountName(account))
    return [
      {
        code: "unknown-account",
        path,
        message: "there can be no account of this name",
        value: account.slice(0, 120),
        suggestion: "GET /v1/ledger/accounts lists them; others are expenses:other:NAME and so on",
      },
    ];
  if (isPostedByHand(account)) return [];
  return [
    {
      code: "control-account",
      path,
      message: "only documents move this account: its balance is the sum of what they say",
      value: account,
      suggestion: "correct the document with a document: a credit note, a payment, a write-off",
    },
  ];
}

function amountFaults(
  path: string,
  debited: ManualPosting["debit"],
  credited: ManualPosting["credit"],
): readonly Fault[] {
  const amount = debited ?? credited;
  if (amount === undefined || (debited !== undefined && credited !== undefined))
    return [
      {
        code: "debit-or-credit",
        path,
        message: "a posting is a debit or a credit, and not both",
        suggestion: 'write "debit": "100 USD", or "credit"',
      },
    ];
  const at = pathTo(path, debited === undefined ? "credit" : "debit");
  const { value, currency } = expectOk(parseMoney(amount));
  const faults = faultsOf(requireMinorUnit(value, currency, at));
  if (faults.length > 0 || isPositive(value)) return faults;
  return [
    {
      code: "not-positive",
      path: at,
      message: "a debit or a credit is above zero",
      value: amount,
      suggestion: "put it on the other side",
    },
  ];
}

/** The entry of a fact without faults, on the first moment of its day in the zone of the books. */
export function manualEntry(fact: ManualEntryFact, books: Zone): JournalEntry {
  const { id, reason, by, postings } = fact;
  return writeEntry({
    date: beginOf(fact.date, books),
    document: { kind: manualKind, number: id },
    description: reason,
    by,
    postings: drafts(postings),
  });
}

const beginOf = (date: string, zone: Zone): number =>
  startOfDayNumber(zone, daysFromCivil(expectOk(parseCivilDate(date))));

const drafts = (postings: readonly ManualPosting[]): EntryDraft["postings"] =>
  postings.map(({ account, debit: debited, credit: credited }): PostingDraft => {
    const { value, currency } = expectOk(parseMoney(debited ?? credited ?? ""));
    // Checked before: the name of an account.
    const name = account as AccountName;
    return debited === undefined ? credit(name, value, currency) : debit(name, value, currency);
  });

/** The entry that takes one by hand back. */
export const manualReversal = (
  { date, reason, by }: EntryReversalFact,
  reversed: JournalEntry,
  books: Zone,
): JournalEntry => reverseEntry(reversed, { date: beginOf(date, books), reason, by });

/** The id in the journal of an entry by hand. */
export const manualEntryId = (id: string): string => entryIdOf({ kind: manualKind, number: id });
