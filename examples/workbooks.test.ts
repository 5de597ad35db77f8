import { readXlsx } from "hucre";
import { beforeAll, describe, expect, it } from "vitest";
import { libreOffice } from "../src/documents/workbook/spreadsheet-program.fixture.ts";
import { writeWorkbook } from "../src/documents/workbook/write-workbook.ts";
import { expectOk } from "../src/fault/fault.ts";
import planned from "../src/model/fixtures/planned.ts";
import type { Model } from "../src/model/model.ts";
import { forecastPlan, type PlanForecast } from "../src/plan/forecast/forecast-plan.ts";
import { forecastPeriods, forecastRows, periodValue } from "../src/plan/forecast/forecast-rows.ts";
import { metricRows } from "../src/plan/forecast/metric-rows.ts";
import { planWorkbook } from "../src/plan/workbook/plan-workbook.ts";
import { headRows, sheetColumns } from "../src/plan/workbook/sheet-layout.ts";
import type { Workbook, WorkbookCell } from "../src/plan/workbook/workbook.ts";
import bitnet from "./bitnet-rust/model.ts";
import dell from "./dell-milspec/model.ts";
import nexusPriced from "./nexus/priced.ts";
import sippar from "./sippar/model.ts";

const program = libreOffice();

const plans = { planned, bitnet, dell, nexusPriced, sippar } as Readonly<Record<string, Model>>;

/** A plan with its forecast, and that as a workbook. */
interface Planned {
  readonly model: Model;
  readonly forecast: PlanForecast;
  readonly workbook: Workbook;
}

function plannedBy(model: Model): Planned {
  const forecast = expectOk(forecastPlan(model, { customers: "expected" }));
  return { model, forecast, workbook: planWorkbook(model, forecast) };
}

const withoutResult = (cell: WorkbookCell): WorkbookCell =>
  cell.kind === "formula" ? { ...cell, result: null } : cell;

/** The workbook with no result of a formula, so that whatever is in it later was computed by the program. */
const withoutResults = (workbook: Workbook): Workbook => ({
  ...workbook,
  sheets: workbook.sheets.map((sheet) => ({
    ...sheet,
    lines: sheet.lines.map((line) => {
      if (line.kind !== "figures") return line;
      const { once, months, years, ...rest } = line;
      return {
        ...rest,
        ...(once === undefined ? {} : { once: withoutResult(once) }),
        ...(months === undefined ? {} : { months: months.map(withoutResult) }),
        ...(years === undefined ? {} : { years: years.map(withoutResult) }),
      };
    }),
  })),
});

/** Years of a forecast's rows that its workbook, computed by the program, does not say. */
async function differentYears(
  { model, forecast, workbook }: Planned,
  computed: Uint8Array,
): Promise<readonly string[]> {
  const { first, months } = forecast.customers;
  const { sheets } = await readXlsx(computed);
  const columns = sheetColumns(workbook.years.length);
  const years = new Map<string, readonly unknown[]>();
  for (const [index, { lines }] of workbook.sheets.entries())
    for (const [at, line] of lines.entries())
      if (line.kind === "figures" && line.years !== undefined && !years.has(line.figure)) {
        const row = sheets[index]?.rows[headRows + at] ?? [];
        years.set(
          line.figure,
          line.years.map((_, year) => row[columns.year(year)] ?? null),
        );
      }
  const wrong: string[] = [];
  const metrics = metricRows(model, forecast);
  expect(metrics.length).toBeGreaterThan(40);
  for (const row of [...metrics, ...forecastRows(model, forecast)]) {
    const cells = years.get(`metrics.${row.id}`) ?? years.get(`forecast.${row.id}`);
    if (cells === undefined) {
      if (metrics.includes(row)) wrong.push(`${row.id} stands on no sheet`);
      continue;
    }
    for (const [year, period] of forecastPeriods(first, months, "year").entries()) {
      const value = periodValue(row, period);
      const came = cells[year];
      const same = Number.isFinite(value)
        ? typeof came === "number" && Math.abs(came - value) <= 1e-9 * Math.max(1, Math.abs(value))
        : came === null || came === "";
      if (!same) wrong.push(`${row.id} of ${period.label} is ${came}, not ${value}`);
    }
  }
  return wrong;
}

describe.skipIf(program.missing)("the years of a workbook", () => {
  const known = new Map<string, { readonly planned: Planned; readonly computed: Uint8Array }>();
  beforeAll(async () => {
    const all = Object.entries(plans).map(([name, model]) => [name, plannedBy(model)] as const);
    const written = all.map(([, { workbook }]) => writeWorkbook(withoutResults(workbook)));
    const saved = program.computed(await Promise.all(written));
    for (const [index, [name, planned]] of all.entries())
      known.set(name, { planned, computed: saved[index] ?? new Uint8Array() });
  });

  it.each(Object.keys(plans))(program.named("are those of the forecast of %s"), async (name) => {
    const { planned, computed } = known.get(name) ?? {};
    if (planned === undefined || computed === undefined) throw new Error(`no workbook of ${name}`);
    expect(await differentYears(planned, computed)).toEqual([]);
  });
});
