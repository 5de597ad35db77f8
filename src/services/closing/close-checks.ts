import type { CloseCheck, CloseCheckId } from "../../ledger/close/close-check.ts";
import { brokenRule } from "../../ledger/entry.ts";
import { readEntry } from "../../ledger/entry-text.ts";
import type { ValuedPosition } from "../../ledger/foreign/revalue-month.ts";
import { appendEntry, emptyJournal, type JournalHead } from "../../ledger/journal.ts";
import { type Month, monthText } from "../../ledger/recognition/accounting-month.ts";
import {
  add,
  type Decimal,
  decimalOf,
  equals,
  format,
  isZero,
  subtract,
  zero,
} from "../../money/decimal.ts";
import {
  accountsDueBy,
  documentsUnlikeEntries,
  oversettledInvoices,
  unpostedCount,
} from "../../store/close-checks.ts";
import { journalHead, journalRecords, journalTurnovers } from "../../store/journal.ts";
import type { Tx } from "../../store/tenant.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import type { AccountingCalendar } from "../accounting-calendar.ts";
import { sha256 } from "../journal-writer.ts";
import { type AccountSums, addTo, type RecognisedMonth } from "./recognise-open.ts";
import type { RememberedSeals } from "./remembered-seals.ts";

/** A month that is looked at, on the books' calendar. */
export interface LookedAt {
  readonly month: Month;
  readonly from: Instant;
  readonly to: Instant;
  /** When everything of the month is billed: after the longest grace window of the models. */
  readonly billedAt: Instant;
  readonly now: Instant;
  readonly calendar: AccountingCalendar;
}

const check = (
  id: CloseCheckId,
  passed: boolean,
  words: { readonly passed: string; readonly otherwise: string },
  otherwise: "failed" | "warning" = "failed",
): CloseCheck => ({
  id,
  state: passed ? "passed" : otherwise,
  message: passed ? words.passed : words.otherwise,
});

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${count} ${many}`;

/**
 * What can be said before anything is recognised: that the month is over, billed, posted, sealed and balanced. With `seals`, entries that
 * were read before are only hashed again.
 */
export async function checksBefore(
  tx: Tx,
  looked: LookedAt,
  seals?: RememberedSeals,
): Promise<readonly CloseCheck[]> {
  const { month, from, to, billedAt, now, calendar } = looked;
  const due = await accountsDueBy(tx, billedAt);
  const unposted = await unpostedCount(tx);
  const broken = await brokenSeal(tx, calendar.last?.head ?? emptyJournal, seals);
  const unbalanced = await unbalancedCurrencies(tx, to);
  const unlike = await documentsUnlikeEntries(tx, from, to);
  const over = await oversettledInvoices(tx, to);
  const next = calendar.next;
  return [
    check("month-over", now >= billedAt, {
      passed: "the month and the grace window of its usage are over",
      otherwise: `usage of the month is billed until ${formatInstant(billedAt)}`,
    }),
    check("in-order", next === month, {
      passed: "all months before it are closed",
      otherwise:
        next === undefined
          ? "the books are empty"
          : `${monthText(next)} is the month to close next`,
    }),
    check("billed", due.waiting === 0, {
      passed: "every account was billed to the end of the month",
      otherwise: `${counted(due.waiting, "account waits", "accounts wait")} to be billed`,
    }),
    check(
      "not-parked",
      due.parked === 0,
      {
        passed: "no account is kept from being billed",
        otherwise: `${counted(due.parked, "account is", "accounts are")} parked: what they owe will be booked in a later month`,
      },
      "warning",
    ),
    check("posted", unposted === 0, {
      passed: "every issued document and every movement of money is in the journal",
      otherwise: `${counted(unposted, "document or movement is", "documents and movements are")} not in the journal`,
    }),
    check("sealed", broken === undefined, {
      passed: "no entry was changed since the last close",
      otherwise: broken ?? "",
    }),
    check("balanced", unbalanced.length === 0, {
      passed: "debits equal credits in every currency",
      otherwise: `debits and credits differ in ${unbalanced.join(", ")}`,
    }),
    check("documents", unlike.length === 0, {
      passed: "every document of the month was posted as it says",
      otherwise: `posted otherwise than they say: ${unlike.join(", ")}`,
    }),
    check(
      "receivable",
      over.length === 0,
      {
        passed: "no invoice is settled beyond its amount",
        otherwise: `settled beyond their amount: ${over.join(", ")}`,
      },
      "warning",
    ),
  ];
}

/** Whether everything that stands in other currencies could be counted at the rates of the month's last day. */
export function revaluedCheck(positions: readonly ValuedPosition[]): CloseCheck {
  const without = positions.flatMap(({ account, currency, amount, unvalued, rate }) => {
    const left = rate === null ? add(decimalOf(amount), decimalOf(unvalued)) : decimalOf(unvalued);
    return isZero(left) ? [] : [`${format(left)} ${currency} on ${account}`];
  });
  return check(
    "revalued",
    without.length === 0,
    {
      passed: "what stands in other currencies is counted at the rates of the last day",
      otherwise: `without a rate it stays as it is: ${without.join(", ")}`,
    },
    "warning",
  );
}

/** Whether the accounts of what is deferred and unbilled stand where the schedules leave them. */
export async function checksAfter(
  tx: Tx,
  to: Instant,
  { scheduled, changes }: Pick<RecognisedMonth, "scheduled" | "changes">,
  kept: boolean,
): Promise<readonly CloseCheck[]> {
  const posted = new Map(kept ? [] : changes);
  for (const { account, currency, debits, credits } of await journalTurnovers(tx, to))
    addTo(posted, `${account} ${currency}`, subtract(decimalOf(debits), decimalOf(credits)));
  return [
    controlCheck("deferred", "liabilities:deferred:", posted, scheduled),
    controlCheck("unbilled", "assets:unbilled:", posted, scheduled),
    controlCheck("refunds", "liabilities:refunds:", posted, scheduled),
  ];
}

function controlCheck(
  id: "deferred" | "unbilled" | "refunds",
  path: string,
  posted: AccountSums,
  scheduled: AccountSums,
): CloseCheck {
  const keys = [...new Set([...posted.keys(), ...scheduled.keys()])].filter((key) =>
    key.startsWith(path),
  );
  const wrong = keys
    .toSorted()
    .filter((key) => !equals(posted.get(key) ?? zero, scheduled.get(key) ?? zero));
  const shown = (sums: AccountSums, key: string): string => format(sums.get(key) ?? zero);
  return check(id, wrong.length === 0, {
    passed: `the ${id} accounts are the sum of what the schedules leave`,
    otherwise: wrong
      .slice(0, 10)
      .map(
        (key) =>
          `${key}: the journal has ${shown(posted, key)}, the schedules ${shown(scheduled, key)}`,
      )
      .join("; "),
  });
}

async function unbalancedCurrencies(tx: Tx, to: Instant): Promise<readonly string[]> {
  const sums = new Map<string, Decimal>();
  for (const { currency, debits, credits } of await journalTurnovers(tx, to)) {
    const own = subtract(decimalOf(debits), decimalOf(credits));
    sums.set(currency, add(sums.get(currency) ?? zero, own));
  }
  return [...sums].filter(([, sum]) => !isZero(sum)).map(([currency]) => currency);
}

/** Few, as whatever else is asked meanwhile waits for each page. */
const recordsPerPage = 1_000;

/** What is wrong with the journal after a head, in words; undefined where every record is sealed to the one before. */
async function brokenSeal(
  tx: Tx,
  from: JournalHead,
  seals?: RememberedSeals,
): Promise<string | undefined> {
  let head = (await seals?.soundThrough(tx, from)) ?? from;
  for (;;) {
    const page = await journalRecords(tx, head.position, recordsPerPage);
    for (const { position, entry: text, hash } of page) {
      const entry = readEntry(text);
      if (!entry.ok) return `record ${position} of the journal is damaged`;
      const sealed = appendEntry(head, entry.value, sha256).head;
      if (sealed.position !== position || sealed.hash !== hash)
        return `record ${position} of the journal is not sealed to the one before it`;
      const rule = brokenRule(entry.value);
      if (rule !== undefined) return `record ${position} of the journal is broken: ${rule}`;
      head = sealed;
    }
    if (page.length < recordsPerPage) break;
  }
  const kept = await journalHead(tx);
  if (kept.position === head.position && (kept.position === 0 || kept.hash === head.hash)) {
    seals?.remember(tx, from, head);
    return undefined;
  }
  return `the journal ends with record ${head.position} and not ${kept.position}`;
}
