import { isRatio, type Unit } from "../../formula/unit.ts";
import { type Month, monthText } from "../../ledger/recognition/accounting-month.ts";
import type { Tornado, TornadoBar } from "../../plan/chance/tornado.ts";
import { figureText } from "../../plan/figure-text.ts";
import { harmless, right } from "../columns.ts";
import { styled, type Terminal } from "../terminal.ts";

/** A figure of a plan in words; rates and shares in percent, and numbers above 2 without a unit as the counts or multiples that they are. */
export function driverText(value: number, unit: Unit): string {
  if (isRatio(unit) && Math.abs(value) > 2) return figureText(value, unit, "");
  const [[base, power] = [], ...others] = Object.entries(unit);
  const isRate = others.length === 0 && power === -1 && (base === "month" || base === "year");
  return figureText(value, unit, isRatio(unit) || isRate ? "%" : "");
}

const barWidth = 24;

/** A tornado as rows: what each figure is moved between, what comes of it, and a bar for each side. */
export function tornadoRows(
  { outcome, unit, month, base, bars }: Tornado,
  first: Month,
  terminal: Terminal,
): readonly string[] {
  const reach = Math.max(
    ...bars.flatMap(({ low, high }) =>
      [low, high].map((end) => Math.abs((end.outcome ?? base) - base)),
    ),
    Number.MIN_VALUE,
  );
  const like = isRatio(unit) && Math.abs(base) <= 10 ? "%" : "";
  const text = (value: number | undefined): string =>
    value === undefined ? "no such plan" : figureText(value, unit, like);
  const rows = bars.flatMap((bar) => [
    harmless(
      `${bar.figure}: ${text(bar.low.outcome)} with ${driverText(bar.low.value, bar.unit)}, ${text(bar.high.outcome)} with ${driverText(bar.high.value, bar.unit)}`,
    ),
    drawn(bar, base, reach),
  ]);
  const head = `${harmless(outcome)} in ${monthText(first + month)}: ${text(base)}`;
  return [styled("bold", head, terminal, "out"), "", ...rows];
}

/** Light for what the lower value of the figure moves, full for the higher one. */
function drawn({ low, high }: TornadoBar, base: number, reach: number): string {
  const offsets = [low, high].map((end) => ((end.outcome ?? base) - base) / reach);
  const side = (offset: number, mark: string): string =>
    mark.repeat(Math.round(Math.abs(offset) * barWidth));
  const below = offsets.flatMap((offset, at) =>
    offset < 0 ? [side(offset, at === 0 ? "░" : "█")] : [],
  );
  const above = offsets.flatMap((offset, at) =>
    offset > 0 ? [side(offset, at === 0 ? "░" : "█")] : [],
  );
  const longest = (marks: readonly string[]): string =>
    marks.reduce((most, one) => (one.length > most.length ? one : most), "");
  return `${right(longest(below), barWidth)}|${longest(above)}`;
}

/** The same as JSON. */
export const tornadoJson = (tornado: Tornado, first: Month): string =>
  JSON.stringify({ ...tornado, month: monthText(first + tornado.month) }, null, 2);
