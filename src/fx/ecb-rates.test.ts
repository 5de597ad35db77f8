import { describe, expect, test } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { parseEcbRates } from "./ecb-rates.ts";
import { openRateTable } from "./rate-table.ts";

const daily = `Date, USD, JPY, BGN, CZK, 
30 January 2026, 1.1919, 183.59, 1.9558, 24.318, 
`;

const history = `Date,USD,JPY,CYP,ROL,SEK,
2026-01-30,1.1919,183.59,N/A,N/A,10.5630,
2026-01-29,1.1968,183.32,N/A,N/A,,\r
1999-01-04,1.1789,133.73,0.58231,13111,9.4696,
`;

describe("reference rates of the ECB", () => {
  test("the daily file", () => {
    const { rates } = expectOk(parseEcbRates(daily));
    expect(rates[0]).toEqual({
      from: "EUR",
      to: "USD",
      day: "2026-01-30",
      rate: "1.1919",
      source: "ECB",
    });
    expect(rates.filter(({ to }) => to === "CZK").map(({ rate }) => rate)).toEqual(["24.318"]);
  });

  test("the history, without currencies that are gone and days without a rate", () => {
    const { rates, skipped } = expectOk(parseEcbRates(history));
    expect(rates.map(({ to, day, rate }) => `${to} ${day} ${rate}`)).toEqual([
      "USD 2026-01-30 1.1919",
      "JPY 2026-01-30 183.59",
      "SEK 2026-01-30 10.5630",
      "USD 2026-01-29 1.1968",
      "JPY 2026-01-29 183.32",
      "USD 1999-01-04 1.1789",
      "JPY 1999-01-04 133.73",
      "SEK 1999-01-04 9.4696",
    ]);
    expect(skipped).toEqual(["CYP", "ROL"]);
    expect(openRateTable(rates).ok).toBe(true);
  });

  test("a cell that is no rate is named by line and column", () => {
    const wrong = parseEcbRates("Date,USD,SEK\n2026-01-30,1.1919,abc\n30 Foo 2026,1,1\n");
    expect(wrong.ok ? [] : wrong.faults.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "not-a-number /1/SEK",
      "invalid-date /2/Date",
    ]);
  });

  test.each(["", "Datum,USD\n", "<html></html>", "Date\n2026-01-30"])("%j is none", (text) => {
    expect(parseEcbRates(text)).toMatchObject({ ok: false, faults: [{ code: "not-ecb-rates" }] });
  });
});
