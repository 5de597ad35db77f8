import { expect, it } from "vitest";
import { contrastLeast, contrastOf, darkened, textOn } from "./brand-colour.ts";

it("counts contrast as WCAG does", () => {
  expect(contrastOf("#000000", "#ffffff")).toBe(21);
  expect(contrastOf("#777777", "#ffffff").toFixed(2)).toBe("4.48");
  expect(contrastOf("#FFFFFF", "#ffffff")).toBe(1);
});

it("writes on a colour with what is read better", () => {
  expect([textOn("#1f3a5f"), textOn("#ffd400"), textOn("#ffffff")]).toEqual([
    "#ffffff",
    "#000000",
    "#000000",
  ]);
});

it("darkens what is too pale, and nothing else", () => {
  expect(darkened("#1f3a5f")).toBe("#1f3a5f");
  for (const pale of ["#ffd400", "#ffffff", "#a0ffa0"]) {
    const darker = darkened(pale);
    expect(contrastOf(darker, "#ffffff")).toBeGreaterThanOrEqual(contrastLeast);
    expect(contrastOf(darker, "#ffffff")).toBeLessThan(contrastLeast + 0.1);
  }
});
