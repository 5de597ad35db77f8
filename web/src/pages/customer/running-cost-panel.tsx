import type { Customer } from "../../api/customers.ts";
import type { CostFigure, CostLine, RunningCost } from "../../api/usage.ts";
import { isZero } from "../../format/decimal-text.ts";
import { formatDay, formatPeriod } from "../../format/format-date.ts";
import { formatQuantity, unitFor } from "../../format/format-quantity.ts";
import { Money } from "../../parts/money.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { useRunningCost } from "./queries.ts";

/** What the open periods come to so far, and if they go on as they began; nothing where no usage is billed. */
export function RunningCostPanel({ customer }: { customer: Customer }) {
  const cost = useRunningCost(customer.id, customer.parked === null).data;
  if (cost === undefined || cost.issuedAt === null) return null;
  const zone = customer.timeZone ?? "UTC";
  return (
    <Panel
      title="Running cost"
      intro={`What is invoiced until ${formatDay(cost.issuedAt, zone)}: so far, and if use goes on as it has`}
      flush
    >
      <RecordTable
        caption="Lines of the running cost"
        columns={costColumns(cost, zone)}
        rows={cost.lines}
        rowKey={({ id }) => id}
      />
    </Panel>
  );
}

const costColumns = (cost: RunningCost, zone: string): readonly Column<CostLine>[] => [
  {
    key: "description",
    header: "Line",
    narrow: "title",
    cell: ({ description }) => description,
    foot: "Total with tax",
  },
  {
    key: "period",
    header: "Period",
    narrow: "wide",
    cell: ({ period }) => (period === null ? null : formatPeriod(period.from, period.to, zone)),
  },
  {
    key: "quantity",
    header: "Used so far",
    figure: true,
    cell: (line) => quantityOf(line.soFar, line),
  },
  ...(cost.lines.some(({ soFar }) => !isZero(soFar.discount))
    ? [
        {
          key: "discount",
          header: "Discounts and credits",
          figure: true,
          narrow: "named" as const,
          cell: ({ soFar }: CostLine) => <Money amount={soFar.discount} currency={cost.currency} />,
        },
      ]
    : []),
  {
    key: "amount",
    header: "So far",
    figure: true,
    narrow: "figure",
    cell: ({ soFar }) => <Money amount={soFar.amount} currency={cost.currency} />,
    foot: <Money amount={cost.soFar.total} currency={cost.currency} />,
  },
  {
    key: "projected",
    header: "Projected",
    figure: true,
    narrow: "named",
    cell: ({ projected }) => <Money amount={projected.amount} currency={cost.currency} />,
    foot: <Money amount={cost.projected.total} currency={cost.currency} />,
  },
];

const quantityOf = ({ quantity }: CostFigure, { unit }: CostLine): string =>
  `${formatQuantity(quantity)}${unit === null ? "" : ` ${unitFor(quantity, unit)}`}`;
