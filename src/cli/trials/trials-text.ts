import { monthText } from "../../ledger/recognition/accounting-month.ts";
import type { Model } from "../../model/model.ts";
import { minorUnits } from "../../money/currency.ts";
import { groupThousands } from "../../money/quantity.ts";
import {
  correlationNoise,
  type TrialBand,
  type TrialSummary,
} from "../../plan/chance/summarise-trials.ts";
import { displayWidth, harmless, left, right } from "../columns.ts";
import { styled, type Terminal } from "../terminal.ts";
import { labelWidth, periodTables } from "./period-tables.ts";

type Named = Pick<Model, "name" | "version" | "id">;

const lines = [
  ["As planned", "plan"],
  ["Mean", "mean"],
  ["1 of 10 below", "p10"],
  ["Half below", "p50"],
  ["9 of 10 below", "p90"],
] as const;

/** A part of all trials: `63.2%`. */
const partText = (part: number): string => `${(part * 100).toFixed(1)}%`;

function shown(value: number, { unit }: TrialBand, currency: TrialSummary["currency"]): string {
  const digits = unit === "money" ? minorUnits(currency) : 1;
  const text = value.toFixed(digits);
  return /^-0(?:\.0+)?$/.test(text) ? text.slice(1) : text;
}

/** The bands of trials as tables in the width of the terminal, then targets, cash and what matters. */
export function trialsTable(
  model: Named,
  summary: TrialSummary,
  terminal: Terminal,
): readonly string[] {
  const { currency, first, months, trials, seed, periods } = summary;
  const span = `${monthText(first)} to ${monthText(first + months - 1)}`;
  const tables = summary.bands.map((band) => ({
    label: band.label,
    rows: lines.map(([label, key]) => ({ label, values: band[key] })),
    shown: (value: number): string => groupThousands(shown(value, band, currency)),
  }));
  return [
    harmless(`Trials of ${model.name} ${model.version}`),
    `${currency}, ${span}, ${groupThousands(String(trials))} trials of seed ${seed}`,
    ...periodTables(periods, tables, terminal),
    ...targetLines(summary, terminal),
    ...driverLines(summary, terminal),
  ];
}

function targetLines(
  { targets, outOfCash, first }: TrialSummary,
  terminal: Terminal,
): readonly string[] {
  const worst = outOfCash?.months.indexOf(Math.max(...outOfCash.months)) ?? 0;
  const cash =
    outOfCash === undefined
      ? []
      : [
          `${left(partText(outOfCash.ever), 9)}have less cash than none in some month${
            outOfCash.ever === 0
              ? ""
              : `, most of them in ${monthText(first + worst)}: ${partText(outOfCash.months[worst] ?? 0)}`
          }`,
        ];
  const reached = targets.map(
    ({ name, reached: part }) =>
      `${left(part === undefined ? "-" : partText(part), 9)}${harmless(name)}${part === undefined ? ": beyond the plan" : ""}`,
  );
  if (cash.length + reached.length === 0) return [];
  return ["", styled("bold", "Trials that reach it", terminal, "out"), ...reached, ...cash];
}

/** Figures by how much they decide; what trials cannot tell from nothing is left out, or a dash. */
function driverLines(
  { drivers, bands, trials }: TrialSummary,
  terminal: Terminal,
): readonly string[] {
  const looked = bands.filter(({ id }) => keyFigures.includes(id)).map(({ id }) => id);
  const noise = correlationNoise(trials);
  const told = drivers
    .map(({ figure, correlation }) => {
      const values = looked.map((id) => correlation[id] ?? 0);
      return { figure, values, weight: Math.max(...values.map(Math.abs)) };
    })
    .filter(({ weight }) => weight >= noise)
    .toSorted((a, b) => b.weight - a.weight);
  if (told.length === 0)
    return [
      "",
      `What decides cannot be told from ${groupThousands(String(trials))} trials: no rank correlation is ${noise.toFixed(2)} or more.`,
    ];
  const width = Math.max(labelWidth, ...told.map(({ figure }) => displayWidth(figure)));
  const row = (label: string, cells: readonly string[]): string =>
    [left(label, width), ...cells.map((cell) => right(cell, 8))].join(" ");
  return [
    "",
    styled("bold", row("What decides (by rank)", looked), terminal, "out"),
    ...told.map(({ figure, values }) =>
      row(
        harmless(figure),
        values.map((value) => (Math.abs(value) < noise ? "-" : value.toFixed(2))),
      ),
    ),
  ];
}

const keyFigures: readonly string[] = ["mrr", "ebitda", "cash"];

/** The same as JSON; amounts are texts with all digits of the minor unit, parts of trials numbers from 0 to 1. */
export function trialsJson(model: Named, summary: TrialSummary): string {
  const { currency, first, months, trials, seed, periods, bands, targets, outOfCash, drivers } =
    summary;
  return JSON.stringify(
    {
      model: `${model.id}@${model.version}`,
      currency,
      trials,
      seed,
      periods: periods.map(({ label }) => label),
      figures: bands.map((band) => ({
        id: band.id,
        label: band.label,
        unit: band.unit,
        over: band.over,
        ...Object.fromEntries(
          lines.map(([, key]) => [
            key,
            [...band[key]].map((value) => shown(value, band, currency)),
          ]),
        ),
      })),
      targets: targets.map(({ id, name, reached = null }) => ({ id, name, reached })),
      ...(outOfCash === undefined
        ? {}
        : {
            outOfCash: {
              ever: outOfCash.ever,
              months: Object.fromEntries(
                Array.from({ length: months }, (_, month) => [
                  monthText(first + month),
                  outOfCash.months[month] ?? 0,
                ]),
              ),
            },
          }),
      drivers,
    },
    null,
    2,
  );
}
