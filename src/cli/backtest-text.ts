import { groupThousands } from "../money/quantity.ts";
import type {
  ComparedAmounts,
  ComparedBills,
  ComparedCustomer,
} from "../plan/backtest/compare-bills.ts";
import type { ComparedCliff } from "../plan/backtest/compare-cliffs.ts";
import type { ComparedForecast } from "../plan/backtest/compare-forecasts.ts";
import { harmless, labelRows, left, right } from "./columns.ts";
import { counted, styled, type Terminal } from "./terminal.ts";

/** What new prices would have billed, and what they do to the plan. */
export interface Backtest {
  /** The models: `acme@1.0`. */
  readonly old: string;
  readonly new: string;
  readonly bills: ComparedBills;
  /** Prices of either model by which more costs less. */
  readonly cliffs: readonly ComparedCliff[];
  readonly forecast: readonly ComparedForecast[];
}

interface Shown {
  /** As it was asked for. */
  readonly until: string;
  readonly all?: boolean;
  /** Why the forecasts are not compared. */
  readonly not?: string;
}

const labelWidth = 30;
const figureWidth = 14;
const shownMax = 10;

/** A backtest for people: the sum, who pays more and less, the worst month, cliffs, and the forecast by year. */
export function backtestText(
  answer: Backtest,
  { until, all, not }: Shown,
  terminal: Terminal,
): readonly string[] {
  const { bills, cliffs, forecast } = answer;
  const bold = (text: string): string => styled("bold", text, terminal, "out");
  const head = (label: string): readonly string[] =>
    row(label, ["Old", "New", "Change", ""]).map(bold);
  return [
    harmless(`${answer.old} and ${answer.new} over the same facts, until ${until}`),
    "",
    ...head("Billed, without tax"),
    ...bills.totals.flatMap(({ currency, ...amounts }) => row(currency, cells(amounts))),
    "",
    whoPays(bills),
    ...bills.worst.map(
      ({ name, customer, currency, ...month }) =>
        `Worst bill: ${harmless(name)} (${harmless(customer)}) in ${month.month}, ${shock(month, ` ${currency}`)}`,
    ),
    ...customersText(bills, all === true, head),
    ...cliffsText(cliffs, bold),
    ...forecastText(forecast, not, head),
  ];
}

/** `Of 4 customers 1 pays more, 1 pays less and 2 pay the same.` */
function whoPays({ customers, losers, winners, unchanged }: ComparedBills): string {
  const pay = (count: number): string =>
    count === 0 ? "none pays" : `${count.toLocaleString("en")} ${count === 1 ? "pays" : "pay"}`;
  if (customers.length === 0) return "Nobody is billed anything.";
  if (unchanged === customers.length)
    return unchanged === 1
      ? "The one customer pays the same."
      : `All ${counted(unchanged, "customer")} pay the same.`;
  return `Of ${counted(customers.length, "customer")} ${pay(losers)} more, ${pay(winners)} less and ${pay(unchanged)} the same.`;
}

function customersText(
  bills: ComparedBills,
  all: boolean,
  head: (label: string) => readonly string[],
): readonly string[] {
  const changed = bills.customers.filter(({ change }) => Number(change) !== 0);
  const shown = all ? bills.customers : mostChanged(changed);
  if (shown.length === 0) return [];
  const hidden = all ? 0 : changed.length - shown.length;
  const several = bills.totals.length > 1;
  return [
    "",
    ...head("Customer"),
    ...shown.flatMap((one) => customerRows(one, several)),
    ...(hidden > 0 ? [`and ${counted(hidden, "more customer")}: --all prints them`] : []),
  ];
}

const cliffWords: Readonly<Record<ComparedCliff["status"], string>> = {
  new: "new",
  gone: "gone",
  changed: "changed",
  "as-before": "as before",
};

function cliffsText(
  cliffs: readonly ComparedCliff[],
  bold: (text: string) => string,
): readonly string[] {
  if (cliffs.length === 0) return [];
  return [
    "",
    bold("Where more costs less"),
    ...cliffs.flatMap(({ status, paths, explanation, before }) => [
      `${left(cliffWords[status], 9)}  ${harmless(paths[0] ?? "")}`,
      `${" ".repeat(11)}${harmless(explanation)}`,
      ...(before === undefined ? [] : [`${" ".repeat(11)}Before: ${harmless(before)}`]),
    ]),
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

function customerRows(customer: ComparedCustomer, several: boolean): readonly string[] {
  const { name, customer: id, currency, worst } = customer;
  const label = harmless(`${name} (${id})${several ? `, ${currency}` : ""}`);
  return [
    ...row(label, cells(customer)),
    ...(worst === null ? [] : [`  worst month ${worst.month}: ${shock(worst, "")}`]),
  ];
}

const shock = ({ old, new: after, share }: ComparedAmounts, currency: string): string =>
  `${groupThousands(old)}${currency} becomes ${groupThousands(after)}${currency}${share === null ? "" : `, ${percent(share)}`}`;

function forecastText(
  forecast: readonly ComparedForecast[],
  not: string | undefined,
  head: (label: string) => readonly string[],
): readonly string[] {
  if (not !== undefined) return ["", `The forecasts are not compared: ${not}.`];
  const [first, last] = [forecast[0], forecast.at(-1)];
  if (first === undefined || last === undefined) return [];
  const isChanged = ({ change }: ComparedForecast): boolean => Number(change) !== 0;
  const moved = new Set(forecast.filter(isChanged).map(({ figure }) => figure));
  const years = first.year === last.year ? first.year : `${first.year} to ${last.year}`;
  if (moved.size === 0) return ["", `The forecast is as before, ${years}.`];
  const still = new Set(
    forecast.filter(({ figure }) => !moved.has(figure)).map(({ label }) => label),
  );
  return [
    "",
    ...head("Forecast"),
    ...forecast
      .filter(({ figure }) => moved.has(figure))
      .flatMap(({ label, year, old, new: after, change }) =>
        row(`${label}, ${year}`, [groupThousands(old), groupThousands(after), signed(change), ""]),
      ),
    ...(still.size === 0 ? [] : [`As before: ${[...still].join(", ")}`]),
  ];
}

const cells = ({ old, new: after, change, share }: ComparedAmounts): readonly string[] => [
  groupThousands(old),
  groupThousands(after),
  signed(change),
  share === null || Number(share) === 0 ? "" : percent(share),
];

const signed = (amount: string): string =>
  `${amount.startsWith("-") || Number(amount) === 0 ? "" : "+"}${groupThousands(amount)}`;

const percent = (share: string): string => {
  const shown = Number(share) * 100;
  // A small change is not none.
  const value = shown.toFixed(Math.abs(shown) < 0.05 ? 2 : 1);
  return `${value.startsWith("-") ? "" : "+"}${value}%`;
};

function row(label: string, figures: readonly string[]): readonly string[] {
  const rows = labelRows(label, labelWidth);
  return rows.map((text, at) =>
    at < rows.length - 1
      ? text
      : [
          left(text, labelWidth),
          ...figures.map((cell, index) => right(cell, index === 3 ? 8 : figureWidth)),
        ]
          .join(" ")
          .trimEnd(),
  );
}
