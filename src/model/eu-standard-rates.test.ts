import { describe, expect, test } from "vitest";
import { euStandardRates } from "./eu-standard-rates.ts";
import { euMembers, isEuMember } from "./eu-vat-area.ts";

const rateOn = (country: string, day: string): readonly string[] =>
  euStandardRates()
    .filter((rule) => rule.country === country)
    .filter(({ from, to }) => from <= day && (to === undefined || day < to))
    .map(({ rate }) => rate);

describe("standard rates of the EU", () => {
  // Every first and last day of a rate there is, and the days around the present.
  const days = euStandardRates().flatMap(({ from, to = from }) => [from, to]);

  test("are one for each member on each day", () => {
    for (const day of new Set(days))
      for (const country of euMembers(day)) expect(rateOn(country, day)).toHaveLength(1);
  });

  test.each([
    ["DE", "2020-06-30", "19%"],
    ["DE", "2020-07-01", "16%"],
    ["DE", "2020-12-31", "16%"],
    ["DE", "2021-01-01", "19%"],
    ["IE", "2020-09-01", "21%"],
    ["IE", "2021-03-01", "23%"],
    ["LU", "2023-06-01", "16%"],
    ["FI", "2024-08-31", "24%"],
    ["FI", "2024-09-01", "25.5%"],
    ["SK", "2025-01-01", "23%"],
    ["EE", "2025-06-30", "22%"],
    ["EE", "2025-07-01", "24%"],
    ["RO", "2025-07-31", "19%"],
    ["RO", "2025-08-01", "21%"],
    ["HU", "2026-01-01", "27%"],
    ["GB", "2020-12-31", "20%"],
  ])("%s on %s: %s", (country, day, rate) => {
    expect(rateOn(country, day)).toEqual([rate]);
  });

  test("leave out the countries that are excepted, and the United Kingdom since it left", () => {
    expect(euStandardRates({ except: ["DE"] }).some(({ country }) => country === "DE")).toBe(false);
    expect(rateOn("GB", "2021-01-01")).toEqual([]);
  });
});

test.each([
  ["HR", "2013-06-30", false],
  ["HR", "2013-07-01", true],
  ["GB", "2020-12-31", true],
  ["GB", "2021-01-01", false],
  ["CH", "2026-01-01", false],
  ["__proto__", "2026-01-01", false],
])("%s on %s is a member: %s", (country, day, isMember) => {
  expect(isEuMember(country, day)).toBe(isMember);
});
