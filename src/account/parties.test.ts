import { describe, expect, it } from "vitest";
import type { CustomerFact } from "./fact.ts";
import { parties } from "./parties.ts";

const buyerOf = (facts: Partial<CustomerFact>) =>
  parties({}, { fact: "customer", id: "c", name: "Northwind", ...facts }).buyer;

describe("the parties of an invoice", () => {
  it("are absent where nothing but a name is known", () => {
    const known = { segment: "smb", timeZone: "Europe/Berlin", language: "de", business: true };
    expect(buyerOf(known)).toBeUndefined();
    expect(parties({}, { fact: "customer", id: "c", name: "N" }).seller).toBeUndefined();
  });

  it("have their fields in one order, whatever the order in which they were told", () => {
    const address = { country: "DE", city: "Hamburg", line1: "Hafenstraße 12" };
    const told = { purchaseOrder: "PO-7", reference: "0815", email: "a@n.example", address };
    expect(JSON.stringify(buyerOf(told))).toBe(
      '{"name":"Northwind","address":{"line1":"Hafenstraße 12","city":"Hamburg","country":"DE"},"email":"a@n.example","reference":"0815","purchaseOrder":"PO-7"}',
    );
    const seller = {
      bankAccount: { bic: "COBADEFFXXX", iban: "DE89370400440532013000" },
      vatNumber: "DE136695976",
      name: "Nordwind GmbH",
    };
    expect(
      JSON.stringify(parties({ seller }, { fact: "customer", id: "c", name: "N" }).seller),
    ).toBe(
      '{"name":"Nordwind GmbH","vatNumber":"DE136695976","bankAccount":{"iban":"DE89370400440532013000","bic":"COBADEFFXXX"}}',
    );
  });

  it("live in a country at least, where one is known", () => {
    expect(buyerOf({ country: "AT" })).toEqual({ name: "Northwind", address: { country: "AT" } });
  });

  it.each([
    ["de 136.695.976", undefined, "DE136695976"],
    ["136695976", "DE", "DE136695976"],
    ["94-1234567", "US", "94-1234567"],
  ])("have a VAT number as registers write it: %s", (vatNumber, country, written) => {
    const place = country === undefined ? {} : { country };
    expect(buyerOf({ vatNumber, ...place })?.vatNumber).toBe(written);
  });
});
