import { describe, expect, it } from "vitest";
import { parseDatabaseUrl } from "../config/database-url.ts";
import { expectOk } from "../fault/fault.ts";
import { placeOfDatabase, unreachableDatabase } from "./database-url.ts";
import { connect } from "./store.ts";

describe("parseDatabaseUrl", () => {
  it.each(["postgres://me:secret@db.example:6543/books", "postgresql://localhost/books?ssl=true"])(
    "reads %s",
    (text) => expect(expectOk(parseDatabaseUrl(text)).href).toBe(text),
  );

  it.each(["", "garbage", "secret@host/books", "mysql://me:secret@host/books", "postgres://a b/c"])(
    "refuses %j, and does not repeat it",
    (text) => {
      const read = parseDatabaseUrl(text);
      expect(read).toMatchObject({ ok: false, faults: [{ code: "invalid-database-url" }] });
      expect(JSON.stringify(read)).not.toContain("secret");
    },
  );
});

it("names the place without the password", () => {
  const place = (text: string) => placeOfDatabase(expectOk(parseDatabaseUrl(text)));
  expect(place("postgres://me:secret@db.example:6543/books")).toBe("db.example:6543/books");
  expect(place("postgres:///books?host=/run/postgresql")).toBe("/run/postgresql:5432/books");
});

it("says of a server that cannot be reached where it was to be, and why", async () => {
  const databaseUrl = "postgres://me:secret@127.0.0.1:1/books";
  await expect(connect({ databaseUrl })).rejects.toMatchObject({
    code: "ECONNREFUSED",
    message: expect.stringMatching(
      /^cannot open the database that DATABASE_URL names, 127\.0\.0\.1:1\/books: connect ECONNREFUSED/,
    ),
  });
  const both = new AggregateError([new Error("refused by ::1"), new Error("refused by 127.0.0.1")]);
  const url = expectOk(parseDatabaseUrl("postgres://localhost/books"));
  expect(unreachableDatabase(url, both).message).toMatch(
    /localhost:5432\/books: refused by ::1; refused by 127\.0\.0\.1$/,
  );
});
