import { describe, expect, it } from "vitest";
import { failure } from "./failure.ts";

const thrown = (code: string, more: object = {}): Error =>
  Object.assign(new Error("the system said so"), { code, ...more });

describe("failure", () => {
  it.each([
    ["EADDRINUSE", "--port", /--port 0 for a free one/],
    ["EACCES", "--port", /below 1024/],
    ["EADDRNOTAVAIL", "--host", /no such address/],
  ])("says what to do where listening fails with %s", (code, path, suggestion) => {
    expect(failure(thrown(code, { syscall: "listen" }))).toEqual({
      code: code.toLowerCase(),
      path,
      message: "the system said so",
      suggestion: expect.stringMatching(suggestion),
    });
    const ofFile = { code: code.toLowerCase(), path: "", message: "the system said so" };
    expect(failure(thrown(code, { syscall: "open" }))).toEqual(ofFile);
  });

  it.each([
    ["ECONNREFUSED", /the host and the port/],
    ["28P01", /the user and the password/],
    ["3D000", /make the database first/],
  ])("names DATABASE_URL where the database fails with %s", (code, suggestion) => {
    expect(failure(thrown(code, { place: "db:5432/books" }))).toMatchObject({
      code: code.toLowerCase(),
      path: "DATABASE_URL",
      suggestion: expect.stringMatching(suggestion),
    });
  });

  it.each([
    ["database-not-made", /florin doctor/],
    ["database-ended", /server\.log/],
    ["database-damaged", /florin restore/],
    ["other-postgres", /florin restore/],
  ])("says what to do about the data folder where it is %s", (code, suggestion) => {
    expect(failure(thrown(code))).toMatchObject({
      code,
      path: "--data",
      suggestion: expect.stringMatching(suggestion),
    });
  });

  it("calls what has no code a bug", () => {
    expect(failure(new Error("broken invariant"))).toMatchObject({ code: "internal" });
    expect(failure("text")).toMatchObject({ code: "internal", message: "text" });
  });
});
