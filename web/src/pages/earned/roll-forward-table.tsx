import type { Balance, RollForward } from "../../api/earned.ts";
import type { CsvRow } from "../../format/csv-text.ts";
import { isZero, sumDecimals } from "../../format/decimal-text.ts";
import { formatMonth } from "../../format/format-date.ts";
import { formatAmount } from "../../format/format-money.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { useStreamNames } from "./queries.ts";

interface Row {
  readonly key: string;
  readonly month: string;
  readonly stream: string;
  readonly currency: string;
  readonly kind: string;
  readonly balance: Balance;
  readonly closed: boolean;
}

/** A row for each month, stream and side that has a balance or a movement, the latest month first. */
export function RollForwardTable({ rollForward }: { rollForward: RollForward }) {
  const names = useStreamNames();
  const { items, closedThrough } = rollForward;
  const rows = items
    .flatMap(({ month, stream, currency, deferred, contractAsset }): readonly Row[] =>
      [
        { kind: "Deferred", balance: deferred },
        { kind: "Contract asset", balance: contractAsset },
      ].map((side) => ({
        ...side,
        key: `${month} ${stream} ${currency} ${side.kind}`,
        month,
        stream: names.get(stream) ?? stream,
        currency,
        closed: closedThrough !== null && month <= closedThrough,
      })),
    )
    .filter(({ balance }) => Object.values(balance).some((amount) => !isZero(amount)))
    .toSorted((left, right) => (left.month < right.month ? 1 : left.month > right.month ? -1 : 0));
  if (rows.length === 0)
    return (
      <EmptyState next={null}>
        Nothing was deferred. A fee that is billed in advance waits here until its months have
        passed.
      </EmptyState>
    );
  return (
    <RecordTable
      csv={false}
      caption="Roll-forward of deferred revenue and contract assets"
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key}
      dense
    />
  );
}

const amount = (text: string, currency: string) =>
  isZero(text) ? null : formatAmount(text, currency);

const columns: readonly Column<Row>[] = [
  {
    key: "month",
    header: "Month",
    narrow: "title",
    cell: ({ month, closed }) => (
      <>
        {formatMonth(month, "short")}
        {!closed && ", open"}
      </>
    ),
  },
  { key: "stream", header: "Stream", narrow: "wide", cell: ({ stream }) => stream },
  { key: "kind", header: "Balance", narrow: "wide", cell: ({ kind }) => kind },
  ...(
    [
      ["opening", "Opening", ({ opening }: Balance) => opening],
      ["billed", "Billed", ({ billed }: Balance) => billed],
      ["recognised", "Recognised", ({ recognised }: Balance) => recognised],
      [
        "other",
        "Corrected",
        ({ catchUp, terminated, moved }: Balance) => sumDecimals([catchUp, terminated, moved]),
      ],
    ] as const
  ).map(([key, header, of]) => ({
    key,
    header,
    figure: true,
    narrow: "named" as const,
    cell: ({ balance, currency }: Row) => amount(of(balance), currency),
  })),
  {
    key: "closing",
    header: "Closing",
    figure: true,
    narrow: "figure",
    cell: ({ balance, currency }) => `${formatAmount(balance.closing, currency)}\u00a0${currency}`,
  },
];

/** The head of the file that {@link rollForwardRows} makes. */
export const rollForwardHeader: CsvRow = [
  "month",
  "stream",
  "currency",
  "balance",
  "opening",
  "billed",
  "recognised",
  "catchUp",
  "terminated",
  "moved",
  "closing",
];

/** The roll-forward as rows of a file, both sides of each month and stream. */
export const rollForwardRows = ({ items }: RollForward): readonly CsvRow[] =>
  items.flatMap(({ month, stream, currency, deferred, contractAsset }) =>
    [
      { name: "deferred", side: deferred },
      { name: "contractAsset", side: contractAsset },
    ].map(({ name, side }) => [
      month,
      stream,
      currency,
      name,
      side.opening,
      side.billed,
      side.recognised,
      side.catchUp,
      side.terminated,
      side.moved,
      side.closing,
    ]),
  );
