import { useInfiniteQuery } from "@tanstack/react-query";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { Panel } from "../../../parts/panel.tsx";
import { alertsQuery } from "../../api/account.ts";
import { useLanguage } from "../../language/language.tsx";
import { AlertTable } from "../../parts/alert-table.tsx";
import { Answer } from "../../parts/answer.tsx";
import { More } from "../../parts/more.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { Stack } from "../../parts/stack.tsx";
import { OwnAlerts } from "./rules-view.tsx";

/** When the customer came close to what it may use, or past it. */
export function AlertsPage() {
  const { say } = useLanguage();
  const alerts = useInfiniteQuery(alertsQuery);
  return (
    <>
      <PageHead title={say("alerts.title")} intro={say("alerts.intro")} />
      <Stack>
        <OwnAlerts />
        <Answer query={alerts}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            return (
              <Panel title={say("alerts.list")} flush>
                {items.length === 0 ? (
                  <EmptyState next={null}>{say("alerts.none")}</EmptyState>
                ) : (
                  <AlertTable alerts={items} />
                )}
                <More query={alerts} />
              </Panel>
            );
          }}
        </Answer>
      </Stack>
    </>
  );
}
