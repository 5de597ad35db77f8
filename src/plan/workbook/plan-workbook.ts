import { assert } from "../../fault/fault.ts";
import { isLiteral } from "../../formula/expression.ts";
import type { FormulaStep } from "../../formula/formula-step.ts";
import { type SheetScope, sheetCode } from "../../formula/sheet-code.ts";
import { divideUnits, multiplyUnits, type Unit, unitOf, unitText } from "../../formula/unit.ts";
import { monthText } from "../../ledger/recognition/accounting-month.ts";
import { isMetricFigure } from "../../model/drivers/metric-entries.ts";
import type { Model } from "../../model/model.ts";
import type { PlanForecast } from "../forecast/forecast-plan.ts";
import { forecastPeriods } from "../forecast/forecast-rows.ts";
import { metricOfRow, metricRows, periodFormulaOfRow } from "../forecast/metric-rows.ts";
import type { PeriodMonths } from "../metrics/metric-of-period.ts";
import { figuresBehind, type MonthCells, periodCells } from "./period-cells.ts";
import { cellOf, columnLetters, headRows, onceColumn, sheetColumns } from "./sheet-layout.ts";
import { type StatementLine, statementSheets } from "./statement-lines.ts";
import type { CellFormat, RowKind, Workbook, WorkbookCell, WorkbookLine } from "./workbook.ts";

/** A line that is going to stand on a sheet. */
type Planned = StatementLine | { readonly note: string };

interface PlannedSheet {
  readonly name: string;
  readonly lines: readonly Planned[];
}

/**
 * A forecast as a workbook: a sheet for each statement, with live formulas down to the inputs; what customers come to is computed by billing them
 * and stands there as values. Every figure has one place, and every formula is the model's own.
 */
export function planWorkbook(model: Model, forecast: PlanForecast): Workbook {
  const writer = new WorkbookWriter(model, forecast);
  const { first, months } = forecast.customers;
  return {
    title: `${model.name} ${model.version}`,
    currency: model.currency,
    months: Array.from({ length: months }, (_, month) => monthText(first + month)),
    years: forecastPeriods(first, months, "year").map(({ label }) => label),
    sheets: writer.sheets(),
  };
}

class WorkbookWriter {
  readonly #steps: ReadonlyMap<string, FormulaStep>;
  readonly #forecast: PlanForecast;
  readonly #memory: Float64Array;
  readonly #planned: readonly PlannedSheet[];
  /** The sheet and row, from 1, of each figure. */
  readonly #places = new Map<string, { readonly sheet: string; readonly row: number }>();

  constructor(model: Model, forecast: PlanForecast) {
    const { formulas } = forecast.plan;
    this.#forecast = forecast;
    this.#steps = new Map(formulas.steps.map((step) => [step.name, step]));
    this.#memory = computed(forecast);
    this.#planned = this.#plan(model);
    for (const { name: sheet, lines } of this.#planned)
      for (const [index, line] of lines.entries())
        if ("figure" in line && !this.#places.has(line.figure) && this.#ownsOn(sheet, line.figure))
          this.#places.set(line.figure, { sheet, row: headRows + index + 1 });
  }

  /** One number for all months has its cell below the statements, and each month of a statement reads it. */
  #ownsOn(sheet: string, figure: string): boolean {
    return belowStatements.has(sheet) || this.#step(figure).shape === "monthly";
  }

  sheets(): Workbook["sheets"] {
    return this.#planned.map(({ name, lines }) => ({
      name,
      lines: lines.map((line, index) => this.#line(name, headRows + index + 1, line)),
    }));
  }

  /** Statements first; then what they read, where it can be changed, what is billed, and what lies between. */
  #plan(model: Model): readonly PlannedSheet[] {
    const statements = statementSheets(model, metricRows(model, this.#forecast)).map(
      ({ name, lines }) => ({
        name,
        lines: lines.filter((line) => "heading" in line || this.#steps.has(line.figure)),
      }),
    );
    const shown = new Set(
      statements.flatMap(({ lines }) =>
        lines.flatMap((line) =>
          "figure" in line && this.#step(line.figure).shape === "monthly" ? [line.figure] : [],
        ),
      ),
    );
    const reached = new Set(
      statements.flatMap(({ lines }) =>
        lines.flatMap((line) => ("figure" in line ? [line.figure] : [])),
      ),
    );
    for (const name of reached) {
      for (const read of this.#step(name).reads.keys()) reached.add(read);
      for (const read of this.#behindYears(name)) reached.add(read);
    }
    const others = [...reached].filter((name) => !shown.has(name));
    const of = (kind: RowKind): StatementLine[] =>
      others
        .filter((name) => this.#kind(this.#step(name)) === kind)
        .toSorted()
        .map((figure) => ({ figure, label: labelOf(figure), over: "last" }));
    return [
      { name: "Read me", lines: readMe(model) },
      ...statements,
      {
        name: "Inputs",
        lines: [{ note: "Change a marked cell, and every statement follows." }, ...of("input")],
      },
      {
        name: "Billed customers",
        lines: [
          {
            note: "What customers come to: billed, earned and counted one by one by Florin. To change it, change the model and forecast again.",
          },
          { note: lastMonth },
          ...of("billed"),
        ],
      },
      { name: "Workings", lines: [{ note: lastMonth }, ...of("formula")] },
    ];
  }

  /** What a metric's year is computed from. */
  #behindYears(name: string): ReadonlySet<string> {
    const id = metricId(name);
    const formula = id === undefined ? undefined : periodFormulaOfRow(id);
    return formula === undefined ? new Set() : figuresBehind(formula);
  }

  #step(name: string): FormulaStep {
    const step = this.#steps.get(name);
    assert(step !== undefined, `${name} is a figure of the plan`);
    return step;
  }

  #kind({ shape, expression, whole }: FormulaStep): RowKind {
    if (expression === undefined && whole === undefined)
      return shape === "once" ? "input" : "billed";
    return expression !== undefined && isLiteral(expression) ? "input" : "formula";
  }

  #line(sheet: string, row: number, line: Planned): WorkbookLine {
    if ("heading" in line) return { kind: "heading", text: line.heading };
    if ("note" in line) return { kind: "note", text: line.note };
    const own = this.#places.get(line.figure);
    const step = this.#step(line.figure);
    const isOwn = own?.sheet === sheet && own.row === row;
    // What is read from another sheet is changed there.
    const kind = line.row ?? (isOwn ? this.#kind(step) : "formula");
    const unit = this.#unit(step.name);
    const format = line.format ?? formatOf(unit);
    const isOnce = step.shape === "once" && isOwn;
    const once = isOnce ? this.#cell(step, sheet, 0, isOwn) : undefined;
    const months = isOnce
      ? undefined
      : Array.from({ length: this.#months }, (_, month) => this.#cell(step, sheet, month, isOwn));
    return {
      kind: "figures",
      row: kind,
      label: line.label,
      figure: line.figure,
      unit: unitText(unit),
      ...(months === undefined ? {} : { yearUnit: unitText(yearUnit(line, unit)) }),
      format,
      ...(once === undefined ? {} : { once }),
      ...(months === undefined ? {} : { months, years: this.#years(line, row, months) }),
    };
  }

  /** A figure that stands elsewhere already is read from there. */
  #cell(step: FormulaStep, sheet: string, month: number, isOwn: boolean): WorkbookCell {
    const { offset } = this.#forecast.plan.formulas.at(step.name);
    const value = this.#memory[offset + (step.shape === "once" ? 0 : month)] ?? Number.NaN;
    const result = Number.isFinite(value) ? value : null;
    const formula = isOwn ? this.#formula(step, sheet, month) : this.#now(step.name, "", month);
    if (formula === undefined)
      // A metric that has no value is no 0 either: what reads it has none.
      return result === null && isMetricFigure(step.name)
        ? { kind: "formula", formula: '""', result }
        : { kind: "value", value: result ?? 0 };
    const guarded = isMetricFigure(step.name) ? `IFERROR(${formula},"")` : formula;
    return { kind: "formula", formula: guarded, result };
  }

  #formula(
    { expression, whole, name }: FormulaStep,
    sheet: string,
    month: number,
  ): string | undefined {
    if (this.#kind(this.#step(name)) === "input") return undefined;
    const scope: SheetScope = {
      now: (read) => this.#now(read, sheet, month),
      past: (read, back) => this.#past(read, back, sheet, month),
      month: `${columnLetters(this.#columns.month(month))}$${headRows}`,
    };
    if (expression !== undefined) return sheetCode(expression, scope);
    if (whole === undefined) return undefined;
    return whole.function.sheet(
      this.#range(whole.of, sheet),
      whole.given.map((one) => sheetCode(one, scope)),
    );
  }

  #place(name: string): { readonly sheet: string; readonly row: number } {
    const place = this.#places.get(name);
    assert(place !== undefined, `${name} stands on a sheet`);
    return place;
  }

  #address(name: string, sheet: string, column: string): string {
    const place = this.#place(name);
    return place.sheet === sheet ? `${column}${place.row}` : cellOf(place.sheet, column, place.row);
  }

  #now(name: string, sheet: string, month: number): string {
    const column = columnLetters(
      this.#step(name).shape === "once" ? onceColumn : this.#columns.month(month),
    );
    return this.#address(name, sheet, this.#step(name).shape === "once" ? `$${column}$` : column);
  }

  #past(name: string, back: string, sheet: string, month: number): string {
    if (!/^\d+$/.test(back)) return `INDEX(${this.#range(name, sheet)},1,${month + 1}-(${back}))`;
    const earlier = month - Number(back);
    return earlier < 0
      ? "0"
      : this.#address(name, sheet, columnLetters(this.#columns.month(earlier)));
  }

  #range(name: string, sheet: string): string {
    const place = this.#place(name);
    const from = columnLetters(this.#columns.month(0));
    const to = columnLetters(this.#columns.month(this.#months - 1));
    const cells = `$${from}$${place.row}:$${to}$${place.row}`;
    return place.sheet === sheet ? cells : `'${place.sheet}'!${cells}`;
  }

  /** A metric of a year that has no value is an empty cell. */
  #metricOfYear(figure: string, { from, to }: PeriodMonths): WorkbookCell | undefined {
    const id = metricId(figure);
    const formula = id === undefined ? undefined : periodFormulaOfRow(id);
    if (id === undefined || formula === undefined) return undefined;
    const value = metricOfRow(id, { read: this.#read })?.({ from, to }) ?? Number.NaN;
    const cells = periodCells(formula, { from, to }, this.#cells);
    return {
      kind: "formula",
      formula: `IFERROR(${cells},"")`,
      result: Number.isFinite(value) ? value : null,
    };
  }

  readonly #read = (name: string, month: number): number => {
    const { offset } = this.#forecast.plan.formulas.at(name);
    return this.#memory[offset + (this.#step(name).shape === "once" ? 0 : month)] ?? Number.NaN;
  };

  readonly #cells: MonthCells = {
    isOnce: (name) => this.#step(name).shape === "once",
    over: (name, { from, to }) => {
      const { sheet, row } = this.#place(name);
      if (this.#step(name).shape === "once")
        return cellOf(sheet, `$${columnLetters(onceColumn)}$`, row);
      const [start, end] = [from, to - 1].map((month) => columnLetters(this.#columns.month(month)));
      return to - from === 1
        ? `'${sheet}'!${start}${row}`
        : `'${sheet}'!${start}${row}:${end}${row}`;
    },
  };

  #years(
    { figure, over }: Extract<StatementLine, { readonly figure: string }>,
    row: number,
    months: readonly WorkbookCell[],
  ): WorkbookCell[] {
    return forecastPeriods(0, this.#months, "year").map(({ from, to }) => {
      const metric = this.#metricOfYear(figure, { from, to });
      if (metric !== undefined) return metric;
      const [start, end] = [from, to - 1].map(
        (month) => `${columnLetters(this.#columns.month(month))}${row}`,
      );
      const values = months
        .slice(from, to)
        .map((cell) => (cell.kind === "value" ? cell.value : cell.result));
      return over === "sum"
        ? {
            kind: "formula",
            formula: `SUM(${start}:${end})`,
            result: values.reduce<number>((sum, value) => sum + (value ?? 0), 0),
          }
        : { kind: "formula", formula: `${end}`, result: values.at(-1) ?? null };
    });
  }

  #unit(name: string): Unit {
    const type = this.#forecast.plan.formulas.places.get(name.split("#")[0] ?? name)?.type;
    return type?.kind === "number" ? type.unit : {};
  }

  get #months(): number {
    return this.#forecast.customers.months;
  }

  get #columns() {
    return sheetColumns(Math.ceil(this.#months / 12));
  }
}

/** Every figure and part of one, computed again from what was told and given. */
function computed({ plan, run }: PlanForecast): Float64Array {
  const { formulas } = plan;
  const memory = new Float64Array(formulas.size);
  for (const { name, shape, expression, whole } of formulas.steps) {
    if (expression !== undefined || whole !== undefined) continue;
    const { offset } = formulas.at(name);
    const length = shape === "monthly" ? formulas.months : 1;
    for (let month = 0; month < length; month += 1) memory[offset + month] = run.read(name, month);
  }
  formulas.run(memory);
  return memory;
}

/** Sheets on which figures stand that the statements only read. */
const belowStatements: ReadonlySet<string> = new Set(["Inputs", "Billed customers", "Workings"]);

const lastMonth = "Years show what holds in their last month.";

/** The id of a figure that is a metric: `cac.teams` of `metrics.cac.teams`. */
const metricId = (figure: string): string | undefined =>
  isMetricFigure(figure) ? figure.slice("metrics.".length) : undefined;

/** What is added up over a year is so much per year; recurring value that is won or lost stays so much per month. */
function yearUnit(
  { figure, over }: Extract<StatementLine, { readonly figure: string }>,
  unit: Unit,
): Unit {
  const isAddedUp = over === "sum" && unit.month === -1 && !/-mrr(?:\.|$)/.test(figure);
  return isAddedUp ? multiplyUnits(unit, divideUnits(unitOf("month"), unitOf("year"))) : unit;
}

/** `segments.teams.channels.ads.cost` as people read it. */
const labelOf = (figure: string): string =>
  figure
    .replace(/^(?:segments|costs|figures|forecast|metrics|capital|income|plans)\./, "")
    .replaceAll(".", ", ")
    .replaceAll("-", " ")
    .replace(/#(\d+)/, " (part $1)");

const formatOf = (unit: Unit): CellFormat => {
  const bases = Object.keys(unit);
  if (bases.some((base) => /^[A-Z]{3}$/.test(base))) return "money";
  if (bases.length === 0 || (bases.length === 1 && (unit.month === -1 || unit.year === -1)))
    return "share";
  return "number";
};

const readMe = ({ name, version, currency, summary }: Model): readonly Planned[] => [
  { heading: `${name} ${version}` },
  ...(summary === undefined ? [] : [{ note: summary }]),
  { note: `Amounts are in ${currency}. A column is a month; years stand before the months.` },
  { note: "Marked cells are inputs: change one, and every statement follows." },
  {
    note: "Shaded figures are what customers come to, billed by Florin with the prices that bill real ones: no formula of a sheet can do that.",
  },
  { note: "Everything else is a formula, the same that Florin computes." },
];
