import { Button } from "@mantine/core";
import { IconBraces, IconPrinter, IconReceiptRefund } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import type { Invoice } from "../../api/invoices.ts";
import { PageHeader } from "../../parts/page-header.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { CreditForm } from "./credit-form.tsx";
import { DocumentButtons, useElectronicInvoice } from "./document-buttons.tsx";
import styles from "./invoice.module.css";
import { InvoiceDocument } from "./invoice-document.tsx";

interface Properties {
  readonly invoice: Invoice;
  readonly title: string;
  readonly back: Parameters<typeof PageHeader>[0]["back"];
  readonly intro?: ReactNode;
  /** Where its canonical JSON is. */
  readonly address: string;
  /** Where it is as a file for people. */
  readonly documents: (format: "html" | "pdf") => string;
  /** A line whose explanation is open at first. */
  readonly line: string | undefined;
}

/** An invoice, final or a draft, with what can be done with it; each of its lines opens the explanation of its amount. */
export function InvoiceView(properties: Properties) {
  const { invoice, title, back, intro, address, documents, line } = properties;
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(line === undefined ? [] : [line]));
  const electronic = useElectronicInvoice(invoice);
  const [crediting, setCrediting] = useState(false);
  const mayCredit = invoice.kind === "invoice" && invoice.number !== null;
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
          title={title}
          {...(back === undefined ? {} : { back })}
          intro={intro}
          actions={
            <>
              {invoice.lines.length > 0 && (
                <Button onClick={toggleAll}>
                  {allOpen ? "Close all explanations" : "Explain every line"}
                </Button>
              )}
              <DocumentButtons
                documents={documents}
                {...(invoice.number === null ? {} : { electronic })}
              />
              {mayCredit && !crediting && (
                <Button
                  onClick={() => setCrediting(true)}
                  leftSection={<IconReceiptRefund size={16} stroke={1.75} aria-hidden />}
                >
                  Credit
                </Button>
              )}
              <Button
                component="a"
                href={address}
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
        {crediting && <CreditForm invoice={invoice} onDone={() => setCrediting(false)} />}
        {electronic.isError && <ProblemNotice error={electronic.error} />}
      </div>
      <InvoiceDocument invoice={invoice} open={open} onToggle={toggle} />
    </>
  );
}
