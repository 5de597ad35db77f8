import { describe, expect, it } from "vitest";
import { replacementsOf, withoutPerson } from "./personal-texts.ts";

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

describe("a record without somebody of the organisation", () => {
  const person = { id: "Xq3bM0c9ZtKe", email: "ada@acme.com", name: "Ada King" };

  it("has lost their e-mail and name in whatever case they were typed, and nothing else", () => {
    const request = {
      path: "/v1/members",
      body: { email: "Ada@Acme.com", name: "Ada Lovelace", role: "finance" },
      why: "ADA@acme.com, ada king and ADA LOVELACE; bada@acme.com and x.ada@acme.com.au came before",
      reason: null,
    };
    expect(withoutPerson(request, person)).toEqual({
      path: "/v1/members",
      body: { email: "[erased]", name: "[erased]", role: "finance" },
      why: "[erased], [erased] and [erased]; bada@acme.com and x.ada@acme.com.au came before",
      reason: null,
    });
  });

  it("is known by their id, too, which stays", () => {
    const path = `/v1/members/${person.id}`;
    expect(withoutPerson({ path, why: "Ada King leads it" }, person)).toEqual({
      path,
      why: "[erased] leads it",
    });
    expect(withoutPerson({ reason: "not Ada King" }, person, [path])).toEqual({
      reason: "not [erased]",
    });
  });

  it("is none where it does not say who they were", () => {
    for (const record of [
      { path: `/v1/members/${person.id}`, body: { role: "owner" } },
      { body: { email: "bada@acme.com", name: "Ada King" } },
      { body: { email: "ada@acme.com.au" }, why: null },
      null,
    ])
      expect(withoutPerson(record, person)).toBeUndefined();
  });
});
