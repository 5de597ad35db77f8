import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { InModel } from "../../parts/next-act.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { useApis } from "../../parts/use-apis.ts";
import { ApiPanel } from "./api-panel.tsx";

/** The catalogue of APIs: who may call, and what a call costs. */
export function ApisPage() {
  const apis = useApis();
  return (
    <>
      <PageHeader
        title="APIs"
        intro="What customers call through a gateway: who may, and what it costs under each plan."
      />
      <WithModel>
        <Answer query={apis} loading={<LoadingRows />}>
          {({ items }) =>
            items.length === 0 ? (
              <Sheet label="APIs">
                <EmptyState next={<InModel>Declare an API in the model</InModel>}>
                  The running model has no APIs. Declare them under <code>apis</code>, and put{" "}
                  <code>florin gateway</code> before them: it knows whose call each is, and counts
                  it.
                </EmptyState>
              </Sheet>
            ) : (
              <PageStack>
                {items.map((api) => (
                  <ApiPanel
                    key={api.id}
                    api={api}
                    successor={items.find(({ id }) => id === api.successor)}
                  />
                ))}
              </PageStack>
            )
          }
        </Answer>
      </WithModel>
    </>
  );
}
