import { describe, expect, it } from "vitest";
import { disagreements } from "./disagreements.fixture.ts";
import { defaultSettings, settingDefinitions, settingIds } from "./metric-settings.ts";
import { figureOf } from "./metrics.fixture.ts";
import { metrics } from "./registry.ts";

/** Settings whose two answers are shown where the thing itself is tested. */
const elsewhere = ["normalisation", "sliceMoves", "cohortClock", "cohortBase"];

describe("each setting on which tools disagree", () => {
  it.each(disagreements)("$setting, seen in $metric", (of) => {
    const answers = Object.keys(of.answers).map((choice) => {
      const usual = settingDefinitions[of.setting as keyof typeof settingDefinitions].default;
      const value = typeof usual === "number" ? Number(choice) : choice;
      const settings = { ...of.also, [of.setting]: value };
      return [choice, figureOf(of.input, of.month ?? "2026-01", of.metric, settings)];
    });
    expect(Object.fromEntries(answers)).toEqual(of.answers);
  });

  it("has a default, and each choice is shown in a test", () => {
    for (const id of settingIds) {
      const { choices, default: usual } = settingDefinitions[id];
      expect(defaultSettings[id]).toBe(usual);
      if (choices !== null) expect(Object.keys(choices)).toContain(usual);
      if (elsewhere.includes(id)) continue;
      const shown = disagreements
        .filter(({ setting }) => setting === id)
        .flatMap(({ answers }) => Object.keys(answers));
      if (choices === null) expect(shown.length).toBeGreaterThan(1);
      else expect(Object.keys(choices).filter((choice) => !shown.includes(choice))).toEqual([]);
    }
  });

  it("is read by a metric, or by the movements of slices", () => {
    const read = new Set(metrics.flatMap(({ settings }) => settings));
    expect(settingIds.filter((id) => !read.has(id))).toEqual(["sliceMoves"]);
  });
});
