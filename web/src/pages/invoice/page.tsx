import { getRouteApi, Link } from "@tanstack/react-router";
import { documentAddress, invoiceAddress } from "../../api/invoices.ts";
import { Answer, isMissing } from "../../parts/answer.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Missing } from "../../parts/missing.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import styles from "./invoice.module.css";
import { InvoiceView } from "./invoice-view.tsx";
import { useInvoice } from "./queries.ts";

const route = getRouteApi("/invoices/$invoiceId");
const back = { label: "Invoices", link: { to: "/invoices" } } as const;

/** One final invoice as a document. */
export function InvoicePage() {
  const { invoiceId } = route.useParams();
  const { line } = route.useSearch();
  const invoice = useInvoice(invoiceId);
  return (
    <div className={styles.page}>
      {invoice.data === undefined && (
        <PageHeader title={isMissing(invoice) ? "No such invoice" : "Invoice"} back={back} />
      )}
      <Answer
        query={invoice}
        loading={<LoadingBlock height={640} />}
        missing={
          <Missing action={<Link to="/invoices">All invoices</Link>}>
            No invoice has the id <code>{invoiceId}</code>.
          </Missing>
        }
      >
        {(data) => (
          <InvoiceView
            key={data.id}
            invoice={data}
            title={`${data.kind === "credit-note" ? "Credit note" : "Invoice"} ${data.number ?? data.id}`}
            back={back}
            address={invoiceAddress(data.id)}
            documents={(format) => documentAddress(data.id, format)}
            line={line}
          />
        )}
      </Answer>
    </div>
  );
}
