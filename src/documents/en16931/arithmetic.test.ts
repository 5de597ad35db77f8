import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { expectOk } from "../../fault/fault.ts";
import { anyInvoice, hostileDocument } from "../any-invoice.fixture.ts";
import { ciiDocument } from "../cii/cii-document.ts";
import { creditNote, german, richInvoice } from "../invoice.fixture.ts";
import { ublDocument } from "../ubl/ubl-document.ts";
import { type ParsedEInvoice, parseCii, parseUbl, xmlTree } from "./parsed-e-invoice.fixture.ts";
import { readEInvoice } from "./read-e-invoice.ts";

const SCALE = 12n;

/** A decimal as a whole number of 10^-12, in arithmetic of its own. */
function units(text: string): bigint {
  const [read, sign = "", whole = "0", fraction = ""] =
    /^(-?)(\d+)(?:\.(\d{1,12}))?$/.exec(text) ?? [];
  if (read === undefined) throw new Error(`"${text}" is no decimal of at most 12 places`);
  return BigInt(`${sign}${whole}${fraction.padEnd(Number(SCALE), "0")}`);
}

const total = (texts: readonly string[]): bigint =>
  texts.reduce((sum, text) => sum + units(text), 0n);
const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

/** The rules that sums must keep, by the numbers of EN 16931-1; the ones on places are BR-DEC. */
function checkArithmetic(parsed: ParsedEInvoice): void {
  const { lines, taxes } = parsed;
  expect(units(parsed.net), "BR-CO-10").toBe(total(lines.map((line) => line.net)));
  expect(units(parsed.taxExclusive), "BR-CO-13").toBe(units(parsed.net));
  expect(units(parsed.tax), "BR-CO-14").toBe(total(taxes.map((tax) => tax.amount)));
  expect(units(parsed.gross), "BR-CO-15").toBe(units(parsed.taxExclusive) + units(parsed.tax));
  expect(units(parsed.due), "BR-CO-16").toBe(units(parsed.gross) - units(parsed.paid));
  const seen = new Set<string>();
  for (const tax of taxes) {
    const exact = (units(tax.base) * units(tax.rate)) / 10n ** SCALE / 100n;
    const half = 5n * 10n ** (SCALE - 3n);
    expect(absolute(exact - units(tax.amount)) <= half, "BR-CO-17").toBe(true);
    const own = lines.filter(
      (line) => line.category === tax.category && units(line.rate) === units(tax.rate),
    );
    expect(units(tax.base), "BR-S-08").toBe(total(own.map((line) => line.net)));
    const key = `${tax.category} ${tax.rate}`;
    expect(seen.has(key), "one breakdown a rate").toBe(false);
    seen.add(key);
  }
  for (const line of lines) {
    expect(seen.has(`${line.category} ${line.rate}`), "BR-CO-18").toBe(true);
    expect(units(line.price) >= 0n, "BR-27").toBe(true);
    expect(units(line.priceQuantity) > 0n, "BT-149").toBe(true);
    const product = units(line.quantity) * units(line.price);
    const amount = product / units(line.priceQuantity);
    const cents = 10n ** (SCALE - 2n);
    const rounded = ((absolute(amount) + cents / 2n) / cents) * cents * (amount < 0n ? -1n : 1n);
    const net = rounded - total(line.allowances) + total(line.charges);
    expect(net, "net is quantity × price less allowances").toBe(units(line.net));
    for (const part of [...line.allowances, ...line.charges])
      expect(units(part) > 0n, "BG-27 above zero").toBe(true);
  }
  const amounts = [parsed.net, parsed.tax, parsed.gross, parsed.due];
  const parts = [
    ...taxes.flatMap((tax) => [tax.base, tax.amount]),
    ...lines.map((line) => line.net),
  ];
  for (const amount of [...amounts, ...parts])
    expect(amount, "BR-DEC").toMatch(/^-?\d+(\.\d\d?)?$/);
}

describe("the sums of an e-invoice", () => {
  it("keep the rules in both syntaxes, which say the same", () => {
    property(
      fc.property(anyInvoice, (invoice) => {
        const read = expectOk(readEInvoice(invoice, german));
        const ubl = parseUbl(ublDocument(read));
        checkArithmetic(ubl);
        expect(parseCii(ciiDocument(read))).toEqual(ubl);
        expect(ubl.typeCode).toBe(invoice.kind === "invoice" ? "380" : "381");
      }),
      150,
    );
  });

  it("turn the signs of a credit note and of nothing else", () => {
    property(
      fc.property(anyInvoice, (invoice) => {
        const ubl = parseUbl(ublDocument(expectOk(readEInvoice(invoice, german))));
        const sign = invoice.kind === "credit-note" ? -1n : 1n;
        expect(units(ubl.gross)).toBe(sign * units(invoice.total));
      }),
      50,
    );
  });

  it("take off what was paid before", () => {
    const read = expectOk(readEInvoice(richInvoice, { ...german, paid: "1000.66" }));
    expect(read.totals).toMatchObject({ gross: "6040.66", paid: "1000.66", due: "5040.00" });
    checkArithmetic(parseUbl(ublDocument(read)));
  });

  it("take off what credits paid, and what of a credit note comes back as credits", () => {
    const paid = { ...richInvoice, prepaid: "40.66", due: "6000.00" };
    const read = expectOk(readEInvoice(paid, { ...german, paid: "1000.00" }));
    expect(read.totals).toMatchObject({ gross: "6040.66", paid: "1040.66", due: "5000.00" });
    checkArithmetic(parseUbl(ublDocument(read)));
    const back = expectOk(
      readEInvoice({ ...creditNote, prepaid: "-40.66", due: "-6000.00" }, german),
    );
    expect(back.totals).toMatchObject({ gross: "6040.66", paid: "40.66", due: "6000.00" });
    checkArithmetic(parseUbl(ublDocument(back)));
  });
});

describe("hostile texts", () => {
  it("leave the XML well-formed and the figures as they are", () => {
    property(
      fc.property(hostileDocument, ([invoice, settings]) => {
        const read = readEInvoice(invoice, settings);
        if (!read.ok) {
          const codes = new Set(read.faults.map((fault) => fault.code));
          expect([...codes]).toEqual(["e-invoice-incomplete"]);
          return;
        }
        const ubl = ublDocument(read.value);
        xmlTree(ubl);
        checkArithmetic(parseUbl(ubl));
        expect(parseCii(ciiDocument(read.value))).toEqual(parseUbl(ubl));
      }),
      150,
    );
  });
});
