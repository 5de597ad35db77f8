import { describe, expect, it } from "vitest";
import { defaultSettings } from "./metric-settings.ts";
import { inputOf, reportOf } from "./metrics.fixture.ts";
import { presets } from "./presets.ts";
import { type ChosenSettings, readSettings } from "./read-settings.ts";

describe("settings from outside", () => {
  it("lie over the preset, which lies over the defaults", () => {
    const settings = readSettings({ preset: "stripe", trials: "in" });
    expect(settings).toEqual({
      ok: true,
      value: { ...defaultSettings, ...presets.stripe?.settings, trials: "in" },
    });
  });

  it("of every preset are choices that exist", () => {
    for (const { settings } of Object.values(presets))
      expect(readSettings(settings as ChosenSettings).ok).toBe(true);
  });

  it("are refused where they are unknown or no choice", () => {
    const chosen = {
      preset: "strype",
      discount: "all",
      trials: "maybe",
      lateRenewalDays: -1,
      fxFixedOn: "soon",
    };
    const read = readSettings(chosen as ChosenSettings, "/settings");
    expect(
      read.ok ? [] : read.faults.map(({ code, path, suggestion }) => [code, path, suggestion]),
    ).toEqual([
      ["unknown-metric-preset", "/settings/preset", 'did you mean "stripe"?'],
      ["unknown-metric-setting", "/settings/discount", 'did you mean "discounts"?'],
      ["invalid-metric-setting", "/settings/trials", "one of out, in"],
      ["invalid-metric-setting", "/settings/lateRenewalDays", "a whole number from 0 to 3660"],
      [
        "invalid-metric-setting",
        "/settings/fxFixedOn",
        "a day such as 2026-01-01, or an empty text",
      ],
    ]);
  });

  it("are told with each figure, only those that it depends on", () => {
    const { figures } = reportOf(inputOf([]), "2026-01", {}, { metrics: ["billings"] });
    expect(figures[0]?.settings).toEqual({ fx: "moving", fxFixedOn: "" });
  });
});
