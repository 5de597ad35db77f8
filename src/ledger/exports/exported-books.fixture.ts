import fc from "fast-check";
import { propertySeed } from "../../../test/property.ts";
import { decimalOf, format, isZero } from "../../money/decimal.ts";
import { UTC } from "../../time/zone.ts";
import { anyStory } from "../any-story.fixture.ts";
import { postDocument } from "../documents/ledger-document.ts";
import { postPayment } from "../documents/payment.ts";
import type { JournalEntry } from "../entry.ts";
import { at, chart, invoiceOf } from "../ledger.fixture.ts";
import { northwindEntries } from "../northwind-story.fixture.ts";
import { reverseEntry } from "../reversal.ts";
import { trialBalance } from "../trial-balance.ts";
import type { ExportedBooks, JournalExport } from "./journal-export.ts";

/** Books over these entries, on the calendar of UTC. */
export const booksOf = (entries: readonly JournalEntry[]): ExportedBooks => ({
  title: 'Acme "Books"; 2026',
  chart,
  zone: UTC,
  entries,
});

/** The whole file. */
export const fileOf = (format: JournalExport, books: ExportedBooks): string =>
  [...format.write(books)].join("");

/** Names that would break a format that took them as they are. */
const hostile = [
  '=HYPERLINK("x")',
  "a; b | c, d:e",
  'quo"te\\',
  "two\r\nlines\u2028three",
  "(x) @y",
  "*",
];

/** What a hostile customer can put in our books. */
export const hostileEntries: readonly JournalEntry[] = hostile.map((text, index) =>
  postPayment({
    kind: "payment",
    id: `${text} ${index}`,
    customer: text,
    date: at("2026-01-05"),
    currency: "USD",
    amount: "1.00",
    appliedTo: [{ invoice: `INV ${text}`, amount: "0.25" }],
  }),
);

const emptyInvoice = postDocument({
  kind: "invoice",
  invoice: invoiceOf({ number: "INV-0", issued: "2026-01-01", lines: [] }),
});

const large = postPayment({
  kind: "payment",
  id: "P-large",
  customer: "c-1",
  date: at("2026-01-05"),
  currency: "USD",
  amount: "12345678901234567890.12",
  appliedTo: [],
});

const stories = fc
  .sample(anyStory(60), { seed: propertySeed, numRuns: 4 })
  .map(({ documents }) => documents.map(postDocument));

/** Books of every sort: of one story, of chance, with reversals, hostile names, large amounts, of nothing. */
export const everyBooks: readonly (readonly [string, readonly JournalEntry[]])[] = [
  ["Northwind's half year", northwindEntries],
  ["hostile names", hostileEntries],
  [
    "an invoice of nothing, a large amount and its reversal",
    [
      emptyInvoice,
      large,
      reverseEntry(large, {
        date: at("2026-02-01"),
        reason: "in part; for show",
        by: '=Dana, "D": Field; 2',
      }),
      { ...large, id: "payment/again", document: { kind: "payment", number: "again" } },
    ],
  ],
  ...stories.map((entries, index) => [`any story ${index + 1}`, entries] as const),
  ["nothing", []],
];

/** The balances that an export must give: by account, `USD` and so on, without those of zero. */
export const expectedBalances = (entries: readonly JournalEntry[]): Record<string, string> =>
  Object.fromEntries(
    trialBalance(entries)
      .rows.filter(({ balance }) => !isZero(decimalOf(balance)))
      .map(({ account, currency, balance }) => [
        `${account} ${currency}`,
        format(decimalOf(balance)),
      ]),
  );
