import { describe, expect, it } from "vitest";
import { shownValues, valuesDrawn } from "./shown-values.ts";

const groups = Array.from({ length: 10 }, (_, place) => ({
  value: place === 3 ? "" : `v${place}`,
  windows: [{ quantity: String(20 - place) }, { quantity: "0.5" }],
  total: String(20.5 - place),
  events: 2,
}));

describe("values of a dimension in a chart", () => {
  it("are all drawn where they are few, those without a value too", () => {
    const shown = shownValues(groups.slice(0, valuesDrawn), true);
    expect(shown.map(({ name }) => name)).toEqual([
      "v0",
      "v1",
      "v2",
      "Not stated",
      "v4",
      "v5",
      "v6",
      "v7",
    ]);
  });

  it("are drawn with the others as one, and still add up", () => {
    const shown = shownValues(groups, true);
    expect(shown).toHaveLength(valuesDrawn);
    expect(shown.at(-1)).toEqual({ name: "3 others", quantities: ["36", "1.5"] });
  });

  it("leave out the smallest where peaks cannot be added up", () => {
    expect(shownValues(groups, false).at(-1)).toEqual({ name: "v7", quantities: ["13", "0.5"] });
  });
});
