import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { expectOk, faultsOf } from "../../fault/fault.ts";
import { dateOrder, decimalMark, plainAmount } from "./csv-values.ts";
import type { StatementOptions } from "./read-statement.ts";
import { readStatementFile } from "./statement-formats.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string, options: StatementOptions = { currency: "USD" }) =>
  expectOk(readStatementFile(bytes(text), options));
const codes = (text: string, options: StatementOptions = { currency: "USD" }) =>
  faultsOf(readStatementFile(bytes(text), options)).map(({ code }) => code);

describe("a table of a bank", () => {
  it("is read by German headers, comma and Windows-1252", () => {
    const text = [
      "Umsätze Girokonto;;;;;",
      "Zeitraum;01.01.2026 - 31.01.2026;;;;",
      "",
      "Buchungstag;Begünstigter/Zahlungspflichtiger;Verwendungszweck;Kontonummer/IBAN;Betrag;Währung",
      '31.01.26;"Müller & Söhne AG";"RE-2026-0042, danke";DE89370400440532013000;"1.234,50";EUR',
      "30.01.26;Vermieter;Miete;;-900,00;EUR",
    ].join("\r\n");
    const latin = Uint8Array.from([...text].map((one) => one.charCodeAt(0)));
    const { lines, faults } = expectOk(readStatementFile(latin));
    expect(faults).toEqual([]);
    expect(lines).toMatchObject([
      {
        bookedOn: "2026-01-31",
        amount: "1234.50",
        currency: "EUR",
        name: "Müller & Söhne AG",
        iban: "DE89370400440532013000",
        remittance: "RE-2026-0042, danke",
        reversal: false,
      },
      { bookedOn: "2026-01-30", amount: "-900.00", name: "Vermieter" },
    ]);
  });

  it("is read by English headers with two columns of amounts", () => {
    const { lines } = read(
      '\ufeffDate,Description,Debit,Credit,Transaction ID\n01/31/2026,INV-42,,"1,250.00",T1\n01/30/2026,Fee,15.00,0.00,T2\n',
    );
    expect(lines).toMatchObject([
      { amount: "1250.00", bookedOn: "2026-01-31", bankReference: "T1" },
      { amount: "-15.00", bankReference: "T2" },
    ]);
  });

  it("is read by a direction beside the amount", () => {
    const { lines } = read(
      "Datum;Umsatz;Soll/Haben;Verwendungszweck\n2026-01-31;10,00;H;a\n2026-01-31;4,00;S;b\n",
    );
    expect(lines.map(({ amount }) => amount)).toEqual(["10.00", "-4.00"]);
  });

  it("is read by the columns that are stated", () => {
    const text = "When|How much|Who\n03/04/2026|12.00|Acme\n";
    const columns = { date: "When", amount: "How much", name: "Who" } as const;
    const csv = { columns, dateOrder: "month-day-year" } as const;
    expect(read(text, { currency: "USD", csv }).lines).toMatchObject([
      { bookedOn: "2026-03-04", name: "Acme" },
    ]);
    expect(codes(text)).toEqual(["csv-columns-unknown"]);
  });

  it("tells an ACH return by its code", () => {
    const { lines } = read(
      "Date,Amount,Description,Return Code\n2026-01-31,-99.00,ACH,R01\n2026-01-31,-50.00,ACH RETURN R03 NO ACCOUNT,\n2026-01-31,-7.00,Room R01,\n",
    );
    expect(lines.map(({ reversal, returnReason }) => [reversal, returnReason])).toEqual([
      [true, "R01"],
      [true, "R03"],
      [false, undefined],
    ]);
  });

  it("is refused where it could be read in two ways", () => {
    expect(codes("Date,Amount\n03/04/2026,1.00\n")).toEqual(["csv-date-order-unknown"]);
    expect(codes('Date,Amount\n2026-01-31,"1,234"\n')).toEqual(["csv-decimal-unknown"]);
    expect(codes('Date,Amount\n2026-01-31,"1,5"\n2026-01-31,"1.5"\n')).toEqual([
      "csv-decimal-unknown",
    ]);
  });

  it("names the row of each fault and reads the others", () => {
    const { lines, faults } = read(
      "Date,Amount\n2026-01-31,abc\n2026-02-30,1.00\n2026-01-31,2.00\n2026-01-31,0.00\n",
    );
    expect(lines.map(({ amount }) => amount)).toEqual(["2.00"]);
    expect(faults.map(({ code, path }) => `${path} ${code}`)).toEqual([
      "/rows/1/amount not-a-number",
      "/rows/2/date invalid-date",
    ]);
    expect(read("Date,Amount\n2026-01-31,1.00\n", {}).faults).toMatchObject([
      { code: "statement-line-invalid", path: "/rows/1/currency" },
    ]);
  });

  it("never makes the reader throw", () => {
    const sound = 'Date,Amount,Description\n2026-01-31,"1,234.50","a ""b"""\n2026-02-01,-1.00,c\n';
    property(
      fc.property(fc.nat(sound.length), fc.nat(9), fc.string({ maxLength: 8 }), (at, cut, put) => {
        const broken = sound.slice(0, at) + put + sound.slice(at + cut);
        expect(typeof readStatementFile(bytes(broken), { currency: "USD" }).ok).toBe("boolean");
      }),
      300,
    );
  });
});

describe("amounts and dates", () => {
  it.each([
    ["-1.234,50", ",", "-1234.50"],
    ["1.234,50-", ",", "-1234.50"],
    ["(12.00)", ".", "-12.00"],
    ["EUR 5,00", ",", "5.00"],
    ["1'000.00", ".", "1000.00"],
    ["+7", ".", "7"],
    [".5", ".", "0.5"],
    ["1.234.567", ",", "1234567"],
    ["12.34", ",", "12.34"],
    ["abc", ".", "abc"],
  ] as const)("%s with %s is %s", (text, decimal, plain) => {
    expect(plainAmount(text, decimal)).toBe(plain);
  });

  it("are decided by those that have one reading only", () => {
    expect(decimalMark(["1,234", "5,1"])).toBe(",");
    expect(decimalMark(["1,234", "1,234,567"])).toBe(".");
    expect(decimalMark(["12", "7"])).toBe(".");
    expect(decimalMark(["1.234"])).toBeUndefined();
    expect(dateOrder(["01/02/2026", "13/02/2026"])).toBe("day-month-year");
    expect(dateOrder(["1.2.2026"])).toBe("day-month-year");
    expect(dateOrder(["13/02/2026", "02/13/2026"])).toBeUndefined();
  });

  it("come back from every way a bank writes them", () => {
    property(
      fc.property(
        fc.integer({ min: -99_999_999, max: 99_999_999 }),
        fc.boolean(),
        (cents, comma) => {
          const [whole = "", part = ""] = (Math.abs(cents) / 100).toFixed(2).split(".");
          const group = comma ? "." : ",";
          const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, group);
          const text = `${cents < 0 ? "-" : ""}${grouped}${comma ? "," : "."}${part}`;
          expect(decimalMark([text])).toBe(comma ? "," : ".");
          expect(plainAmount(text, comma ? "," : ".")).toBe((cents / 100).toFixed(2));
        },
      ),
    );
  });
});
