import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { draftDocumentAddress, draftsAddress, draftsQuery } from "../../api/customers.ts";
import { formatMinute } from "../../format/format-date.ts";
import { Answer, isMissing } from "../../parts/answer.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Missing } from "../../parts/missing.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import styles from "../invoice/invoice.module.css";
import { InvoiceView } from "../invoice/invoice-view.tsx";

const route = getRouteApi("/customers/$customerId/drafts/$draftId");

/** A document that a customer would get now: worked out when it is asked for, and different after the next event. */
export function DraftPage() {
  const { customerId, draftId } = route.useParams();
  const drafts = useQuery(draftsQuery(customerId));
  const items = drafts.data?.items;
  const draft = items?.find(({ id }) => id === draftId);
  const customer = { to: "/customers/$customerId", params: { customerId } } as const;
  const back = { label: draft?.customerName ?? "Customer", link: customer };
  const gone = (
    <Missing action={<Link {...customer}>Back to the customer</Link>}>
      No invoice of this name waits for late events: what was due is final, and the next period has
      not ended.
    </Missing>
  );
  return (
    <div className={styles.page}>
      {draft === undefined && (
        <PageHeader
          title={items !== undefined || isMissing(drafts) ? "No open draft" : "Open draft"}
          back={back}
        />
      )}
      <Answer query={drafts} loading={<LoadingBlock height={640} />} missing={gone}>
        {() =>
          draft === undefined ? (
            gone
          ) : (
            <InvoiceView
              invoice={draft}
              title="Open draft"
              intro={`Late events may join it until it is final on ${formatMinute(draft.issuedAt)}.`}
              back={back}
              address={draftsAddress(customerId)}
              documents={(format) => draftDocumentAddress(customerId, draftId, format)}
              line={undefined}
            />
          )
        }
      </Answer>
    </div>
  );
}
