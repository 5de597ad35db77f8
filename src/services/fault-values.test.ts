import { describe, expect, it } from "vitest";
import type { Fault } from "../fault/fault.ts";
import { withValues } from "./fault-values.ts";

const at = (path: string, value?: unknown): Fault => ({
  code: "x",
  path,
  message: "m",
  ...(value === undefined ? {} : { value }),
});
const shown = (document: unknown, ...faults: Fault[]): readonly unknown[] =>
  withValues(faults, document).map(({ value }) => value);

describe("withValues", () => {
  const document = {
    id: 7,
    "a/b~c": { deep: [true, "x"] },
    none: null,
    beyond: Number.POSITIVE_INFINITY,
  };

  it("finds the value where the fault points, and keeps one that it names itself", () => {
    expect(shown(document, at("/id"), at("/a~1b~0c/deep/1"), at("/id", "own"))).toEqual([
      7,
      "x",
      "own",
    ]);
    expect(shown("text", at(""))).toEqual(["text"]);
    expect(shown(document, at("/beyond"))).toEqual(["Infinity"]);
  });

  it("shows nothing that is no scalar or is not there", () => {
    expect(shown(document, at(""), at("/none"), at("/nowhere/else"), at("/constructor"))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("cuts a long text, and never repeats a card number, named by the fault or found", () => {
    expect(shown({ note: "x".repeat(5_000) }, at("/note"))).toEqual([`${"x".repeat(60)}…`]);
    const card = "4111 1111 1111 1111";
    expect(shown({ card }, at("/card"), at("/card", card))).toEqual([undefined, undefined]);
    expect(JSON.stringify(withValues([at("/card", card)], { card }))).not.toContain("4111");
  });
});
