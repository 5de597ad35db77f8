import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { binaryInstants, binaryIntegers, binaryTexts } from "./binary-array.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const texts = ["", "NULL", 'q"uote', "back\\slash", "{a,b}", "\n\t", "é\u{1f600}\u20ac", "'"];

describe("binary arrays", () => {
  it("give back every text as it was", async () => {
    const { rows } = await database.admin.query(
      "select $1::text[] as texts, $2::text[] as nullable, $3::text[] as long, $4::text[] as none",
      [
        binaryTexts(texts),
        binaryTexts([null, ...texts, undefined]),
        binaryTexts(["\u20ac".repeat(100_000), "x"]),
        binaryTexts([]),
      ],
    );
    const long = ["\u20ac".repeat(100_000), "x"];
    expect(rows).toEqual([{ texts, nullable: [null, ...texts, null], long, none: [] }]);
  });

  it("give back instants to the millisecond, however far", async () => {
    const instants = [
      Date.UTC(2026, 2, 29, 1, 30, 0, 7),
      0,
      Date.UTC(1999, 11, 31, 23, 59, 59, 999),
      Date.UTC(2999, 11, 31, 23, 59, 59, 999),
    ];
    const { rows } = await database.admin.query(
      "select position, instant from unnest($1::timestamptz[]) with ordinality as t (instant, position)",
      [binaryInstants([...instants, undefined])],
    );
    expect(rows.map(({ instant }) => instant)).toEqual([...instants, null]);
  });

  it("give back every safe integer", async () => {
    const integers = [0, -1, 1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
    const { rows } = await database.admin.query(
      "select integer from unnest($1::bigint[]) as t (integer)",
      [binaryIntegers(integers)],
    );
    expect(rows.map(({ integer }) => integer)).toEqual(integers);
  });
});
