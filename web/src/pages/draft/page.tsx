import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { draftAddress, draftQuery } from "../../api/customers.ts";
import { formatMinute } from "../../format/format-date.ts";
import { Answer, isMissing } from "../../parts/answer.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Missing } from "../../parts/missing.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import styles from "../invoice/invoice.module.css";
import { InvoiceView } from "../invoice/invoice-view.tsx";

const route = getRouteApi("/customers/$customerId/draft");

/** The invoice that a customer would get now: worked out when it is asked for, and different after the next event. */
export function DraftPage() {
  const { customerId } = route.useParams();
  const draft = useQuery(draftQuery(customerId));
  const customer = { to: "/customers/$customerId", params: { customerId } } as const;
  const back = { label: draft.data?.customerName ?? "Customer", link: customer };
  return (
    <div className={styles.page}>
      {draft.data === undefined && (
        <PageHeader title={isMissing(draft) ? "No open draft" : "Open draft"} back={back} />
      )}
      <Answer
        query={draft}
        loading={<LoadingBlock height={640} />}
        missing={
          <Missing action={<Link {...customer}>Back to the customer</Link>}>
            No invoice of this customer waits for late events: the last one is final, and the next
            period has not ended.
          </Missing>
        }
      >
        {(data) => (
          <InvoiceView
            invoice={data}
            title="Open draft"
            intro={`Late events may join it until it is final on ${formatMinute(data.issuedAt)}.`}
            back={back}
            address={draftAddress(customerId)}
            line={undefined}
          />
        )}
      </Answer>
    </div>
  );
}
