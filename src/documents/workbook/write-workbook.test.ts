import { readXlsx } from "hucre";
import { beforeAll, describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import planned from "../../model/fixtures/planned.ts";
import type { Model } from "../../model/model.ts";
import { forecastPlan } from "../../plan/forecast/forecast-plan.ts";
import { forecastRows, periodValue } from "../../plan/forecast/forecast-rows.ts";
import { shopWith } from "../../plan/forecast/shop.fixture.ts";
import { planWorkbook } from "../../plan/workbook/plan-workbook.ts";
import { headRows, onceColumn, sheetColumns } from "../../plan/workbook/sheet-layout.ts";
import type { Workbook, WorkbookCell, WorkbookFigures } from "../../plan/workbook/workbook.ts";
import { libreOffice } from "./spreadsheet-program.fixture.ts";
import { writeWorkbook } from "./write-workbook.ts";
import { zipPart } from "./zip-part.fixture.ts";

const program = libreOffice();

const workbookOf = (model: Model): Workbook =>
  planWorkbook(model, expectOk(forecastPlan(model, { customers: "expected" })));

const twoYears: Model = { ...planned, horizon: { from: "2027-01", years: 2 } };

const plan = expectOk(forecastPlan(twoYears, { customers: "expected" }));

/** The workbook with no results, so that whatever is in it later was computed by the program. */
const withoutResults = (workbook: Workbook): Workbook => ({
  ...workbook,
  sheets: workbook.sheets.map((sheet) => ({
    ...sheet,
    lines: sheet.lines.map((line) =>
      line.kind !== "figures" ? line : mapCells(line, (cell) => ({ ...cell, result: null })),
    ),
  })),
});

function mapCells(
  line: WorkbookFigures,
  change: (cell: WorkbookCell) => WorkbookCell,
): WorkbookFigures {
  const { once, months, years, ...rest } = line;
  return {
    ...rest,
    ...(once === undefined ? {} : { once: change(once) }),
    ...(months === undefined ? {} : { months: months.map(change) }),
    ...(years === undefined ? {} : { years: years.map(change) }),
  };
}

/** The workbook with another value in the cell of an input. */
const withInput = (workbook: Workbook, figure: string, value: number): Workbook => ({
  ...workbook,
  sheets: workbook.sheets.map((sheet) => ({
    ...sheet,
    lines: sheet.lines.map((line) =>
      line.kind === "figures" && line.figure === figure && line.row === "input"
        ? mapCells(line, () => ({ kind: "value", value }))
        : line,
    ),
  })),
});

/** Every figure that is not what is expected of it. */
async function differences(
  file: Uint8Array | undefined,
  expected: Workbook,
): Promise<readonly string[]> {
  if (file === undefined) throw new Error("the program saved no workbook");
  const { sheets } = await readXlsx(file);
  const columns = sheetColumns(expected.years.length);
  const wrong: string[] = [];
  let compared = 0;
  for (const [index, { name, lines }] of expected.sheets.entries())
    for (const [at, line] of lines.entries()) {
      if (line.kind !== "figures") continue;
      const row = sheets[index]?.rows[headRows + at] ?? [];
      const compare = (cell: WorkbookCell, column: number): void => {
        const own = cell.kind === "value" ? cell.value : cell.result;
        const came = row[column] ?? null;
        compared += 1;
        const same =
          own === null
            ? came === null || came === ""
            : typeof came === "number" && Math.abs(came - own) <= 1e-9 * Math.max(1, Math.abs(own));
        if (!same) wrong.push(`${name} ${line.figure} in column ${column}: ${came}, not ${own}`);
      };
      if (line.once !== undefined) compare(line.once, onceColumn);
      for (const [year, cell] of (line.years ?? []).entries()) compare(cell, columns.year(year));
      for (const [month, cell] of (line.months ?? []).entries())
        compare(cell, columns.month(month));
    }
  expect(compared).toBeGreaterThan(1_000);
  return wrong.slice(0, 10);
}

describe("a plan as a workbook", () => {
  const workbook = workbookOf(twoYears);
  let file: Uint8Array;
  beforeAll(async () => {
    file = await writeWorkbook(workbook);
  });

  it("has a sheet for each statement, and what they read below", () => {
    expect(workbook.sheets.map(({ name }) => name)).toEqual([
      "Read me",
      "Forecast",
      "Profit and loss",
      "Cash",
      "Unit economics",
      "Metrics",
      "Inputs",
      "Billed customers",
      "Workings",
    ]);
  });

  it("carries the figures of the forecast", async () => {
    expect(await differences(file, workbook)).toEqual([]);
  });

  it("writes statements as formulas, and marks what can be changed", () => {
    const lines = workbook.sheets.flatMap(({ lines: own }) =>
      own.flatMap((line) => (line.kind === "figures" ? [line] : [])),
    );
    const ebitda = lines.find(({ figure }) => figure === "forecast.ebitda");
    expect(ebitda?.months?.[0]).toMatchObject({ kind: "formula" });
    const rent = lines.find(({ figure, row }) => figure === "costs.rent" && row === "input");
    expect(rent?.once).toEqual({ kind: "value", value: 2500 });
  });

  it("is laid out for paper, each page beside its labels and below its months", async () => {
    const { sheets } = await readXlsx(file);
    const [readMe, ...others] = sheets;
    expect(readMe?.pageSetup).toMatchObject({ orientation: "portrait", paperSize: "a4" });
    for (const sheet of others) {
      expect(sheet.pageSetup).toMatchObject({
        orientation: "landscape",
        printTitlesColumn: "$A:$A",
        printTitlesRow: `$1:$${headRows}`,
      });
      // Label and months of a page, in characters: what is wider needs another page.
      const page = 46 + 12 * 15;
      expect(page * ((sheet.pageSetup?.scale ?? 100) / 100)).toBeLessThan(107);
      expect(sheet.freezePane).toEqual({ rows: headRows, columns: 1 });
    }
    // A name with spaces is quoted, or programs that open the file call it broken.
    const text = zipPart(file, "xl/workbook.xml");
    expect(text).toContain("'Profit and loss'!$A:$A,'Profit and loss'!$1:$3");
    expect(text).not.toMatch(/>[A-Z][a-z]+ [^'<]*!/);
  });

  it("shows money with the digits of its currency", async () => {
    const yen = zipPart(await writeWorkbook({ ...workbook, currency: "JPY" }), "xl/styles.xml");
    expect(yen).toContain("#,##0;[Red]-#,##0");
    expect(yen).not.toContain("#,##0.00;");
    expect(zipPart(file, "xl/styles.xml")).toContain("#,##0.00;[Red]-#,##0.00");
  });

  it("takes a year's margin of the year's sums", () => {
    const lines = workbook.sheets.flatMap(({ lines: own }) => own);
    const margin = lines.find(
      (line) => line.kind === "figures" && line.figure === "metrics.gross-margin",
    );
    const rows = forecastRows(twoYears, plan);
    const year = { label: "2027", by: "year" as const, from: 0, to: 12 };
    const sum = (id: string): number => {
      const row = rows.find((one) => one.id === id);
      return row === undefined ? Number.NaN : periodValue(row, year);
    };
    expect(margin?.kind === "figures" ? margin.years?.[0] : undefined).toMatchObject({
      formula: expect.stringMatching(/^IFERROR\(\(SUM\(/),
      result: expect.closeTo(sum("gross-profit") / sum("revenue"), 12),
    });
  });

  it("says what a year's figures are in, which is not what a month's are where they are added up", () => {
    const lines = workbook.sheets.flatMap(({ lines: own }) => own);
    const unitsOf = (figure: string): readonly (string | undefined)[] => {
      const line = lines.find((one) => one.kind === "figures" && one.figure === figure);
      return line?.kind === "figures" ? [line.unit, line.yearUnit] : [];
    };
    expect(unitsOf("forecast.revenue")).toEqual(["USD per month", "USD per year"]);
    expect(unitsOf("forecast.mrr")).toEqual(["USD per month", "USD per month"]);
    // Recurring value that is won stays so much a month, however many months win it.
    expect(unitsOf("forecast.new-mrr")).toEqual(["USD per month", "USD per month"]);
    expect(unitsOf("metrics.cac")).toEqual(["USD per customer", "USD per customer"]);
    expect(unitsOf("costs.rent")).toEqual(["USD per month", "USD per year"]);
  });

  describe.skipIf(program.missing)("in a spreadsheet program", () => {
    const loyal = workbookOf({
      ...shopWith({
        name: "Loyal",
        opening: "20 customers",
        acquisition: { kind: "monthly", customers: "10 customers per month" },
        purchases: { team: { share: "100%", plan: "team", cadence: "monthly" } },
        channels: { ads: { share: "100%", cost: "300 USD per customer" } },
      }),
      horizon: { from: "2027-01", years: 3 },
    });
    const changed = withInput(withoutResults(workbook), "costs.rent", 7000);
    let computed: readonly Uint8Array[] = [];
    // biome-ignore lint/suspicious/noDuplicateTestHooks: the other is of all tests, this of those that need the program.
    beforeAll(async () => {
      const asked = [withoutResults(workbook), withoutResults(loyal), changed];
      computed = program.computed(await Promise.all(asked.map(writeWorkbook)));
    });

    it(program.named("is computed to the same figures"), async () => {
      expect(await differences(computed[0], workbook)).toEqual([]);
    });

    it(program.named("leaves what has no value empty, and what reads it"), async () => {
      const lifetime = loyal.sheets
        .flatMap(({ lines }) => lines)
        .find((line) => line.kind === "figures" && line.figure === "metrics.ltv-to-cac.small");
      expect(lifetime?.kind === "figures" && lifetime.months?.[30]?.kind).toBe("formula");
      expect(await differences(computed[1], loyal)).toEqual([]);
    });

    it(program.named("follows a changed input as the forecast does"), async () => {
      const dearer = {
        ...twoYears,
        costs: {
          ...planned.costs,
          rent: { ...planned.costs?.rent, amount: "7_000 USD per month" },
        },
      } as Model;
      expect(await differences(computed[2], workbookOf(dearer))).toEqual([]);
    });
  });
});
