import { useQuery } from "@tanstack/react-query";
import { type AlertRule, alertRulesQuery } from "../../api/alerts.ts";
import type { Customer } from "../../api/customers.ts";
import { portalMembersQuery } from "../../api/portal.ts";
import { formatMinute } from "../../format/format-date.ts";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { useMay } from "../../parts/use-caller.ts";
import { alertRuleWords, setterWords } from "./alert-rule-words.ts";

/** At what the customer itself wants to be told, and who of its people said so. */
export function AlertRulesPanel({ customer }: { customer: Customer }) {
  const may = useMay();
  const rules = useQuery({ ...alertRulesQuery(customer.id), enabled: may("alerts.read") });
  const people = useQuery({ ...portalMembersQuery(customer.id), enabled: may("portal.read") });
  if (!may("alerts.read")) return null;
  const names = people.data && new Map(people.data.items.map(({ id, name }) => [id, name]));
  return (
    <Panel
      title="Alerts of its own"
      id="alert-rules"
      flush
      intro="When the customer wants to be told, in addition to the alerts of the model"
    >
      <Answer query={rules} loading={<LoadingRows rows={1} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState next="Its people set them in the portal, on the page Alerts.">
              The customer asked for no alert of its own.
            </EmptyState>
          ) : (
            <RecordTable
              caption="Alerts of its own"
              columns={columnsFor(names)}
              rows={items}
              rowKey={({ id }) => id}
            />
          )
        }
      </Answer>
    </Panel>
  );
}

const columnsFor = (
  names: ReadonlyMap<string, string> | undefined,
): readonly Column<AlertRule>[] => [
  { key: "of", header: "About", narrow: "title", cell: alertRuleWords },
  { key: "at", header: "At", figure: true, narrow: "figure", cell: ({ at }) => at },
  {
    key: "by",
    header: "Set by",
    narrow: "named",
    cell: ({ setBy }) => setterWords(setBy, names),
  },
  {
    key: "set",
    header: "Set",
    figure: true,
    narrow: "named",
    cell: ({ setAt }) => <time dateTime={setAt}>{formatMinute(setAt)}</time>,
  },
];
