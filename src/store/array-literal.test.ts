import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  instantArray,
  nullableInstantArray,
  nullableTextArray,
  textArray,
} from "./array-literal.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const texts = [
  "",
  "plain",
  "NULL",
  "null",
  'q"uote',
  "back\\slash",
  "{a,b}",
  "a b",
  "\n\t",
  "é\u{1f600}",
  "'",
  '\\"{,}\\',
];

describe("array literals", () => {
  it("give back every text as it was", async () => {
    const { rows } = await database.admin.query(
      "select $1::text[] as texts, $2::text[] as nullable",
      [textArray(texts), nullableTextArray([null, ...texts, undefined])],
    );
    expect(rows).toEqual([{ texts, nullable: [null, ...texts, null] }]);
  });

  it("give back instants to the millisecond, in UTC", async () => {
    const instants = [
      0,
      1,
      Date.UTC(2026, 2, 29, 1, 30, 0, 123),
      Date.UTC(2999, 11, 31, 23, 59, 59, 999),
    ];
    const { rows } = await database.admin.query(
      "select unnest($1::timestamptz[]) as instant, unnest($2::timestamptz[]) as nullable",
      [instantArray(instants), nullableInstantArray([null, ...instants.slice(1)])],
    );
    expect(rows.map(({ instant }) => instant)).toEqual(instants);
    expect(rows.map(({ nullable }) => nullable)).toEqual([null, ...instants.slice(1)]);
  });

  it("are empty for nothing", async () => {
    const { rows } = await database.admin.query("select cardinality($1::text[]) as length", [
      textArray([]),
    ]);
    expect(rows).toEqual([{ length: 0 }]);
  });
});
