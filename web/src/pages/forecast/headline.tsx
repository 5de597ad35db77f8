import type { HeadlineFigure, PlanForecast } from "../../api/plan.ts";
import { formatMonth } from "../../format/format-date.ts";
import { headlineText } from "../../format/plan-figure.ts";
import { Figure, FigureStrip } from "../../parts/figure-strip.tsx";

/** The figures that say most come first. */
const order = [
  "mrr.closing",
  "revenue",
  "ebitda",
  "customers.closing",
  "gross-margin",
  "break-even",
  "least-cash",
  "cash-out",
];

const names: Readonly<Record<string, string>> = {
  "break-even": "Breaks even",
  "cash-out": "Cash runs out",
};

const notes: Readonly<Record<string, (figure: HeadlineFigure) => string>> = {
  "break-even": ({ value }) =>
    value === null ? "EBITDA does not stay above zero" : "EBITDA stays above zero",
  "cash-out": ({ value }) =>
    value === null ? "It lasts to the end of the plan" : "It is below zero",
};

/** The figures by which a forecast is known, with those of another one as notes. */
export function Headline({
  forecast,
  beside,
}: {
  forecast: PlanForecast;
  beside: { readonly name: string; readonly forecast: PlanForecast } | undefined;
}) {
  const { headline, currency } = forecast;
  const figures = order.flatMap((id) => headline.find((one) => one.id === id) ?? []);
  return (
    <FigureStrip>
      {figures.map((figure) => {
        const other = beside?.forecast.headline.find(({ id }) => id === figure.id);
        const note =
          beside !== undefined && other !== undefined
            ? `${beside.name}: ${headlineText(other, other.value, currency)}`
            : (notes[figure.id]?.(figure) ??
              (figure.month === null ? undefined : monthNote(figure)));
        return (
          <Figure
            key={figure.id}
            name={names[figure.id] ?? figure.label}
            value={headlineText(figure, figure.value, currency)}
            note={note}
            tone={isBad(figure) ? "attention" : "plain"}
          />
        );
      })}
    </FigureStrip>
  );
}

const monthNote = ({ id, month }: HeadlineFigure): string => {
  const shown = formatMonth(month ?? "", "short");
  return id.includes("closing") || id === "least-cash" ? `In ${shown}` : `To ${shown}`;
};

const isBad = ({ id, value }: HeadlineFigure): boolean =>
  (id === "cash-out" && value !== null) ||
  (id === "least-cash" && value?.startsWith("-") === true) ||
  (id === "break-even" && value === null);
