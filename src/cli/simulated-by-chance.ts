import { groupThousands } from "../money/quantity.ts";
import { type ChancedFigure, type ChanceFigure, chanceFigures } from "../twin/chance-months.ts";
import type { ChancedSimulation } from "../twin/simulate-by-chance.ts";
import { harmless, left, right } from "./columns.ts";
import { counted, styled, type Terminal } from "./terminal.ts";

const amountWidth = 11;
const shareWidth = 9;

/** Prints what chance made of a plan: each month's figures, and by how much each differs from what was expected. */
export function printByChance(
  title: string,
  simulated: ChancedSimulation,
  terminal: Terminal,
): void {
  const { seed, customers, documents, payments, forecast, figures } = simulated;
  terminal.out(harmless(`Simulation of ${title} by chance, seed ${seed}`));
  terminal.out(
    `${counted(customers, "customer")}, ${counted(documents, "document")}, ${forecast.currency}; beside each figure how far from the forecast, * beyond P10 to P90`,
  );
  terminal.out("");
  const head = [
    left("Month", 8),
    ...chanceFigures.map((one) => right(one, amountWidth) + " ".repeat(shareWidth)),
  ].join(" ");
  terminal.out(styled("bold", head.trimEnd(), terminal, "out"));
  for (const [month, own] of byMonth(figures))
    terminal.out(
      [
        left(month, 8),
        ...own.map((one) => right(shown(one), amountWidth) + right(distance(one), shareWidth)),
      ]
        .join(" ")
        .trimEnd(),
    );
  terminal.out("");
  const banded = figures.flatMap(({ band }) => band ?? []);
  const held = banded.filter(({ within }) => within).length;
  terminal.out(
    `${held} of ${counted(banded.length, "figure")} lie between P10 and P90, of 80% expected`,
  );
  for (const line of aside(simulated)) terminal.out(line);
  const { invoices, paidLate, failed, recovered, lost } = payments;
  terminal.out(
    `${counted(invoices, "invoice")} to pay: ${paidLate} late, ${failed} failed at first and ${recovered} of these paid by a retry; ${counted(lost, "customer")} lost for not paying`,
  );
}

/** Customers are whole. */
const shown = ({ figure, lived }: ChancedFigure): string =>
  groupThousands(figure === "customers" ? Number(lived).toFixed(0) : lived);

/** How far what was lived is from what was expected: `+3.1%`. */
function distance({ forecast, difference, band }: ChancedFigure): string {
  const expected = Number(forecast);
  if (expected === 0) return "";
  const share = (Number(difference) / expected) * 100;
  return `${share < 0 ? "" : "+"}${share.toFixed(1)}%${marks(band).padEnd(2)}`;
}

const marks = (band: ChancedFigure["band"]): string =>
  `${band?.within === false ? "*" : ""}${band?.holdsForecast === false ? "^" : ""}`;

/** What simulated customers do otherwise than the forecast has it, and where its figures lie beyond the bounds of theirs. */
function aside({ joining, usageSpread, figures }: ChancedSimulation): readonly string[] {
  const otherwise = [
    ...(joining === "any-day"
      ? ["customers join on any day of a month, and in the forecast on its first"]
      : []),
    ...(usageSpread > 0
      ? [`use spreads by ${usageSpread} of what is expected, and in the forecast as the plan says`]
      : []),
  ];
  return [
    ...otherwise.map((one) => `Otherwise than forecast: ${one}`),
    ...chanceFigures.flatMap((figure) => {
      const beyond = figures.flatMap((one) =>
        one.figure === figure && one.band?.holdsForecast === false
          ? [{ forecast: Number(one.forecast), middle: Number(one.band.middle) }]
          : [],
      );
      if (beyond.length === 0) return [];
      const summed = (of: "forecast" | "middle"): number =>
        beyond.reduce((sum, one) => sum + one[of], 0);
      const share = (summed("forecast") / summed("middle") - 1) * 100;
      const far = Number.isFinite(share)
        ? `, ${Math.abs(share).toFixed(1)}% ${share < 0 ? "below" : "above"} their middle`
        : "";
      return [
        `^ the forecast of ${figure} lies beyond P10 to P90 in ${counted(beyond.length, "month")}${far}`,
      ];
    }),
  ];
}

function byMonth(figures: readonly ChancedFigure[]): ReadonlyMap<string, readonly ChancedFigure[]> {
  const order = new Map<ChanceFigure, number>(chanceFigures.map((one, index) => [one, index]));
  const months = new Map<string, ChancedFigure[]>();
  for (const one of figures) {
    const own = months.get(one.month) ?? [];
    months.set(one.month, own);
    own[order.get(one.figure) ?? 0] = one;
  }
  return months;
}
