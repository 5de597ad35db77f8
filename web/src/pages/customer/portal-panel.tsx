import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Customer } from "../../api/customers.ts";
import { type PortalLink, portalLinksQuery } from "../../api/portal.ts";
import { formatMinute } from "../../format/format-date.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Above } from "../../parts/next-act.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { useMay } from "../../parts/use-caller.ts";
import { VerdictMark } from "../../parts/verdict-mark.tsx";
import styles from "./keys-panel.module.css";
import { NewPortalLinkForm, RevokePortalLinkForm } from "./portal-forms.tsx";
import { portalRoleWords } from "./portal-role-words.ts";

const states: Readonly<Record<PortalLink["state"], string>> = {
  open: "Works",
  expired: "Expired",
  revoked: "Withdrawn",
  used: "Used, worked once",
};

/** The ways into the customer's own portal: made, shown once, withdrawn. */
export function PortalPanel({ customer }: { customer: Customer }) {
  const may = useMay();
  const links = useInfiniteQuery({
    ...portalLinksQuery(customer.id),
    enabled: may("portal.read"),
  });
  const [open, setOpen] = useState<"new" | PortalLink | undefined>();
  if (!may("portal.read")) return null;
  const close = () => setOpen(undefined);
  return (
    <Panel
      title="Portal"
      id="portal"
      flush
      intro="Links that open this customer's own pages: plan, usage, invoices, payment"
      aside={
        open === "new" ? undefined : (
          <Button size="xs" onClick={() => setOpen("new")}>
            Portal link
          </Button>
        )
      }
    >
      {open !== undefined && (
        <div className={styles.form}>
          {open === "new" ? (
            <NewPortalLinkForm customer={customer} onDone={close} />
          ) : (
            <RevokePortalLinkForm key={open.id} revoked={open} onDone={close} />
          )}
        </div>
      )}
      <PageList
        query={links}
        noun="link"
        empty={
          open === "new" ? null : (
            <EmptyState next={<Above act="Portal link" />}>
              No link yet. Make one and hand it on: no mail is sent. Your own program makes them
              with <code>POST /v1/portal-links</code>.
            </EmptyState>
          )
        }
      >
        {(items) => (
          <RecordTable
            caption="Portal links"
            columns={columnsFor(setOpen)}
            rows={items}
            rowKey={({ id }) => id}
          />
        )}
      </PageList>
    </Panel>
  );
}

const columnsFor = (revoke: (link: PortalLink) => void): readonly Column<PortalLink>[] => [
  {
    key: "for",
    header: "For",
    narrow: "title",
    cell: ({ member, embed }) => member?.name ?? (embed ? "A frame" : "Whoever has it"),
  },
  {
    key: "role",
    header: "May",
    cell: ({ role, member }) => portalRoleWords(role, member !== null),
  },
  {
    key: "state",
    header: "State",
    cell: ({ state }) => (
      <VerdictMark tone={state === "open" ? "good" : "open"}>{states[state]}</VerdictMark>
    ),
  },
  {
    key: "made",
    header: "Made",
    narrow: "named",
    cell: ({ createdAt }) => formatMinute(createdAt),
  },
  {
    key: "until",
    header: "Works until",
    narrow: "named",
    cell: ({ expiresAt }) => formatMinute(expiresAt),
  },
  {
    key: "used",
    header: "Last opened",
    narrow: "named",
    cell: ({ usedAt }) => (usedAt === null ? "never" : formatMinute(usedAt)),
  },
  {
    key: "revoke",
    header: "Withdraw",
    figure: true,
    narrow: "figure",
    cell: (link) =>
      link.state === "open" ? (
        <Button
          size="compact-sm"
          aria-label={`Withdraw the link of ${formatMinute(link.createdAt)}`}
          onClick={() => revoke(link)}
        >
          Withdraw
        </Button>
      ) : null,
  },
];
