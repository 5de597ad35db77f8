import type { BundleSummary, Customer, LicenceSummary, SaleSummary } from "../../api/customers.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatQuantity, unitFor } from "../../format/format-quantity.ts";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";

const licenceColumns: readonly Column<LicenceSummary>[] = [
  {
    key: "licence",
    header: "Licence",
    narrow: "title",
    cell: (licence) => licence.name,
  },
  { key: "id", header: "Id", cell: (licence) => <code>{licence.id}</code> },
  { key: "start", header: "Bought", cell: (licence) => formatDay(licence.start) },
  {
    key: "quantity",
    header: "Quantity",
    figure: true,
    narrow: "figure",
    cell: (licence) => formatQuantity(licence.quantity),
  },
];

const saleColumns: readonly Column<SaleSummary>[] = [
  {
    key: "offer",
    header: "Offer",
    narrow: "title",
    cell: ({ name, delivery }) => (delivery === null ? name : `${name}, ${delivery}`),
  },
  { key: "id", header: "Id", cell: (sale) => <code>{sale.id}</code> },
  { key: "date", header: "Date", cell: (sale) => formatDay(sale.date) },
  {
    key: "quantity",
    header: "Quantity",
    figure: true,
    narrow: "figure",
    cell: ({ quantity, unit }) =>
      `${formatQuantity(quantity)}${unit === null ? "" : ` ${unitFor(quantity, unit)}`}`,
  },
];

const bundleColumns: readonly Column<BundleSummary>[] = [
  { key: "bundle", header: "Bundle", narrow: "title", cell: ({ name }) => name },
  { key: "id", header: "Id", cell: ({ id }) => <code>{id}</code> },
  { key: "start", header: "Bought", cell: ({ start }) => formatDay(start) },
  {
    key: "quantity",
    header: "Quantity",
    figure: true,
    narrow: "figure",
    cell: ({ quantity }) => formatQuantity(quantity),
  },
];

/** Bundles, licences and one-off sales, where the customer bought any. */
export function Holdings({ customer: { bundles, licences, sales } }: { customer: Customer }) {
  return (
    <>
      {bundles.length > 0 && (
        <Panel title="Bundles" flush>
          <RecordTable
            caption="Bundles"
            columns={bundleColumns}
            rows={bundles}
            rowKey={({ id }) => id}
          />
        </Panel>
      )}
      {licences.length > 0 && (
        <Panel title="Licences" flush>
          <RecordTable
            caption="Licences"
            columns={licenceColumns}
            rows={licences}
            rowKey={({ id }) => id}
          />
        </Panel>
      )}
      {sales.length > 0 && (
        <Panel title="One-off sales" flush>
          <RecordTable
            caption="One-off sales"
            columns={saleColumns}
            rows={sales}
            rowKey={({ id }) => id}
          />
        </Panel>
      )}
    </>
  );
}
