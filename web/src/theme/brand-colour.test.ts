import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brandShades, contrastOf } from "./brand-colour.ts";

const anyColour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, "0")}`);
const surfaces = {
  light: ["#ffffff", "#faf9f6", "#f6f4ee", "#f3f1ea"],
  dark: ["#0c111c", "#121827", "#0f1522", "#182033"],
};

describe("the shades of a brand's colour", () => {
  it("can be read and told apart on every surface of both schemes, whatever the colour", () => {
    fc.assert(
      fc.property(
        anyColour,
        fc.constantFrom("light" as const, "dark" as const),
        (colour, scheme) => {
          const shades = brandShades(colour, scheme);
          const { fill = "", onFill = "", text = "", fillHover = "" } = shades ?? {};
          for (const surface of surfaces[scheme]) {
            expect(contrastOf(fill, surface)).toBeGreaterThanOrEqual(3);
            expect(contrastOf(text, surface)).toBeGreaterThanOrEqual(4.5);
          }
          expect(contrastOf(onFill, fill)).toBeGreaterThanOrEqual(4.5);
          expect(contrastOf(onFill, fillHover)).toBeGreaterThanOrEqual(4.5);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("are the colour itself where it can be used as it is", () => {
    expect(brandShades("#1f5fbf", "light")).toMatchObject({
      fill: "#1f5fbf",
      onFill: "#ffffff",
      text: "#1f5fbf",
    });
    expect(brandShades("#ffcc33", "dark")).toMatchObject({ fill: "#ffcc33", text: "#ffcc33" });
  });

  it("are none of what is no colour", () => {
    expect(brandShades("blue", "light")).toBeUndefined();
    expect(contrastOf("#000000", "#ffffff")).toBeCloseTo(21, 10);
  });
});
