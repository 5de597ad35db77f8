import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { foldKnown } from "./fold-known.ts";
import { formulaCode } from "./formula-code.ts";
import { parseFormula } from "./parse-formula.ts";

const folded = (text: string, known: Readonly<Record<string, number>>): string => {
  const parsed = expectOk(parseFormula(text, { path: "", nouns: new Set() }));
  return formulaCode(foldKnown(parsed, new Map(Object.entries(known))), {
    now: (name) => name,
    past: (name, back) => `${name}[-${back}]`,
  });
};

describe("figures that are known beforehand", () => {
  it.each([
    ["price * (1 + rate)", { rate: 0.2 }, "(price * 1.2)"],
    ["floor(delay) + 1 - floor(delay)", { delay: 2.5 }, "1"],
    ["if(delay < 1, now, later)", { delay: 0.5 }, "now"],
    ["if(now < 1, delay, later)", { delay: 0.5 }, "((now < 1) ? 0.5 : later)"],
    ["previous(billed, none, delay)", { delay: 2, none: 0 }, "(t < 2 ? 0 : billed[-2])"],
    ["price * one / one", { one: 1 }, "price"],
    ["-fall * month-number()", { fall: 3 }, "((-3) * (t + 1))"],
  ])("%s", (text, known, code) => {
    expect(folded(text, known)).toBe(code);
  });

  it("keep what changes the figures that are no numbers", () => {
    expect(folded("price * none", { none: 0 })).toBe("(price * 0)");
    expect(folded("price / none", { none: 0 })).toBe("(price / 0)");
    expect(folded("one / none", { one: 1, none: 0 })).toBe("(1 / 0)");
    expect(folded("price + lost", { lost: Number.NaN })).toBe("(price + lost)");
  });
});
