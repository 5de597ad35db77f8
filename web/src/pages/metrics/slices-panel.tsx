import { Select } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type Metrics, type Movements, movementKinds } from "../../api/metrics.ts";
import { isZero } from "../../format/decimal-text.ts";
import { formatMonth } from "../../format/format-date.ts";
import { formatAmount } from "../../format/format-money.ts";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { usePlanNames } from "../../parts/use-plan-names.ts";
import { movementNames } from "./movement-names.ts";
import { useSlices } from "./queries.ts";
import { type Dimension, dimensions } from "./search.ts";

const route = getRouteApi("/business-metrics");

const names: Readonly<Record<Dimension, string>> = {
  plan: "Plan",
  stream: "Revenue stream",
  segment: "Segment",
  country: "Country",
  customer: "Customer",
};

/** A month's movements of each plan, stream, segment, country or customer; together they are the whole. */
export function SlicesPanel({ month }: { month: string }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const by = search.by ?? "plan";
  const settings = search.usage === undefined ? undefined : `usage:${search.usage}`;
  const slices = useSlices(by, { preset: search.preset, settings });
  const change = (next: string | null) =>
    void navigate({
      search: { ...search, by: dimensions.find((one) => one === next && one !== "plan") },
      replace: true,
      resetScroll: false,
    });
  return (
    <Panel
      title={`How ${formatMonth(month)} moved by ${names[by].toLowerCase()}`}
      intro="Each row adds up by itself, and all rows to the whole."
      aside={
        <Select
          aria-label="Divide by"
          data={dimensions.map((one) => ({ value: one, label: names[one] }))}
          value={by}
          allowDeselect={false}
          onChange={change}
        />
      }
      flush
    >
      <Answer query={slices} loading={<LoadingRows rows={5} />}>
        {(data) => <SliceTable report={data} month={month} by={by} />}
      </Answer>
    </Panel>
  );
}

interface Properties {
  readonly report: Metrics;
  readonly month: string;
  readonly by: Dimension;
}

function SliceTable({ report, month, by }: Properties) {
  const { currency, slices = [], movements } = report;
  const rows = slices.filter(
    (row) => row.month === month && (!isZero(row.opening) || !isZero(row.closing) || hasMoved(row)),
  );
  const whole = movements.find((row) => row.month === month);
  if (rows.length === 0 || whole === undefined)
    return (
      <EmptyState next={"Choose another month above."}>Nothing recurred in this month.</EmptyState>
    );
  const kinds = movementKinds.filter((kind) => rows.some((row) => !isZero(row[kind])));
  const amount = (text: string): string | null =>
    isZero(text) ? null : formatAmount(text, currency);
  const columns: readonly Column<Movements>[] = [
    {
      key: "slice",
      header: names[by],
      narrow: "title",
      cell: ({ slice = "" }) => <SliceName by={by} slice={slice} />,
      foot: "Total",
    },
    {
      key: "opening",
      header: "Start",
      figure: true,
      narrow: "named",
      cell: ({ opening }) => amount(opening),
      foot: formatAmount(whole.opening, currency),
    },
    ...kinds.map((kind) => ({
      key: kind,
      header: movementNames[kind],
      figure: true,
      narrow: "named" as const,
      cell: (row: Movements) => amount(row[kind]),
      foot: kind === "transfer" ? null : formatAmount(whole[kind], currency),
    })),
    {
      key: "closing",
      header: `End ${currency}`,
      figure: true,
      narrow: "figure",
      cell: ({ closing }) => formatAmount(closing, currency),
      foot: formatAmount(whole.closing, currency),
    },
  ];
  return (
    <RecordTable
      caption={`Movements by ${names[by].toLowerCase()}`}
      columns={columns}
      rows={rows}
      rowKey={({ slice = "" }) => slice}
      dense
    />
  );
}

const hasMoved = (row: Movements): boolean => movementKinds.some((kind) => !isZero(row[kind]));

function SliceName({ by, slice }: { by: Dimension; slice: string }): ReactNode {
  const plans = usePlanNames();
  if (slice === "") return "None stated";
  if (by === "plan") return plans.get(slice) ?? slice.replace(/^addons\//, "Add-on ");
  if (by !== "customer") return slice;
  return (
    <Link to="/customers/$customerId" params={{ customerId: slice }}>
      {slice}
    </Link>
  );
}
