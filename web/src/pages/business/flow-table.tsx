import { Link } from "@tanstack/react-router";
import type { FlowPlace, PlanFlows } from "../../api/plan.ts";
import { Money } from "../../parts/money.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { forecastRow } from "./forecast-row.ts";

type Flow = PlanFlows["links"][number];

/** Every flow of the picture with its amount, from place to place. */
export function FlowTable({ flows }: { flows: PlanFlows }) {
  const places = new Map(flows.nodes.map((node) => [node.id, node]));
  const columns: readonly Column<Flow>[] = [
    {
      key: "from",
      header: "From",
      narrow: "title",
      cell: ({ from }) => <Place place={places.get(from)} scenario={flows.scenario} />,
    },
    {
      key: "to",
      header: "To",
      cell: ({ to }) => <>{places.get(to)?.label ?? to}</>,
    },
    {
      key: "amount",
      header: "Amount",
      figure: true,
      narrow: "figure",
      cell: ({ amount }) => <Money amount={amount} currency={flows.currency} />,
    },
  ];
  return (
    <RecordTable
      csv={false}
      caption={`Flows of money in ${flows.year}`}
      columns={columns}
      rows={inOrder(flows)}
      rowKey={({ from, to }) => `${from} ${to}`}
      dense
    />
  );
}

/** Flows by the column that they come from, as the picture reads. */
export function inOrder({ nodes, links }: PlanFlows): readonly Flow[] {
  const columns = new Map(nodes.map(({ id, column }) => [id, column]));
  return links.toSorted(
    (one, other) => (columns.get(one.from) ?? 0) - (columns.get(other.from) ?? 0),
  );
}

function Place({ place, scenario }: { place: FlowPlace | undefined; scenario: string | null }) {
  if (place === undefined) return null;
  const search = { row: forecastRow(place), ...(scenario === null ? {} : { scenario }) };
  return (
    <Link to="/plan/forecast" search={search}>
      {place.label}
    </Link>
  );
}
