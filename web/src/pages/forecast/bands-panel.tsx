import { Select } from "@mantine/core";
import { useCallback, useState } from "react";
import type { PlanBand, PlanBands } from "../../api/plan.ts";
import { problemOf } from "../../api/problem.ts";
import { Chart } from "../../charts/chart.tsx";
import legend from "../../charts/legend.module.css";
import { BandSwatch, Swatch } from "../../charts/legend.tsx";
import type { Palette } from "../../charts/palette.ts";
import { type DrawnRow, linedPlan } from "../../charts/plan-charts.ts";
import { formatMoney } from "../../format/format-money.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { toGeometry } from "../../format/geometry.ts";
import { formatPlanPeriod } from "../../format/plan-period.ts";
import { Answer, type QueryAnswer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { InModel } from "../../parts/next-act.tsx";
import { Panel } from "../../parts/panel.tsx";
import { driverName } from "../what-if/looked-figure.ts";
import styles from "./forecast.module.css";
import { bandRows } from "./forecast-charts.tsx";
import { PeriodTable } from "./period-table.tsx";

interface Properties {
  readonly bands: QueryAnswer<PlanBands>;
  /** Whether chance decides some figure of the plan. */
  readonly drawn: boolean;
  /** Whose trials they are, where another scenario stands beside it. */
  readonly of: string | undefined;
}

/** The number of the colour of the band. */
const bandSeries = 0;

/** Where a figure lies when what is told with bounds is drawn many times, and which of those figures decide it. */
export function BandsPanel({ bands, drawn, of }: Properties) {
  if (!drawn || (bands.isError && isExact(bands.error))) {
    return (
      <Panel title="By chance" intro="Where figures lie when those told with bounds are drawn">
        <EmptyState next={<InModel>Write bounds in the model</InModel>}>
          {of ?? "The plan"} tells every figure exactly. Write one with bounds to see where the
          others may lie:{" "}
          <code>{'churn: { is: { low: "1% per month", high: "3% per month" } }'}</code>
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Answer query={bands} loading={<LoadingBlock height={360} />}>
      {(data) => <Bands bands={data} of={of} />}
    </Answer>
  );
}

const isExact = (error: unknown): boolean =>
  problemOf(error).errors?.some(({ code }) => code === "nothing-drawn") === true;

function Bands({ bands, of }: { bands: PlanBands; of: string | undefined }) {
  const [chosen, choose] = useState<string>();
  const band = bands.bands.find(({ id }) => id === chosen) ?? widest(bands.bands);
  if (band === undefined) return null;
  const { outOfCash, trials } = bands;
  return (
    <Panel
      title="By chance"
      intro={`${of === undefined ? "" : `${of}: `}${formatQuantity(trials)} trials, in which figures that are told with bounds are drawn.${
        outOfCash === null ? "" : ` In ${percent(outOfCash)} of them cash runs out.`
      }`}
      aside={
        <Select
          aria-label="Figure"
          size="xs"
          data={bands.bands.map(({ id, label }) => ({ value: id, label }))}
          value={band.id}
          allowDeselect={false}
          onChange={(next) => choose(next ?? undefined)}
        />
      }
    >
      <BandLines bands={bands} band={band} />
      <Deciding bands={bands} band={band} />
    </Panel>
  );
}

/** What chance moves most, for its size, at the end of the plan. */
const widest = (bands: readonly PlanBand[]): PlanBand | undefined =>
  bands.toSorted((one, other) => spread(other) - spread(one))[0];

function spread({ p10, p50, p90 }: PlanBand): number {
  const [low, middle, high] = [p10, p50, p90].map((values) => toGeometry(values.at(-1) ?? "0"));
  return ((high ?? 0) - (low ?? 0)) / Math.max(1, Math.abs(middle ?? 0));
}

const percent = (part: number): string =>
  `${(part * 100).toFixed(part > 0 && part < 0.1 ? 1 : 0)}%`;

function BandLines({ bands: { periods, currency }, band }: { bands: PlanBands; band: PlanBand }) {
  const isMoney = band.unit === "money";
  const option = useCallback(
    (palette: Palette) => {
      const figure = (value: string) =>
        isMoney ? formatMoney(value, currency) : formatQuantity(value);
      const bands = [{ ...band, series: bandSeries }];
      return linedPlan({ periods, currency, rows: [planned(band)], bands, figure }, palette);
    },
    [periods, currency, band, isMoney],
  );
  const last = periods.length - 1;
  const end = formatPlanPeriod(periods[last]?.label ?? "");
  return (
    <Chart
      summary={`Where ${band.label} lies in trials. ${end}: one of ten below ${band.p10[last]}, half below ${band.p50[last]}, nine of ten below ${band.p90[last]}.`}
      option={option}
      height={280}
      legend={
        <ul className={legend.legend} aria-label="Legend">
          <li>
            <BandSwatch index={bandSeries} />
            Eight of ten trials; half lie below the dots
          </li>
          <li>
            <Swatch index={1} />
            As planned
          </li>
        </ul>
      }
      table={
        <PeriodTable
          caption={`${band.label} in trials`}
          forecast={{ periods, currency }}
          unit={band.unit}
          rows={[...bandRows({ ...band, series: bandSeries }), planned(band)]}
        />
      }
    />
  );
}

const planned = ({ plan }: PlanBand): DrawnRow => ({
  name: "As planned",
  values: plan,
  series: 1,
  dashed: true,
});

/** So many figures are named that decide most. */
const decidingMost = 6;

function Deciding({ bands: { drivers, trials }, band }: { bands: PlanBands; band: PlanBand }) {
  // What so many trials cannot tell from nothing is noise.
  const noise = Math.max(0.05, 2 / Math.sqrt(trials));
  const strongest = drivers
    .map(({ figure, label, correlation }) => ({
      figure,
      name: driverName({ label, name: figure }),
      goes: correlation[band.id] ?? 0,
    }))
    .filter(({ goes }) => Math.abs(goes) >= noise)
    .toSorted((one, other) => Math.abs(other.goes) - Math.abs(one.goes))
    .slice(0, decidingMost);
  if (strongest.length === 0) return null;
  return (
    <section aria-label="What decides it" className={styles.deciding}>
      <h3>What decides it</h3>
      <ul>
        {strongest.map(({ figure, name, goes }) => (
          <li key={figure}>
            <span>{name}</span>
            <span className={styles.goes} data-against={goes < 0}>
              <span style={{ width: `${Math.abs(goes) * 100}%` }} />
            </span>
            <span className={styles.figure}>{goes.toFixed(2).replace("-", "\u2212")}</span>
          </li>
        ))}
      </ul>
      <p>
        How it goes with each, by rank over all trials: 1 is always with it, −1 always against it.
      </p>
    </section>
  );
}
