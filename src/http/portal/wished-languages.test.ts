import { describe, expect, it } from "vitest";
import { wishedLanguages } from "./wished-languages.ts";

describe("wished languages", () => {
  it.each<[string | undefined, readonly string[]]>([
    [undefined, []],
    ["de-AT,de;q=0.9,en;q=0.8", ["de", "de", "en"]],
    ["en;q=0.5, fr;q=0.75 , de", ["de", "fr", "en"]],
    ["en;q=0, *, de;q=1.000", ["de"]],
    ["en;q=wrong, x, de;q=0.001", ["de"]],
  ])("of %s come in the order in which they are wished for", (header, wished) => {
    expect(wishedLanguages(header)).toEqual(wished);
  });
});
