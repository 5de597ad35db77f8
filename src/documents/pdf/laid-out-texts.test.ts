import { describe, expect, it } from "vitest";
import { type Font, rememberLayouts } from "./laid-out-texts.ts";

/** A font that counts how often it lays a text out. */
function countingFont(): { font: Font; laidOut: () => number } {
  let laidOut = 0;
  const font: Font = {
    hasGlyphForCodePoint: () => true,
    layout: (text, features) => {
      laidOut += 1;
      return {
        positions: [...text].map(() => ({ xAdvance: features?.tnum === true ? 2 : 1 })),
      };
    },
  };
  return { font: rememberLayouts(font), laidOut: () => laidOut };
}

describe("a font that remembers", () => {
  it("lays the same text with the same features out once", () => {
    const { font, laidOut } = countingFont();
    expect(font.layout("12", {})).toEqual(font.layout("12", {}));
    expect(laidOut()).toBe(1);
    expect(font.layout("12", { tnum: true }).positions).toEqual([{ xAdvance: 2 }, { xAdvance: 2 }]);
    expect(laidOut()).toBe(2);
  });

  it("gives positions that are changed without harm", () => {
    const { font } = countingFont();
    for (const position of font.layout("a").positions) Object.assign(position, { xAdvance: 7 });
    expect(font.layout("a").positions).toEqual([{ xAdvance: 1 }]);
  });

  it("remembers no more than it has room for", () => {
    const { font, laidOut } = countingFont();
    for (let text = 0; text <= 10_000; text += 1) font.layout(String(text));
    font.layout("0");
    expect(laidOut()).toBe(10_002);
  });
});
