import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { expectOk, faultsOf } from "../../fault/fault.ts";
import { creditorReference, readCreditorReference } from "./creditor-reference.ts";
import { readIban } from "./iban.ts";
import { qrCheckDigit, readQrReference } from "./qr-reference.ts";
import { comparableReference, referencesIn } from "./reference.ts";

const codes = fc.stringMatching(/^[A-Z0-9]{1,21}$/);

describe("a creditor reference", () => {
  it("is that of the published examples", () => {
    expect(expectOk(creditorReference("539007547034"))).toBe("RF18539007547034");
    expect(readCreditorReference("RF18 5390 0754 7034")).toBe("RF18539007547034");
    expect(readCreditorReference("RF19 5390 0754 7034")).toBeUndefined();
  });

  it("is sound for any number of ours, and for none with one letter or one digit changed", () => {
    property(
      fc.property(codes, fc.nat(), fc.nat(35), (own, at, character) => {
        const reference = expectOk(creditorReference(own));
        expect(readCreditorReference(reference)).toBe(reference);
        const place = 4 + (at % own.length);
        const changed = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[character] ?? "0";
        const isDigit = (one: string) => /\d/.test(one);
        // A letter counts for two digits, so only like for like is always told apart.
        if (changed === reference[place] || isDigit(changed) !== isDigit(reference[place] ?? ""))
          return;
        const wrong = reference.slice(0, place) + changed + reference.slice(place + 1);
        expect(readCreditorReference(wrong)).toBeUndefined();
      }),
    );
  });

  it("is found in any text in groups of four", () => {
    property(
      fc.property(codes, (own) => {
        const reference = expectOk(creditorReference(own));
        const printed = reference.match(/.{1,4}/g)?.join(" ") ?? "";
        expect(referencesIn(`payment, ${printed.toLowerCase()}. Thanks`)).toContain(reference);
      }),
    );
  });

  it("holds what it can hold", () => {
    expect(faultsOf(creditorReference("---")).map(({ code }) => code)).toEqual(["reference-empty"]);
    expect(faultsOf(creditorReference("A".repeat(22))).map(({ code }) => code)).toEqual([
      "reference-too-long",
    ]);
  });
});

describe("a QR reference", () => {
  it("is that of the Swiss implementation guidelines", () => {
    const reference = "210000000003139471430009017";
    expect(readQrReference("21 00000 00003 13947 14300 09017")).toBe(reference);
    expect(readQrReference("21 00000 00003 13947 14300 09018")).toBeUndefined();
    expect(referencesIn("zahlung 21 00000 00003 13947 14300 09017 danke")).toEqual([reference]);
  });

  it("shows every wrong digit", () => {
    const digits = fc.stringMatching(/^\d{26}$/);
    property(
      fc.property(digits, fc.nat(26), fc.integer({ min: 1, max: 9 }), (own, at, by) => {
        const sound = own + qrCheckDigit(own);
        expect(readQrReference(sound)).toBe(sound);
        const wrong = [...sound];
        wrong[at] = String((Number(sound[at]) + by) % 10);
        expect(readQrReference(wrong.join(""))).toBeUndefined();
      }),
    );
  });
});

it("compares other references by letters and digits alone", () => {
  expect(comparableReference("kd-nr. 4711")).toBe("KDNR4711");
});

it("reads an account number whose check digits are right", () => {
  expect(readIban("DE89 3704 0044 0532 0130 00")).toBe("DE89370400440532013000");
  expect(readIban("GB82WEST12345698765432")).toBe("GB82WEST12345698765432");
  expect(readIban("DE88370400440532013000")).toBeUndefined();
  expect(readIban("4711")).toBeUndefined();
});
