import { Button } from "@mantine/core";
import { useState } from "react";
import type { EndpointAct, WebhookEndpoint } from "../../api/webhooks.ts";
import { formatMinute } from "../../format/format-date.ts";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Above } from "../../parts/next-act.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import {
  DeleteEndpointForm,
  EditEndpointForm,
  EndpointActForm,
  NewEndpointForm,
  ReplayForm,
} from "./endpoint-forms.tsx";
import { useEndpoints } from "./queries.ts";
import styles from "./webhooks.module.css";

/** What is done with an endpoint in a form of its own, or by one word. */
type Act = EndpointAct | keyof typeof forms;
type Open = "new" | { readonly endpoint: WebhookEndpoint; readonly act: Act };

const forms = { edit: EditEndpointForm, replay: ReplayForm, delete: DeleteEndpointForm } as const;

/** Where events are sent, and what can be done with each. */
export function EndpointsPanel() {
  const endpoints = useEndpoints();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <Panel
      title="Endpoints"
      flush
      aside={<Button onClick={() => setOpen("new")}>Add an endpoint</Button>}
    >
      {open !== undefined && (
        <div className={styles.form}>
          {open === "new" ? (
            <NewEndpointForm onDone={close} />
          ) : (
            <ActForm key={`${open.endpoint.id} ${open.act}`} {...open} onDone={close} />
          )}
        </div>
      )}
      <Answer query={endpoints} loading={<LoadingBlock height={140} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState next={<Above act="Add an endpoint" />}>
              No other system is told anything yet. Add the address of one, and it hears of
              invoices, payments, quotas and more, signed and in order.
            </EmptyState>
          ) : (
            <RecordTable
              caption="Endpoints"
              columns={columnsFor((endpoint, act) => setOpen({ endpoint, act }))}
              rows={items}
              rowKey={({ id }) => id}
            />
          )
        }
      </Answer>
    </Panel>
  );
}

function ActForm({ act, ...one }: Exclude<Open, "new"> & { readonly onDone: () => void }) {
  if (!(act in forms)) return <EndpointActForm act={act as EndpointAct} {...one} />;
  const Form = forms[act as keyof typeof forms];
  return <Form {...one} />;
}

function standing({ enabled, disabledBecause, failingSince }: WebhookEndpoint): string {
  if (!enabled) return disabledBecause === null ? "Disabled" : `Disabled: ${disabledBecause}`;
  return failingSince === null ? "Works" : `Failing since ${formatMinute(failingSince)}`;
}

const columnsFor = (
  choose: (endpoint: WebhookEndpoint, act: Act) => void,
): readonly Column<WebhookEndpoint>[] => [
  {
    key: "url",
    header: "Address",
    narrow: "title",
    cell: ({ url, description }) => (
      <>
        <span className={styles.url}>{url}</span>
        {description !== "" && <div className={styles.description}>{description}</div>}
      </>
    ),
  },
  {
    key: "events",
    header: "Events",
    cell: ({ events }) => (events.length === 0 ? "All" : events.join(", ")),
  },
  { key: "standing", header: "State", cell: standing },
  {
    key: "acts",
    header: "Actions",
    figure: true,
    cell: (endpoint) => (
      <span className={styles.acts}>
        {actsOf(endpoint).map((act) => (
          <Button
            key={act}
            size="compact-sm"
            aria-label={`${names[act]} ${endpoint.url}`}
            onClick={() => choose(endpoint, act)}
          >
            {names[act]}
          </Button>
        ))}
      </span>
    ),
  },
];

const actsOf = ({ enabled }: WebhookEndpoint): readonly Act[] =>
  enabled
    ? ["test", "replay", "edit", "rotate", "disable", "delete"]
    : ["edit", "rotate", "enable", "delete"];

const names: Readonly<Record<Act, string>> = {
  edit: "Change",
  replay: "Send again",
  delete: "Delete",
  test: "Test",
  rotate: "New secret",
  enable: "Enable",
  disable: "Disable",
};
