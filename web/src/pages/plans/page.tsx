import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { InModel } from "../../parts/next-act.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { PlanTable } from "./plan-table.tsx";
import { usePlans } from "./queries.ts";

/** What the model sells: each plan, its price by cadence, and how many hold it. */
export function PlansPage() {
  const plans = usePlans();
  return (
    <>
      <PageHeader
        title="Plans"
        intro="As the running model states them. A customer keeps the version they bought."
      />
      <WithModel>
        <Sheet label="Plans">
          <Answer query={plans} loading={<LoadingRows />}>
            {({ items }) =>
              items.length === 0 ? (
                <EmptyState next={<InModel>Add a plan to the model</InModel>}>
                  The model has no plans.
                </EmptyState>
              ) : (
                <PlanTable plans={items} />
              )
            }
          </Answer>
        </Sheet>
      </WithModel>
    </>
  );
}
