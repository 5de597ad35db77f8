import { useInfiniteQuery } from "@tanstack/react-query";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { Panel } from "../../../parts/panel.tsx";
import { saveCsv } from "../../../parts/save-csv.ts";
import { invoicesQuery, type PortalInvoice } from "../../api/invoices.ts";
import { useLanguage } from "../../language/language.tsx";
import { Answer } from "../../parts/answer.tsx";
import { Badge } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { More } from "../../parts/more.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { invoiceTone } from "../../parts/tones.ts";
import { addressOf, placeOf, useAddress } from "../../shell/place.ts";
import { PlaceLink } from "../../shell/place-link.tsx";
import { InvoicePage } from "./invoice-page.tsx";

/** Every invoice and credit note, or one of them. */
export function InvoicesPage() {
  const { id } = placeOf(useAddress());
  return id === undefined ? <InvoiceList /> : <InvoicePage id={id} />;
}

function InvoiceList() {
  const { say } = useLanguage();
  const invoices = useInfiniteQuery(invoicesQuery);
  /** The file has every invoice, however many of them the page shows. */
  const saveAll = async () => {
    let list: typeof invoices = invoices;
    while (list.hasNextPage && !list.isFetchNextPageError) list = await list.fetchNextPage();
    saveInvoices((list.data?.pages ?? []).flatMap((page) => page.items));
  };
  return (
    <>
      <PageHead title={say("invoices.title")} intro={say("invoices.intro")} />
      <Answer query={invoices}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return (
            <Panel
              title={say("invoices.list")}
              flush
              aside={
                items.length > 0 && (
                  <Button onClick={() => void saveAll()}>{say("invoices.csv")}</Button>
                )
              }
            >
              {items.length === 0 ? (
                <EmptyState next={null}>{say("invoices.none")}</EmptyState>
              ) : (
                <InvoiceTable invoices={items} />
              )}
              <More query={invoices} />
            </Panel>
          );
        }}
      </Answer>
    </>
  );
}

function InvoiceTable({ invoices }: { invoices: readonly PortalInvoice[] }) {
  const { say, day, money } = useLanguage();
  const columns: readonly Column<PortalInvoice>[] = [
    {
      key: "number",
      header: say("invoices.number"),
      narrow: "title",
      cell: ({ id, number }) => <PlaceLink to={addressOf("invoices", id)}>{number}</PlaceLink>,
    },
    { key: "kind", header: say("invoices.kind"), cell: ({ kind }) => say(`invoices.kind.${kind}`) },
    { key: "issued", header: say("invoices.issued"), cell: ({ issuedAt }) => day(issuedAt) },
    {
      key: "due",
      header: say("invoices.due"),
      narrow: "none",
      cell: ({ kind, dueAt }) => (kind === "credit-note" ? null : day(dueAt)),
    },
    {
      key: "status",
      header: say("invoices.status"),
      cell: ({ status }) =>
        status === null ? null : (
          <Badge tone={invoiceTone[status]}>{say(`invoices.status.${status}`)}</Badge>
        ),
    },
    {
      key: "total",
      header: say("invoices.total"),
      figure: true,
      narrow: "figure",
      cell: ({ total, currency }) => money(total, currency),
    },
  ];
  return (
    <DataTable
      caption={say("invoices.title")}
      columns={columns}
      rows={invoices}
      rowKey={({ id }) => id}
    />
  );
}

/** A file for a spreadsheet: amounts and instants as they are, in no language. */
const saveInvoices = (invoices: readonly PortalInvoice[]): void =>
  saveCsv(
    "invoices",
    ["number", "kind", "issued", "due", "total", "currency", "open", "status"],
    invoices.map(({ number, kind, issuedAt, dueAt, total, currency, open, status }) => [
      ...[number, kind, issuedAt, dueAt, total, currency, open, status],
    ]),
  );
