import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { listLines } from "./bank-lines.ts";
import { listDunningNotices } from "./dunning-notices.ts";
import { listEntries } from "./ledger-reports.ts";
import { encodeCursor, type ListScope, type Page } from "./page.ts";
import { listEffects } from "./payment-effects.ts";
import { listIntents } from "./payment-intents.ts";
import { listPayouts } from "./provider-accounts.ts";
import { addRowsAfter } from "./rows-after.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { Tx } from "./tenant.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

const scope = (list: string): ListScope => ({ list, tenant: "acme", filters: {} });

describe("the rows of a page", () => {
  const sorted = { columns: ["e.date::timestamptz", "id"], order: "descending" } as const;

  it("come after its cursor, by every column that the list is sorted by", () => {
    const conditions = ["customer = $1"];
    const parameters = sqlParameters();
    parameters.add("c-1");
    const cursor = encodeCursor(scope("rows"), ["2026-01-31T00:00:00Z", "b"]);
    expectOk(addRowsAfter(conditions, cursor, sorted, scope("rows"), parameters));
    expect(conditions).toEqual(["customer = $1", "(e.date, id) < ($2::timestamptz, $3)"]);
    expect(parameters.values).toEqual(["c-1", "2026-01-31T00:00:00Z", "b"]);
  });

  it("are all of them without one, and none for that of another list", () => {
    const conditions: string[] = [];
    const add = (cursor: string | undefined) =>
      addRowsAfter(conditions, cursor, sorted, scope("rows"), sqlParameters());
    expect(add(undefined).ok).toBe(true);
    expect(add(encodeCursor(scope("others"), ["2026-01-31T00:00:00Z", "b"]))).toMatchObject({
      ok: false,
      faults: [{ code: "invalid-cursor" }],
    });
    expect(conditions).toEqual([]);
  });
});

describe("every list", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  const moment = "2026-01-31T00:00:00Z";
  const lists: readonly (readonly [
    string,
    readonly string[],
    (tx: Tx, page: { limit: number; cursor: string }) => Promise<{ ok: boolean }>,
  ])[] = [
    ["bank-lines", ["2026-01-31", "l-1"], listLines],
    ["dunning-notices", [moment, "n-1"], listDunningNotices],
    ["payment-effects", ["7"], listEffects],
    ["payment-intents", [moment, "pi-1"], listIntents],
    ["provider-payouts", [moment, "po-1"], listPayouts],
    ["entries", [moment, "7"], listEntries],
  ];

  it.each(lists)("of %s goes on after a cursor", async (list, key, read) => {
    const page = await database.store.withTenant("acme", (tx) =>
      read(tx, { limit: 5, cursor: encodeCursor(scope(list), key) }),
    );
    expect(expectOk(page as { ok: true; value: Page<unknown> })).toEqual({ items: [], next: null });
  });
});
