import { Button } from "@mantine/core";
import { useState } from "react";
import type { CustomerKey } from "../../api/customer-keys.ts";
import type { Customer } from "../../api/customers.ts";
import { formatMinute } from "../../format/format-date.ts";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { Above } from "../../parts/next-act.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { VerdictMark } from "../../parts/verdict-mark.tsx";
import { NewKeyForm, RevokeKeyForm } from "./key-forms.tsx";
import styles from "./keys-panel.module.css";
import { useCustomerKeys } from "./queries.ts";

const states: Readonly<Record<CustomerKey["state"], string>> = {
  works: "Works",
  revoked: "Revoked",
  expired: "Expired",
  "other-secret": "Of another installation",
};

/** What stands open in the panel. */
type Open = "new" | CustomerKey | undefined;

/** The keys that stand for the customer before a gateway: made, shown once, revoked. */
export function KeysPanel({ customer }: { customer: Customer }) {
  const keys = useCustomerKeys(customer.id);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <Panel
      title="Keys"
      id="keys"
      flush
      intro="They stand for this customer before a gateway, and open nothing of this server"
      aside={
        keys.data === undefined || open === "new" ? undefined : (
          <Button size="xs" onClick={() => setOpen("new")}>
            New key
          </Button>
        )
      }
    >
      {open !== undefined && (
        <div className={styles.form}>
          {open === "new" ? (
            <NewKeyForm customer={customer.id} onDone={close} />
          ) : (
            <RevokeKeyForm key={open.id} customer={customer.id} revoked={open} onDone={close} />
          )}
        </div>
      )}
      <Answer query={keys} loading={<LoadingRows rows={2} />}>
        {({ items }) =>
          items.length === 0 ? (
            open === "new" ? null : (
              <EmptyState next={<Above act="New key" />}>
                No key yet. A program of the customer sends one as{" "}
                <code>Authorization: Bearer</code> to a gateway (<code>florin gateway</code>), which
                then knows whose call it is.
              </EmptyState>
            )
          ) : (
            <RecordTable
              caption="Keys"
              columns={columnsFor(setOpen)}
              rows={items}
              rowKey={({ id }) => id}
            />
          )
        }
      </Answer>
    </Panel>
  );
}

const columnsFor = (revoke: (key: CustomerKey) => void): readonly Column<CustomerKey>[] => [
  { key: "name", header: "Name", narrow: "title", cell: ({ name }) => name },
  { key: "prefix", header: "Begins", cell: ({ prefix }) => <code>{prefix}…</code> },
  {
    key: "state",
    header: "State",
    cell: ({ state }) => (
      <VerdictMark tone={state === "works" ? "good" : "open"}>{states[state]}</VerdictMark>
    ),
  },
  {
    key: "used",
    header: "Last used",
    narrow: "wide",
    cell: ({ lastUsedAt }) => (lastUsedAt === null ? "Never used" : formatMinute(lastUsedAt)),
  },
  {
    key: "until",
    header: "Expires",
    narrow: "named",
    cell: ({ expiresAt, revokedAt }) =>
      revokedAt !== null
        ? `revoked ${formatMinute(revokedAt)}`
        : expiresAt === null
          ? "never"
          : formatMinute(expiresAt),
  },
  {
    key: "revoke",
    header: "Revoke",
    figure: true,
    narrow: "figure",
    cell: (key) =>
      key.state === "works" ? (
        <Button size="compact-sm" aria-label={`Revoke ${key.name}`} onClick={() => revoke(key)}>
          Revoke
        </Button>
      ) : null,
  },
];
