import { afterAll, beforeAll, expect, it } from "vitest";
import { propertySeed } from "../../test/property.ts";
import { seededRandom } from "../testing/random.ts";
import { DAY_MS, type Instant } from "../time/instant.ts";
import { finalInvoice, writeInvoices } from "./invoice.fixture.ts";
import { invoiceStates, listInvoices } from "./invoice-list.ts";
import { followDocuments, saveOpen } from "./open-items.ts";
import type { Tx } from "./tenant.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.store.withTenant("acme", work);
const first = Date.UTC(2026, 0, 1);

interface Owed {
  readonly id: string;
  readonly issuedAt: Instant;
  readonly total: number;
  open: number;
  dueAt: Instant;
}

it("lists by what is owed what a look at each finds, whether its item was opened yet or not", async () => {
  const random = seededRandom(propertySeed);
  const all: Owed[] = [];
  const issue = (count: number): Promise<unknown> => {
    const issued = Array.from({ length: count }, () => {
      const id = `i-${String(all.length).padStart(3, "0")}`;
      const issuedAt = first + random.whole(0, 40) * DAY_MS;
      const total = random.whole(-1, 4) * 10;
      all.push({ id, issuedAt, total, open: total, dueAt: issuedAt + 30 * DAY_MS });
      return finalInvoice(id, { issuedAt, lines: [["usage", `${total}.00`]] });
    });
    return within((tx) => writeInvoices(tx, "INV", issued));
  };
  const pay = (): Promise<void> => {
    const paid = all.filter(({ total }) => total > 0 && random.whole(0, 1) === 0);
    for (const one of paid) {
      one.open = random.whole(0, 1) * 5;
      one.dueAt += random.whole(0, 2) * DAY_MS;
    }
    return within((tx) =>
      saveOpen(
        tx,
        paid.map((one) => ({ ...one, open: `${one.open}.00` })),
      ),
    );
  };
  const at = first + 50 * DAY_MS;
  const meant: Readonly<Record<(typeof invoiceStates)[number], (one: Owed) => boolean>> = {
    open: ({ open }) => open > 0,
    overdue: ({ open, dueAt }) => open > 0 && dueAt < at,
    settled: ({ total, open }) => total >= 0 && open <= 0,
  };
  const expectSame = async (): Promise<void> => {
    for (const state of invoiceStates) {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const request = { standing: { state, at }, limit: 7, ...(cursor && { cursor }) };
        const page = await within((tx) => listInvoices(tx, request));
        if (!page.ok) throw new Error("a cursor of the list itself");
        found.push(...page.value.items.map(({ id }) => id));
        cursor = page.value.next ?? undefined;
      } while (cursor !== undefined);
      const expected = all
        .filter(meant[state])
        .sort((left, right) => right.issuedAt - left.issuedAt || (left.id < right.id ? 1 : -1))
        .map(({ id }) => id);
      expect(found).toEqual(expected);
    }
  };
  await issue(20);
  await expectSame();
  await within((tx) => followDocuments(tx, 1_000));
  await pay();
  await expectSame();
  await issue(15);
  await expectSame();
  await within((tx) => followDocuments(tx, 8));
  await expectSame();
});
