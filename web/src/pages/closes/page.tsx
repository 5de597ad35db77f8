import { getRouteApi, Link } from "@tanstack/react-router";
import type { CloseList } from "../../api/closes.ts";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { CloseHistory } from "./close-history.tsx";
import { MonthPanel } from "./month-panel.tsx";
import { useCloses } from "./queries.ts";

const route = getRouteApi("/closes");

/** The month to close next with its checklist, and the months that are closed. */
export function ClosesPage() {
  const closes = useCloses();
  return (
    <>
      <PageHeader
        title="Close"
        intro="A closed month never changes. What becomes known later counts in the next open one."
      />
      <WithModel>
        <Answer query={closes} loading={<LoadingBlock height={480} />}>
          {(data) => <Months closes={data} />}
        </Answer>
      </WithModel>
    </>
  );
}

function Months({ closes }: { closes: CloseList }) {
  const { month: chosen } = route.useSearch();
  const shown = chosen ?? closes.openMonth;
  return (
    <PageStack>
      {shown === null ? (
        <Panel title="Nothing to close">
          <EmptyState next={<Link to="/customers">Choose a customer</Link>}>
            The books begin with the first posting, of an invoice, a payment or an entry by hand.
          </EmptyState>
        </Panel>
      ) : (
        <MonthPanel month={shown} isNext={shown === closes.openMonth} />
      )}
      <Panel title="Closed months" flush>
        <CloseHistory closes={closes} />
      </Panel>
    </PageStack>
  );
}
