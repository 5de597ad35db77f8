import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { parseInstant } from "../time/instant.ts";
import { knownRateOf, parseExchangeRateFact } from "./exchange-rate-fact.ts";
import { openRateBook } from "./rate-book.ts";
import { rateOn } from "./rate-on.ts";

const told = (day: string, rate: string, recordedAt?: string, corrects?: boolean) =>
  knownRateOf({
    fact: "exchange-rate",
    from: "EUR",
    to: "USD",
    day,
    rate,
    ...(recordedAt === undefined ? {} : { recordedAt }),
    ...(corrects === undefined ? {} : { corrects }),
  });

const at = (text: string) => expectOk(parseInstant(text));

const { book, refused } = openRateBook([
  told("2026-01-06", "1.19", "2026-01-08T00:00:00Z", true),
  told("2026-01-05", "1.17"),
  told("2026-01-06", "1.18", "2026-01-06T16:00:00Z"),
  told("2026-01-06", "1.180", "2026-01-07T00:00:00Z"),
  told("2026-01-05", "1.71", "2026-01-09T00:00:00Z"),
]);

const rate = (day: string, known: string) => {
  const found = rateOn(book.knownAt(at(known)), "EUR", "USD", day);
  return found.ok ? `${found.value.rate} of ${found.value.ratedOn}` : found.faults[0]?.code;
};

describe("a book of rates", () => {
  it("answers from what was known at a moment: later days and corrections come into force as they are told", () => {
    expect(rate("2026-01-06", "2026-01-04T23:59:59Z")).toBe("fx-rate-missing");
    expect(rate("2026-01-06", "2026-01-05T00:00:00Z")).toBe("1.17 of 2026-01-05");
    expect(rate("2026-01-06", "2026-01-06T15:59:59Z")).toBe("1.17 of 2026-01-05");
    expect(rate("2026-01-06", "2026-01-06T16:00:00Z")).toBe("1.18 of 2026-01-06");
    expect(rate("2026-01-06", "2026-01-07T23:59:59Z")).toBe("1.18 of 2026-01-06");
    expect(rate("2026-01-06", "2026-01-08T00:00:00Z")).toBe("1.19 of 2026-01-06");
    expect(rate("2026-01-05", "2026-02-01T00:00:00Z")).toBe("1.17 of 2026-01-05");
  });

  it("refuses another rate that does not say it corrects, and keeps the first", () => {
    expect(refused.map(({ rate: one, faults }) => [one.rate, faults[0]?.code])).toEqual([
      ["1.71", "fx-rate-conflict"],
    ]);
  });
});

describe("the fact of a rate", () => {
  const codes = (fact: object) => {
    const read = parseExchangeRateFact({ fact: "exchange-rate", ...fact });
    return read.ok ? [] : read.faults.map(({ code, path }) => `${path} ${code}`);
  };
  const sound = { from: "EUR", to: "USD", day: "2026-01-05", rate: "1.17" };

  it("is read with every fault", () => {
    expect(codes(sound)).toEqual([]);
    expect(codes({ ...sound, to: "EUR" })).toEqual(["/to fx-same-currency"]);
    expect(codes({ ...sound, rate: "0" })).toEqual(["/rate fx-rate-out-of-range"]);
    expect(codes({ ...sound, rate: 1.17, day: "2026-02-30" })).toEqual([
      "/day invalid-date",
      "/rate wrong-type",
    ]);
  });
});
