import { Button } from "@mantine/core";
import { IconBraces, IconPrinter } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { type Invoice, invoiceAddress } from "../../api/invoices.ts";
import { Answer } from "../../parts/answer.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import styles from "./invoice.module.css";
import { InvoiceDocument } from "./invoice-document.tsx";
import { useInvoice } from "./queries.ts";

const route = getRouteApi("/invoices/$invoiceId");
const back = { label: "Invoices", to: "/invoices" } as const;

/** One invoice as a document; each of its lines opens the explanation of its amount. */
export function InvoicePage() {
  const { invoiceId } = route.useParams();
  const invoice = useInvoice(invoiceId);
  return (
    <div className={styles.page}>
      {invoice.data === undefined && <PageHeader title="Invoice" back={back} />}
      <Answer query={invoice} loading={<LoadingBlock height={640} />}>
        {(data) => <InvoiceView key={data.id} invoice={data} />}
      </Answer>
    </div>
  );
}

function InvoiceView({ invoice }: { invoice: Invoice }) {
  const { line } = route.useSearch();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(line === undefined ? [] : [line]));
  const allOpen = open.size === invoice.lines.length;
  const toggle = (id: string) => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  const toggleAll = () => setOpen(new Set(allOpen ? [] : invoice.lines.map(({ id }) => id)));
  return (
    <>
      <div className={styles.header}>
        <PageHeader
          title={invoice.number === null ? "Draft invoice" : `Invoice ${invoice.number}`}
          back={back}
          actions={
            <>
              {invoice.lines.length > 0 && (
                <Button onClick={toggleAll}>
                  {allOpen ? "Close all explanations" : "Explain every line"}
                </Button>
              )}
              <Button
                component="a"
                href={invoiceAddress(invoice.id)}
                target="_blank"
                rel="noreferrer"
                leftSection={<IconBraces size={16} stroke={1.75} aria-hidden />}
              >
                JSON
              </Button>
              <Button
                onClick={() => window.print()}
                leftSection={<IconPrinter size={16} stroke={1.75} aria-hidden />}
              >
                Print
              </Button>
            </>
          }
        />
      </div>
      <InvoiceDocument invoice={invoice} open={open} onToggle={toggle} />
    </>
  );
}
