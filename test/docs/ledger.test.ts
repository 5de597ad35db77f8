import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Invoice, LineKind } from "../../src/account/invoice.ts";
import { expectOk } from "../../src/fault/fault.ts";
import { closeChecks } from "../../src/ledger/close/close-check.ts";
import {
  bookDocuments,
  bookIssued,
  closeBooks,
  emptyBooks,
  type MonthBooks,
} from "../../src/ledger/close/month-books.ts";
import type { JournalEntry } from "../../src/ledger/entry.ts";
import { at, type InvoiceSketch, invoiceOf } from "../../src/ledger/ledger.fixture.ts";
import { month } from "../../src/ledger/recognition/recognition.fixture.ts";
import { formatInstant } from "../../src/time/instant.ts";
import { UTC } from "../../src/time/zone.ts";
import { toldStories } from "./ledger-stories.ts";
import { blocksOf, codeIn, readText, root, tableRows } from "./markdown.ts";

const page = readText("docs/ledger.md");

/** An entry as the page shows it. */
function shown({ date, description, postings }: JournalEntry): string {
  const [title = ""] = description.split(/,| for /);
  const rows = postings.map(
    ({ account, amount }) => `    ${account.padEnd(32)}${amount.padStart(10)}`,
  );
  return [`${formatInstant(date).slice(0, 10)}  ${title}`, ...rows].join("\n");
}

type Step = (books: MonthBooks) => MonthBooks;

const issue =
  (
    sketch: Omit<InvoiceSketch, "number">,
    {
      kind = "recurring",
      ...more
    }: { readonly kind?: LineKind } & Partial<Omit<Invoice, "kind">> = {},
  ): Step =>
  (books) => {
    const made = invoiceOf({ number: "INV-000001", ...sketch });
    const lines = made.lines.map((line) => ({ ...line, kind }));
    const document = kind === "unused-time" ? "credit-note" : "invoice";
    const invoice: Invoice = { ...made, lines, ...more, kind: document };
    return bookIssued(books, [{ invoice, service: UTC }]);
  };
const close =
  (text: string): Step =>
  (books) =>
    expectOk(closeBooks(books, month(text))).books;

const platform = "platform";
const year = issue({
  issued: "2027-01-01",
  lines: [{ stream: platform, amount: "3650.00", period: ["2027-01-01", "2028-01-01"] }],
});
const credited: Step = (books) =>
  bookDocuments(books, [
    {
      kind: "credit-note",
      number: "CN-000001",
      invoice: "INV-000001",
      customer: "c-1",
      date: at("2027-02-10"),
      currency: "USD",
      lines: [{ id: "1", stream: platform, amount: "365.00", treatment: "deferred" }],
      total: "365.00",
      appliedTo: [],
    },
  ]);

/** The stories of the page by their headings; `from` leaves out entries that another story shows. */
const stories: Readonly<
  Record<string, { readonly steps: readonly Step[]; readonly from?: number }>
> = {
  "A year in advance": { steps: [year, close("2027-01"), close("2027-02")] },
  "Usage in arrears": {
    steps: [
      issue(
        {
          issued: "2027-02-01",
          lines: [{ stream: platform, amount: "132.00", period: ["2027-01-01", "2027-02-01"] }],
        },
        { kind: "usage" },
      ),
      close("2027-01"),
    ],
  },
  "A year cut short": {
    steps: [
      year,
      close("2027-01"),
      close("2027-02"),
      issue(
        {
          issued: "2027-03-15",
          lines: [{ stream: platform, amount: "-2920.00", period: ["2027-03-15", "2028-01-01"] }],
        },
        { kind: "unused-time", number: "CN-000001" },
      ),
      close("2027-03"),
    ],
  },
  "A price that is lowered": {
    steps: [year, close("2027-01"), credited, close("2027-02")],
    from: 2,
  },
};

describe("docs/ledger.md", () => {
  const blocks = blocksOf(page).filter(({ language }) => language === "text");

  it("has a story for each journal", () => {
    const told = [...Object.keys(stories), ...Object.keys(toldStories)];
    expect(blocks.map(({ heading }) => heading)).toEqual(told);
  });

  it.each(blocks.map((block) => [block.heading, block.text] as const))(
    "shows the journal of: %s",
    (heading, text) => {
      const { steps, from = 0 } = stories[heading] ?? { steps: [] };
      const { entries } = steps.reduce((books, step) => step(books), emptyBooks(UTC));
      const told = toldStories[heading]?.();
      if (told !== undefined) expect(told.map(shown).join("\n")).toBe(text.trimEnd());
      if (told !== undefined) return;
      expect(entries.slice(from).map(shown).join("\n")).toBe(text.trimEnd());
    },
  );

  it("lists every check of a close, in their order", () => {
    const listed = tableRows(page, "The close of a month").map(([check]) => codeIn(check));
    expect(listed).toEqual([...closeChecks]);
  });

  it("lists every worked example that is tested, and no other", () => {
    const folder = "src/ledger/recognition";
    const tests = readdirSync(join(root, folder))
      .filter((name) => name.startsWith("examples-"))
      .map((name) => readText(`${folder}/${name}`))
      .join("\n");
    const tested = [...tests.matchAll(/describe\("Example (\d+),/g)].map(([, number]) =>
      Number(number),
    );
    const listed = tableRows(page, "Worked examples of the standards").map(([number]) =>
      Number(number),
    );
    expect(listed).toEqual([...new Set(tested)].sort((left, right) => left - right));
  });
});
