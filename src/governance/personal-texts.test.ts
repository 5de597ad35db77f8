import { describe, expect, it } from "vitest";
import { replacementsOf } from "./personal-texts.ts";

const erased = (text: string, id: string, facts: readonly unknown[]): string => {
  const { olds, news } = replacementsOf(id, facts);
  return olds.reduce((said, old, place) => said.replaceAll(old, news[place] ?? ""), text);
};

const ada = {
  id: "c-1",
  name: 'Ada "Countess" Lovelace',
  email: "ada@example.com",
  address: { line1: "12 St James's Square", city: "Bath", postalCode: "BA1", country: "GB" },
  vatNumber: "GB123456789",
};

describe("what is replaced so that a person is forgotten", () => {
  it("is every personal field of every version, and each longer text wherever it stands", () => {
    const text = JSON.stringify({
      ...ada,
      note: `Invoice of ${ada.name}, ${ada.email}`,
      place: "Bath towel",
    });
    const after = erased(text, "c-1", [{ ...ada, name: "Ada Byron" }, ada]);
    expect(JSON.parse(after)).toEqual({
      id: "c-1",
      name: "[erased]",
      email: "[erased]",
      address: { line1: "[erased]", city: "[erased]", postalCode: "BA1", country: "GB" },
      vatNumber: "GB123456789",
      note: "Invoice of [erased], [erased]",
      place: "Bath towel",
    });
    expect(erased("Ada Byron", "c-1", [{ name: "Ada Byron" }])).toBe("[erased]");
    expect(erased('{"name": "Al"}', "c-1", [{ name: "Al" }])).toBe('{"name": "[erased]"}');
  });

  it("is never the customer's id, nor what was erased before", () => {
    const text = '{"id":"ada-lovelace","name":"ada-lovelace"}';
    expect(erased(text, "ada-lovelace", [{ name: "ada-lovelace" }])).toBe(
      '{"id":"ada-lovelace","name":"[erased]"}',
    );
    expect(replacementsOf("c-1", [{ name: "[erased]" }])).toEqual({ olds: [], news: [] });
  });
});
