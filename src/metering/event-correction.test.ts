import { describe, expect, it } from "vitest";
import { expectOk, faultsOf } from "../fault/fault.ts";
import { correctionContent, parseEventCorrection } from "./event-correction.ts";

const read = (json: unknown) => expectOk(parseEventCorrection(json));
const codesOf = (json: unknown): readonly string[] =>
  faultsOf(parseEventCorrection(json)).map(({ code, path }) => `${code} ${path}`);

describe("parseEventCorrection", () => {
  it("reads a void, of the source that an event has when it names none", () => {
    expect(read({ id: "x-1", void: { id: "e-1" }, reason: "sent by a test" })).toEqual({
      id: "x-1",
      kind: "void",
      of: { source: "api", id: "e-1" },
      reason: "sent by a test",
    });
  });

  it("reads a replacement of what it says anew, and of nothing else", () => {
    const given = {
      id: "x-2",
      replace: { source: "gateway", id: "e-1" },
      with: { time: "2026-01-05T10:00:00Z", data: { units: 3 } },
    };
    expect(read(given)).toEqual({
      id: "x-2",
      kind: "replace",
      of: { source: "gateway", id: "e-1" },
      change: { time: Date.UTC(2026, 0, 5, 10), data: { units: 3 } },
    });
  });

  it("knows one without an id by what it says, in whatever order, whatever its reason", () => {
    const said = { replace: { id: "e" }, with: { data: { a: 1, b: 2 } } };
    const { id } = read(said);
    expect(id).toMatch(/^correction-[0-9a-f]{32}$/);
    expect(read({ ...said, with: { data: { b: 2, a: 1 } }, reason: "why" }).id).toBe(id);
    expect(read({ ...said, with: { data: { a: 1, b: "2" } } }).id).not.toBe(id);
    expect(read({ void: { id: "e" } }).id).not.toBe(read({ void: { id: "f" } }).id);
  });

  it("tells contents apart by kind, event and every field", () => {
    const all = [
      { void: { id: "e" } },
      { void: { id: "e", source: "x" } },
      { replace: { id: "e" }, with: { customer: "c" } },
      { replace: { id: "e" }, with: { type: "c" } },
      { replace: { id: "e" }, with: { data: {} } },
      { replace: { id: "e" }, with: { time: "2026-01-01T00:00:00Z" } },
    ].map((json) => correctionContent(read(json)));
    expect(new Set(all).size).toBe(all.length);
  });

  it.each([
    ["nothing", null, ["wrong-type "]],
    ["neither kind", { id: "x" }, ["correction-kind "]],
    ["both kinds", { void: { id: "e" }, replace: { id: "e" } }, ["correction-kind "]],
    ["an event that is no object", { void: "e" }, ["wrong-type /void"]],
    ["an event without an id", { void: { source: "a" } }, ["missing-field /void/id"]],
    ["a strange field of the event", { void: { id: "e", time: 1 } }, ["unknown-field /void/time"]],
    ["a void with something", { void: { id: "e" }, with: {} }, ["unknown-field /with"]],
    ["a replacement without", { replace: { id: "e" } }, ["missing-field /with"]],
    ["a replacement by nothing", { replace: { id: "e" }, with: {} }, ["nothing-changed /with"]],
    ["another identity", { replace: { id: "e" }, with: { id: "f" } }, ["unknown-field /with/id"]],
    [
      "what no event may hold",
      { replace: { id: "e" }, with: { data: { a: { b: 1 } }, time: "today", sum: 1 } },
      ["unknown-field /with/sum", "invalid-time /with/time", "wrong-type /with/data/a"],
    ],
    ["an empty id", { id: "", void: { id: "e" } }, ["invalid-id /id"]],
    ["a reason that is no text", { void: { id: "e" }, reason: 5 }, ["wrong-type /reason"]],
    ["a long reason", { void: { id: "e" }, reason: "x".repeat(501) }, ["invalid-text /reason"]],
    ["a strange field", { void: { id: "e" }, wehn: 1 }, ["unknown-field /wehn"]],
    [
      "a reserved name",
      JSON.parse('{"void":{"id":"e"},"__proto__":1}'),
      ["forbidden-key /__proto__"],
    ],
  ])("refuses %s", (_, json, codes) => {
    expect([...codesOf(json)].sort()).toEqual([...codes].sort());
  });
});
