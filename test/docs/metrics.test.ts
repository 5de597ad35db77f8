import { describe, expect, it } from "vitest";
import {
  deferredNotByInvoice,
  noPayments,
  notClosed,
  notOver,
} from "../../src/metrics/accounts/books-reader.ts";
import { noCosts } from "../../src/metrics/accounts/metrics-request.ts";
import { customerSettings, movementSettings, valueSettings } from "../../src/metrics/metric.ts";
import {
  defaultSettings,
  type MetricSettings,
  settingDefinitions,
  settingIds,
} from "../../src/metrics/metric-settings.ts";
import type { InputPart, UnknownPart } from "../../src/metrics/metrics-input.ts";
import { presets } from "../../src/metrics/presets.ts";
import { metrics } from "../../src/metrics/registry.ts";
import { codeIn, readText, tableRows } from "./markdown.ts";

const page = readText("docs/metrics.md");
const groups: Readonly<Record<string, readonly string[]>> = {
  value: valueSettings,
  customer: customerSettings,
  movement: movementSettings,
};
const periods = {
  instant: "month's end",
  month: "month",
  "rolling-12-months": "12 months",
  cohort: "cohort",
} as const;

/** The names in a cell, groups spelled out. */
const settingsIn = (cell = ""): readonly string[] =>
  cell
    .split(", ")
    .flatMap((name) => groups[/^\*(\w+)\*$/.exec(name)?.[1] ?? ""] ?? [codeIn(name) ?? name])
    .filter((name, index, all) => name !== "" && all.indexOf(name) === index);

describe("docs/metrics.md", () => {
  it("has every metric as the registry defines it, in its order", () => {
    const stated = tableRows(page, "Every metric").map(
      ([id, of, what, formula, settings, source]) => ({
        id: codeIn(id),
        of,
        what,
        formula: codeIn(formula),
        settings: [...settingsIn(settings)].sort(),
        source,
      }),
    );
    expect(stated).toEqual(
      metrics.map(({ id, period, unit, definition, formula, settings, source }) => ({
        id,
        of: `${periods[period]}, ${unit}`,
        what: definition,
        formula,
        settings: [...settings].sort(),
        source,
      })),
    );
  });

  it("has every setting with its question, its choices and its default", () => {
    const stated = tableRows(page, "Settings").map(([id, question, choices, usual]) => [
      codeIn(id),
      question,
      choices,
      usual === "empty" ? "" : codeIn(usual),
    ]);
    expect(stated).toEqual(
      settingIds.map((id) => {
        const { question, choices, default: usual } = settingDefinitions[id];
        const open = typeof usual === "number" ? "0 to 3660" : "a day, or empty";
        const said =
          choices === null
            ? open
            : Object.entries(choices)
                .map(([choice, meaning]) => `\`${choice}\`: ${meaning}`)
                .join("; ");
        return [id, question, said, String(usual)];
      }),
    );
  });

  it("spells out the groups of settings", () => {
    const stated = tableRows(page, "Settings in groups").map(([name = "", ids]) => [
      name.replaceAll("*", ""),
      settingsIn(ids),
    ]);
    expect(Object.fromEntries(stated)).toEqual(groups);
  });

  it("has every preset, with what it sets and what remains different", () => {
    const stated = tableRows(page, "Presets").map(([id, name, settings, differences]) => [
      codeIn(id),
      { name, settings: settingsIn(settings), differences },
    ]);
    expect(Object.fromEntries(stated)).toEqual(
      Object.fromEntries(
        Object.entries(presets).map(([id, { name, settings, differences }]) => [
          id,
          {
            name,
            settings: Object.entries(settings).map(([key, value]) => `${key}:${value}`),
            differences: differences.join(" "),
          },
        ]),
      ),
    );
  });

  it("says of each reason which metrics it leaves without a figure", () => {
    const reasons: readonly (readonly [InputPart, UnknownPart])[] = [
      ["receivables", noPayments],
      ["receivables", notOver],
      ["revenue", notClosed],
      ["unpaid-deferred", deferredNotByInvoice],
      ["margins", noCosts],
    ];
    const paid: MetricSettings = { ...defaultSettings, deferred: "paid" };
    const stated = Object.fromEntries(
      tableRows(page, "What is not known").map(([code, ids]) => [codeIn(code), settingsIn(ids)]),
    );
    const actual = reasons.map(([part, { code }]) => [
      code,
      metrics
        .filter(({ reads }) => reads?.(paid).some((one) => one === part))
        .map(({ id }) => id)
        .sort(),
    ]);
    const sorted = Object.entries(stated).map(([code, ids]) => [code, [...ids].sort()]);
    expect(Object.fromEntries(sorted)).toEqual(Object.fromEntries(actual));
  });
});
