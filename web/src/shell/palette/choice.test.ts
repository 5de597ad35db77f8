import { describe, expect, it } from "vitest";
import { foundChoice, isMeant } from "./choice.ts";

describe("isMeant", () => {
  const choice = { title: "API keys", words: "tokens rotate" };

  it("looks for the beginning of every word, in any case and order", () => {
    for (const typed of ["", " ", "api", "KEY", "keys a", "rot k"])
      expect(isMeant(choice, typed), typed).toBe(true);
    for (const typed of ["pi", "keysx", "api z"]) expect(isMeant(choice, typed), typed).toBe(false);
  });
});

describe("foundChoice", () => {
  it("leads to what was found, and says nothing twice", () => {
    expect(foundChoice({ kind: "customer", id: "c/1", title: "Alder", detail: "c/1" })).toEqual({
      id: "customer c/1",
      group: "Customers",
      title: "Alder",
      detail: "c/1",
      does: { link: { to: "/customers/$customerId", params: { customerId: "c/1" } } },
    });
    expect(foundChoice({ kind: "meter", id: "calls", title: "calls", detail: "calls" })).toEqual({
      id: "meter calls",
      group: "Meters",
      title: "calls",
      does: { link: { to: "/usage", search: { meter: "calls" } } },
    });
  });
});
