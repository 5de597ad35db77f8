import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { propertyRuns, propertySeed } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { anyStory } from "../ledger/any-story.fixture.ts";
import { postDocument } from "../ledger/documents/ledger-document.ts";
import { type BooksInput, type BooksReading, readBooks } from "../metrics/accounts/books-reader.ts";
import { month } from "../metrics/metrics.fixture.ts";
import { type Decimal, format, trim } from "../money/decimal.ts";
import { bookSums } from "../store/book-months.ts";
import { type TestDatabase, testDatabase } from "../store/test-database.fixture.ts";
import { findZone } from "../time/zone.ts";
import { postEntries } from "./journal-writer.ts";
import { summedMonths } from "./metrics-books.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ tenants: ["acme"] });
});
afterAll(() => database?.drop());

const plain = (amount: Decimal): string => format(trim(amount));

/** The same whatever the order of rows. */
const sorted = ({ receivables = [], revenue = [], ...rest }: BooksInput) => ({
  ...rest,
  receivables: receivables
    .map(({ month, currency, opening, billings, closing, closingCurrent }) =>
      [month, currency, ...[opening, billings, closing, closingCurrent].map(plain)].join(" "),
    )
    .sort(),
  revenue: revenue
    .map(({ month, stream, kind, currency, recognised, deferred }) =>
      [month, stream, kind, currency, plain(recognised), plain(deferred)].join(" "),
    )
    .sort(),
});

it("are added up as living through every entry says", async () => {
  const zones = fc.constantFrom("UTC", "America/New_York");
  await fc.assert(
    fc.asyncProperty(
      anyStory(30),
      zones,
      fc.nat({ max: 3 }),
      async ({ documents }, id, skipped) => {
        const entries = documents.map(postDocument).sort((one, other) => one.date - other.date);
        const reading: BooksReading = {
          zone: expectOk(findZone(id)),
          currency: "USD",
          first: month("2026-01") + skipped,
          last: month("2026-05"),
          closedThrough: month("2026-03"),
          kinds: new Map([["subscriptions", "recurring"]]),
        };
        const reader = readBooks(reading);
        for (const entry of entries) reader.add(entry);
        const undone = new Error("undone");
        const story = database.store.withTenant("acme", async (tx) => {
          await postEntries(tx, entries);
          expect(sorted(await summedMonths(tx, reading, bookSums))).toEqual(sorted(reader.input()));
          throw undone;
        });
        await expect(story).rejects.toBe(undone);
      },
    ),
    { seed: propertySeed, numRuns: 12 * propertyRuns },
  );
});
