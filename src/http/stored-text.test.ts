import { describe, expect, it } from "vitest";
import { type Fault, faultsOf, ok } from "../fault/fault.ts";
import { storable, storedTextFaults } from "./stored-text.ts";

const found = (value: unknown, of: "fact" | "document" = "fact"): readonly string[] =>
  storedTextFaults(value, of).map(({ code, path }) => `${code} ${path}`);

describe("texts to be stored", () => {
  it("hold no NUL and no half of a surrogate pair, at any depth, in keys too", () => {
    expect(found({ name: "a\0b", list: [{ deep: "\ud800" }], "k\udc00": 1 })).toEqual([
      "invalid-text /name",
      "invalid-text /list/0/deep",
      "invalid-text /k\udc00",
    ]);
    expect(found("\ud83e\uddfe 東京\n\u202e", "document")).toEqual([]);
  });

  it("hold no card number in a fact, and it is not repeated in the fault", () => {
    const fact = { id: "c-1", name: "4111 1111 1111 1111", email: "4111111111111111@example.com" };
    expect(found(fact)).toEqual(["card-data-refused /name", "card-data-refused /email"]);
    expect(JSON.stringify(storedTextFaults(fact, "fact"))).not.toMatch(/4111/);
    expect(found(fact, "document")).toEqual([]);
    expect(found({ id: "2024-0001-0000-1234", when: "2026-01-01T00:00:00.000Z" })).toEqual([]);
  });

  it("are texts only: numbers, null and empty lists have none", () => {
    expect(found([1, null, true, [], {}, ""])).toEqual([]);
  });

  it("join the faults of a shape, and take the place of one that repeats a card number", () => {
    const card = "4111111111111111";
    const ofShape = (path: string): Fault => ({ code: "unknown", path, message: "", value: card });
    const body = { currency: card, name: "a\0b", id: "a\0b" };
    const read = { ok: false, faults: [ofShape("/currency"), ofShape("/id")] } as const;
    expect(faultsOf(storable(read, body, "fact")).map(({ code, path }) => code + path)).toEqual([
      "unknown/id",
      "card-data-refused/currency",
      "invalid-text/name",
    ]);
    expect(storable(ok(7), { name: "Alder" }, "fact")).toEqual(ok(7));
  });
});
