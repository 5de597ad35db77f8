import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { InModel } from "../../parts/next-act.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { useApis } from "../../parts/use-apis.ts";
import { EnginePanel } from "./engine-panel.tsx";

/** How the engines behind the APIs are, and have been. */
export function EnginesPage() {
  const apis = useApis();
  return (
    <>
      <PageHeader
        title="Engines"
        intro="How what answers behind each API is, as the gateways before it measure. Times are UTC."
      />
      <WithModel>
        <Answer query={apis} loading={<LoadingRows />}>
          {({ items }) =>
            items.length === 0 ? (
              <Sheet label="Engines">
                <EmptyState next={<InModel>Declare an API in the model</InModel>}>
                  The running model has no APIs, so there is nothing to watch. Declare them under{" "}
                  <code>apis</code>.
                </EmptyState>
              </Sheet>
            ) : (
              <PageStack>
                {items.map((api) => (
                  <EnginePanel key={api.id} api={api} />
                ))}
              </PageStack>
            )
          }
        </Answer>
      </WithModel>
    </>
  );
}
