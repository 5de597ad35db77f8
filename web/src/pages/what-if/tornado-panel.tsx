import { Button } from "@mantine/core";
import { useState } from "react";
import type { PlanDriver } from "../../api/plan.ts";
import type { GrowingTornado, TornadoBar } from "../../api/plan-levers.ts";
import { Swatch } from "../../charts/legend.tsx";
import type { CsvRow } from "../../format/csv-text.ts";
import { formatMonth } from "../../format/format-date.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { toGeometry } from "../../format/geometry.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Panel } from "../../parts/panel.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { ProgressLine } from "../../parts/progress-line.tsx";
import { saveCsv } from "../../parts/save-csv.ts";
import { TableCsv } from "../../parts/table-csv.tsx";
import type { LeverPlace } from "./lever-place.ts";
import styles from "./levers.module.css";
import { driverName, lookedName, lookedText, soughtPosition } from "./looked-figure.ts";
import { FigureField, MonthField } from "./place-fields.tsx";
import { useTornado } from "./queries.ts";
import { positionText, positionWords, sliderScale } from "./slider-scale.ts";

/** So many drivers are shown; the others hardly matter. */
const shownMost = 12;

const firstChoices = ["forecast.cash", "forecast.ebitda", "forecast.mrr"];

/** What matters most: every driver moved alone to either side, and what a figure comes to then. */
export function TornadoPanel({ drivers, figures, months, scenario, currency }: LeverPlace) {
  const [formula, choose] = useState(
    () => firstChoices.find((one) => figures.some((own) => own.formula === one)) ?? null,
  );
  const [month, chooseMonth] = useState(months.at(-1) ?? "");
  const [asked, ask] = useState<string>();
  const question = {
    figure: formula ?? "",
    month,
    ...(scenario === undefined ? {} : { scenario }),
  };
  const isAsked = formula !== null && asked === JSON.stringify(question);
  const tornado = useTornado(question, drivers, isAsked);
  const figure = figures.find((one) => one.formula === formula);
  if (drivers.length === 0 || figures.length === 0) return null;
  return (
    <Panel
      title="What matters most"
      intro="Each figure of the plan alone, at its lower and its upper bound; one without bounds 10% to either side"
    >
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          ask(JSON.stringify(question));
        }}
      >
        <FigureField figures={figures} value={formula} onChange={choose} />
        <MonthField months={months} value={month} onChange={chooseMonth} />
        <Button type="submit" variant="filled" disabled={formula === null}>
          Work it out
        </Button>
      </form>
      {isAsked && tornado.isFetching && (
        <ProgressLine
          label="Figures that were moved"
          done={tornado.data?.moved ?? 0}
          of={drivers.length}
        />
      )}
      {isAsked && tornado.isError && (
        <ProblemNotice error={tornado.error} retry={() => void tornado.refetch()} />
      )}
      {isAsked && tornado.data !== undefined && figure !== undefined && (
        <Bars
          tornado={tornado.data}
          drivers={drivers}
          text={(value) => lookedText(figure, value, currency)}
          unit={figure.kind === "money" ? currency : ""}
          name={lookedName(figure)}
        />
      )}
    </Panel>
  );
}

interface BarsProperties {
  readonly tornado: GrowingTornado;
  readonly drivers: readonly PlanDriver[];
  readonly text: (value: string) => string;
  /** What every figure is in, where the heads of the columns say it; empty where each says it. */
  readonly unit: string;
  readonly name: string;
}

function Bars({ tornado, drivers, text, unit, name }: BarsProperties) {
  const { items, base, month, moved } = tornado;
  const ends = ["lower", "upper"].map((end) => `With the ${end}${unit && `, ${unit}`}`);
  const own = toGeometry(base ?? "0");
  const offset = (figure: string | null): number =>
    figure === null ? 0 : toGeometry(figure) - own;
  const swing = ({ low, high }: TornadoBar): number =>
    Math.abs(offset(high.figure) - offset(low.figure));
  const shown = items.toSorted((one, other) => swing(other) - swing(one)).slice(0, shownMost);
  const reach = Math.max(
    ...shown.flatMap(({ low, high }) => [low, high].map((end) => Math.abs(offset(end.figure)))),
    Number.MIN_VALUE,
  );
  if (shown.length === 0)
    return moved === drivers.length ? (
      <EmptyState next={null}>No figure of the plan moves this one.</EmptyState>
    ) : null;
  return (
    <div className={styles.scroll}>
      <table className={styles.bars}>
        <caption>
          {name} in {formatMonth(month)}: {base === null ? "no value" : text(base)} as planned
        </caption>
        <thead>
          <tr>
            <th scope="col">Figure of the plan</th>
            <th scope="col">
              <span className="visually-hidden">How far it moves {name}</span>
            </th>
            {ends.map((end, at) => (
              <th key={end} scope="col">
                <Swatch index={seriesOf[at === 0 ? "low" : "high"]} /> {end}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((bar) => (
            <tr key={bar.driver}>
              <DriverCell bar={bar} driver={drivers.find((one) => one.name === bar.driver)} />
              <td>
                <span className={styles.track}>
                  {[bar.low, bar.high].map((end, at) => (
                    <span
                      key={at === 0 ? "low" : "high"}
                      data-end={at === 0 ? "low" : "high"}
                      style={barStyle(offset(end.figure) / reach)}
                    />
                  ))}
                </span>
              </td>
              {[bar.low, bar.high].map((end, at) => (
                <td key={at === 0 ? "low" : "high"} data-label={ends[at]}>
                  {end.figure === null
                    ? "no such plan"
                    : text(end.figure).replace(`\u00a0${unit}`, "")}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <TableCsv
        caption={`what moves ${name}`}
        save={() =>
          saveCsv(
            "tornado",
            header,
            items.map((bar) => csvRow(bar, tornado)),
          )
        }
      />
    </div>
  );
}

const header: CsvRow = [
  "driver",
  "month",
  "figure",
  "planned",
  "low",
  "withLow",
  "high",
  "withHigh",
];

/** Every driver that was moved, those that are not drawn as well. */
const csvRow = (
  { driver, low, high }: TornadoBar,
  { month, figure, base }: GrowingTornado,
): CsvRow => [driver, month, figure, base, low.value, low.figure, high.value, high.figure];

/** The numbers of the colours of both ends. */
const seriesOf = { low: 1, high: 0 } as const;

/** A bar from the middle of its track, to the left where the figure falls. */
const barStyle = (part: number) => ({
  left: `${50 + Math.min(0, part) * 50}%`,
  width: `${Math.abs(part) * 50}%`,
});

function DriverCell({ bar, driver }: { bar: TornadoBar; driver: PlanDriver | undefined }) {
  if (driver === undefined) return <th scope="row">{bar.driver}</th>;
  const { unit } = sliderScale(driver);
  const low = formatQuantity(positionText(soughtPosition(driver, bar.low)));
  const high = positionWords(soughtPosition(driver, bar.high), unit);
  return (
    <th scope="row">
      {driverName(driver)}
      <span className={styles.span}>
        {low} to {high}
      </span>
    </th>
  );
}
