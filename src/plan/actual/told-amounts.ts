import type { Model } from "../../model/model.ts";
import { entriesOf } from "../../model/model-rule.ts";

/**
 * What is told of figures that a plan computes and billing does not know: costs, what customers paid, funding. By the plan's name of the figure, month by
 * month from the plan's first, in units of its currency.
 */
export interface ToldAmounts {
  /** `costs.hosting`, `forecast.acquisition-cost.teams`, `forecast.collections`, `forecast.funding`; not a number in months that nobody told. */
  readonly flows: ReadonlyMap<string, Float64Array>;
  /** Cash before the plan's first month. */
  readonly opening?: number;
}

/** Whether anything is told. */
export const isTold = ({ flows, opening }: ToldAmounts): boolean =>
  flows.size > 0 || opening !== undefined;

/** The figures that may be told, by the name that people tell them under: `hosting`, `acquisition`, `acquisition-teams`. */
export function tellableFigures(model: Model): ReadonlyMap<string, string> {
  const figures = new Map(entriesOf(model.costs).map(([id]) => [accountPart(id), `costs.${id}`]));
  const segments = Object.keys(model.segments ?? {});
  const [only] = segments;
  const put = (name: string, figure: string): void => {
    if (!figures.has(name)) figures.set(name, figure);
  };
  for (const segment of segments)
    put(`acquisition-${accountPart(segment)}`, `forecast.acquisition-cost.${segment}`);
  if (segments.length === 1) put("acquisition", `forecast.acquisition-cost.${only}`);
  return figures;
}

/** A name as accounts of the books have it. */
const accountPart = (id: string): string => id.toLowerCase().replaceAll(/[._]/g, "-");

/** Figures that grow month by month; what is told of one from any month on is told of all. */
export function growingAmounts(months: number) {
  const flows = new Map<string, Float64Array>();
  let since = months;
  return {
    /** Adds to a cost, whose month then is one of which costs are told. */
    addCost: (figure: string, month: number, amount: number): void => {
      if (month < 0 || month >= months) return;
      since = Math.min(since, month);
      addTo(flows, months, figure, month, amount);
    },
    add: (figure: string, month: number, amount: number): void => {
      if (month >= 0 && month < months) addTo(flows, months, figure, month, amount);
    },
    /** Costs that are told are nothing in later months in which they have no amount. */
    flows: (): ReadonlyMap<string, Float64Array> =>
      new Map(
        [...flows].map(([figure, series]) => [
          figure,
          isCost(figure)
            ? series.map((value, month) => (month < since ? Number.NaN : value))
            : series,
        ]),
      ),
  };
}

const isCost = (figure: string): boolean =>
  figure.startsWith("costs.") || figure.startsWith("forecast.acquisition-cost");

function addTo(
  flows: Map<string, Float64Array>,
  months: number,
  figure: string,
  month: number,
  amount: number,
): void {
  const own = flows.get(figure) ?? new Float64Array(months);
  flows.set(figure, own);
  own[month] = (own[month] ?? 0) + amount;
}
