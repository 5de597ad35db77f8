import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Customer } from "../../api/customers.ts";
import { type PortalMember, portalMembersQuery, removePortalMember } from "../../api/portal.ts";
import { formatMinute } from "../../format/format-date.ts";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { EndingForm } from "../../parts/ending-form.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { Above } from "../../parts/next-act.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { useMay } from "../../parts/use-caller.ts";
import { VerdictMark } from "../../parts/verdict-mark.tsx";
import styles from "./keys-panel.module.css";
import { NewPortalLinkForm } from "./portal-forms.tsx";
import { portalRoleWords } from "./portal-role-words.ts";

const invite = "Invite somebody";

/** The people who may open the customer's portal: invited, and removed. */
export function PortalMembersPanel({ customer }: { customer: Customer }) {
  const may = useMay();
  const members = useQuery({ ...portalMembersQuery(customer.id), enabled: may("portal.read") });
  const [open, setOpen] = useState<"new" | PortalMember>();
  if (!may("portal.read")) return null;
  const close = () => setOpen(undefined);
  return (
    <Panel
      title="People in the portal"
      id="portal-members"
      flush
      intro="They are let in by name, by you or by an admin among them"
      aside={
        open === "new" ? undefined : (
          <Button size="xs" onClick={() => setOpen("new")}>
            {invite}
          </Button>
        )
      }
    >
      {open !== undefined && (
        <div className={styles.form}>
          {open === "new" ? (
            <NewPortalLinkForm customer={customer} invites onDone={close} />
          ) : (
            <EndingForm
              key={open.id}
              title={`Remove ${open.name} from the portal`}
              intro="Their links open nothing any more, and their visits end. They can be invited again."
              submit="Remove them"
              end={(key) => removePortalMember(customer.id, open.id, key)}
              onDone={close}
            />
          )}
        </div>
      )}
      <Answer query={members} loading={<LoadingRows rows={2} />}>
        {({ items }) =>
          items.length === 0 ? (
            open === "new" ? null : (
              <EmptyState next={<Above act={invite} />}>
                Nobody has this customer's portal by name yet.
              </EmptyState>
            )
          ) : (
            <RecordTable
              caption="People in the portal"
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

const columnsFor = (remove: (member: PortalMember) => void): readonly Column<PortalMember>[] => [
  { key: "name", header: "Name", narrow: "title", cell: ({ name }) => name },
  { key: "email", header: "E-mail", narrow: "wide", cell: ({ email }) => email },
  { key: "role", header: "May", cell: ({ role }) => portalRoleWords(role, true) },
  {
    key: "state",
    header: "State",
    cell: ({ state }) => (
      <VerdictMark tone={state === "active" ? "good" : "open"}>
        {state === "active" ? "Came" : "Invited"}
      </VerdictMark>
    ),
  },
  {
    key: "added",
    header: "Added",
    narrow: "named",
    cell: ({ createdAt }) => formatMinute(createdAt),
  },
  {
    key: "seen",
    header: "Last seen",
    narrow: "named",
    cell: ({ lastSeenAt }) => (lastSeenAt === null ? "never" : formatMinute(lastSeenAt)),
  },
  {
    key: "remove",
    header: "Remove",
    figure: true,
    narrow: "figure",
    cell: (member) => (
      <Button
        size="compact-sm"
        aria-label={`Remove ${member.name} from the portal`}
        onClick={() => remove(member)}
      >
        Remove
      </Button>
    ),
  },
];
