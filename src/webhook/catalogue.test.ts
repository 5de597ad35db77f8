import { describe, expect, it } from "vitest";
import { violations } from "../../test/docs/json-schema.ts";
import type { Definitions } from "../model/json-schema.ts";
import { type EventType, eventKinds, eventTypes, isPattern, isWanted } from "./catalogue.ts";

/** What a `data` breaks of its schema. */
function faultsOf(type: EventType, data: unknown): readonly string[] {
  const definitions: Definitions = new Map();
  const schema = eventKinds[type].schema(definitions);
  const document = { $defs: Object.fromEntries(definitions) };
  return violations(data, schema, { document, closed: true });
}

describe("the catalogue of events", () => {
  it("names types as Standard Webhooks asks: words in lower case, a full stop between", () => {
    for (const type of eventTypes) expect(type).toMatch(/^[a-z]+(?:_[a-z]+)*\.[a-z]+(?:_[a-z]+)*$/);
  });

  it("has an example of each, which its schema describes", () => {
    for (const type of eventTypes)
      expect(faultsOf(type, eventKinds[type].example), type).toEqual([]);
  });

  it("says of each in one sentence what happened", () => {
    for (const type of eventTypes) expect(eventKinds[type].summary).toMatch(/^[A-Z].{10,}[^.]$/);
  });

  it("is chosen from by type, or by first word", () => {
    expect(isWanted("invoice.paid", ["invoice.paid"])).toBe(true);
    expect(isWanted("invoice.paid", ["customer.created", "invoice.*"])).toBe(true);
    expect(isWanted("invoice.paid", ["invoice.issued", "payment.*"])).toBe(false);
    expect(isWanted("invoice.paid", [])).toBe(false);
    for (const pattern of ["invoice.*", "webhook.test"]) expect(isPattern(pattern)).toBe(true);
    for (const pattern of ["*", "inv*", "invoice", "invoice.gone", "nothing.*", ""])
      expect(isPattern(pattern), pattern).toBe(false);
  });
});
