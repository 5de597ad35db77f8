import { describe, expect, expectTypeOf, it } from "vitest";
import {
  assert,
  describeFault,
  expectOk,
  type Fault,
  faultsOf,
  ok,
  pathTo,
  type Result,
  refuse,
} from "./fault.ts";

const unknownMeter: Fault = {
  code: "unknown-meter",
  path: "/plans/team/meter",
  message: 'no meter "op"',
  suggestion: 'did you mean "ops"?',
};
const empty: Fault = { code: "empty-model", path: "", message: "the model has no plans" };

describe("a result", () => {
  it("holds a value or faults, never both", () => {
    expect(ok(0)).toEqual({ ok: true, value: 0 });
    expect(refuse(unknownMeter, empty)).toEqual({ ok: false, faults: [unknownMeter, empty] });
    expectTypeOf(ok("a")).toEqualTypeOf<Result<string>>();
    expectTypeOf(refuse(empty)).toExtend<Result<number>>();
  });

  it("gives its faults, none when accepted", () => {
    expect(faultsOf(ok(undefined))).toEqual([]);
    expect(faultsOf(refuse(empty))).toEqual([empty]);
  });

  it("unwraps only what was accepted", () => {
    expect(expectOk(ok(7))).toBe(7);
    expect(() => expectOk(refuse(unknownMeter, empty))).toThrow(
      'unexpected refusal: /plans/team/meter unknown-meter: no meter "op" (did you mean "ops"?); ' +
        "/ empty-model: the model has no plans",
    );
  });
});

describe("a bug", () => {
  it("stops the program and narrows what follows", () => {
    const found = (value: number | undefined): number => {
      assert(value !== undefined, "every line has an amount");
      expectTypeOf(value).toEqualTypeOf<number>();
      return value;
    };
    expect(found(0)).toBe(0);
    expect(() => found(undefined)).toThrow("broken invariant: every line has an amount");
  });
});

describe("a fault in one line", () => {
  it("names the whole document as /", () => {
    expect(describeFault(empty)).toBe("/ empty-model: the model has no plans");
  });

  it("ends with its suggestion", () => {
    expect(describeFault(unknownMeter)).toBe(
      '/plans/team/meter unknown-meter: no meter "op" (did you mean "ops"?)',
    );
  });
});

describe("a JSON pointer", () => {
  it("goes down by names and positions", () => {
    expect(pathTo("", "plans", "team", "tiers", 0)).toBe("/plans/team/tiers/0");
    expect(pathTo("/plans")).toBe("/plans");
  });

  it("escapes as RFC 6901, the tilde first", () => {
    expect(pathTo("", "a/b", "m~n", "~1")).toBe("/a~1b/m~0n/~01");
    expect(pathTo("/x", "")).toBe("/x/");
  });
});
