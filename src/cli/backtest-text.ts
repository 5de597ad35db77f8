import { groupThousands } from "../money/quantity.ts";
import type { StructureFinding } from "../plan/audit/structure/structure-check.ts";
import type {
  ComparedAmounts,
  ComparedBills,
  ComparedCustomer,
} from "../plan/backtest/compare-bills.ts";
import type { ComparedForecast } from "../plan/backtest/compare-forecasts.ts";
import { harmless, left, right } from "./columns.ts";
import { counted, styled, type Terminal } from "./terminal.ts";

/** What new prices would have billed, and what they do to the plan. */
export interface Backtest {
  /** The models: `acme@1.0`. */
  readonly old: string;
  readonly new: string;
  readonly bills: ComparedBills;
  /** Prices of the new model by which more costs less. */
  readonly cliffs: readonly StructureFinding[];
  readonly forecast: readonly ComparedForecast[];
}

const labelWidth = 30;
const figureWidth = 14;
const shownMax = 10;

/** A backtest for people: the sum, who pays more and less, the worst month, cliffs, and the forecast by year. */
export function backtestText(
  answer: Backtest,
  all: boolean,
  terminal: Terminal,
): readonly string[] {
  const { bills, cliffs, forecast } = answer;
  const bold = (text: string): string => styled("bold", text, terminal, "out");
  const changed = bills.customers.filter(({ change }) => Number(change) !== 0);
  const shown = all ? bills.customers : mostChanged(changed);
  const hidden = all ? 0 : changed.length - shown.length;
  const more = hidden > 0 ? [`${counted(hidden, "more customer")}: --all`] : [];
  return [
    harmless(`${answer.old} and ${answer.new} over the same facts`),
    "",
    bold(row("Billed, without tax", ["Old", "New", "Change", ""])),
    ...bills.totals.map(({ currency, ...amounts }) => row(currency, cells(amounts))),
    "",
    `Paying more: ${bills.losers}; less: ${bills.winners}; the same: ${bills.unchanged}.`,
    ...(shown.length === 0
      ? []
      : ["", bold(row("Customer", ["Old", "New", "Change", ""])), ...shown.flatMap(customerRows)]),
    ...more,
    ...(cliffs.length === 0
      ? []
      : [
          "",
          bold("Where more costs less"),
          ...cliffs.map(({ paths, explanation }) => harmless(`${paths[0] ?? ""}: ${explanation}`)),
        ]),
    ...forecastRows(forecast, bold),
  ];
}

/** The largest changes either way, in the order of bills. */
function mostChanged(changed: readonly ComparedCustomer[]): readonly ComparedCustomer[] {
  const size = ({ change }: ComparedCustomer): number => Math.abs(Number(change));
  const largest = new Set(
    changed.toSorted((one, other) => size(other) - size(one)).slice(0, shownMax),
  );
  return changed.filter((one) => largest.has(one));
}

function customerRows(customer: ComparedCustomer): readonly string[] {
  const { name, customer: id, worst } = customer;
  const shock =
    worst === null
      ? []
      : [
          `  worst month ${worst.month}: ${groupThousands(worst.old)} becomes ${groupThousands(worst.new)}${worst.share === null ? "" : `, ${percent(worst.share)}`}`,
        ];
  return [row(harmless(`${name} (${id})`), cells(customer)), ...shock];
}

function forecastRows(
  forecast: readonly ComparedForecast[],
  bold: (text: string) => string,
): readonly string[] {
  if (forecast.length === 0) return [];
  return [
    "",
    bold(row("Forecast", ["Old", "New", "Change", ""])),
    ...forecast.map(({ label, year, old, new: after, change }) =>
      row(`${label}, ${year}`, [groupThousands(old), groupThousands(after), signed(change), ""]),
    ),
  ];
}

const cells = ({ old, new: after, change, share }: ComparedAmounts): readonly string[] => [
  groupThousands(old),
  groupThousands(after),
  signed(change),
  share === null ? "" : percent(share),
];

const signed = (amount: string): string =>
  `${amount.startsWith("-") || Number(amount) === 0 ? "" : "+"}${groupThousands(amount)}`;

const percent = (share: string): string => {
  const value = (Number(share) * 100).toFixed(1);
  return `${value.startsWith("-") ? "" : "+"}${value}%`;
};

const row = (label: string, figures: readonly string[]): string =>
  [
    left(label, labelWidth),
    ...figures.map((cell, index) => right(cell, index === 3 ? 8 : figureWidth)),
  ]
    .join(" ")
    .trimEnd();
