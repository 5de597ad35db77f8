import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Role, rolesQuery } from "../../api/roles.ts";
import { formatCount } from "../../format/format-quantity.ts";
import { Acts } from "../../parts/acts.tsx";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { FormPlace } from "../../parts/form-place.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Above } from "../../parts/next-act.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { RemoveRoleForm, RoleForm } from "./role-forms.tsx";
import { RoleTable } from "./role-table.tsx";

type Act = "change" | "remove";
type Open = "new" | { readonly role: Role; readonly act: Act } | undefined;

/** What each role may do: the seven that every organisation has, and its own. */
export function RolesPage() {
  const roles = useQuery(rolesQuery);
  return (
    <>
      <PageHeader
        title="Roles"
        intro="What each role may do. The owner and admins may do everything; nobody gives a role that may do more than they."
      />
      <Answer query={roles} loading={<LoadingBlock height={420} />}>
        {({ items }) => (
          <PageStack>
            <OwnRoles roles={items} />
            <Panel title="Roles and actions" flush>
              <RoleTable roles={items} />
            </Panel>
          </PageStack>
        )}
      </Answer>
    </>
  );
}

function OwnRoles({ roles }: { roles: readonly Role[] }) {
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const own = roles.filter(({ builtIn }) => !builtIn);
  const every = roles.find(({ id }) => id === "owner")?.actions ?? [];
  return (
    <Panel
      title="Roles of your own"
      flush
      aside={
        open === "new" ? undefined : (
          <Button size="xs" onClick={() => setOpen("new")}>
            Make a role
          </Button>
        )
      }
    >
      {open !== undefined && (
        <FormPlace>
          {open === "new" ? (
            <RoleForm every={every} onDone={close} />
          ) : open.act === "change" ? (
            <RoleForm key={open.role.id} every={every} role={open.role} onDone={close} />
          ) : (
            <RemoveRoleForm key={open.role.id} role={open.role} onDone={close} />
          )}
        </FormPlace>
      )}
      {own.length === 0 ? (
        open === "new" ? null : (
          <EmptyState next={<Above act="Make a role" />}>
            None yet. Where none of the seven fits, a role of your own is a list of actions, such as{" "}
            <code>invoices.read</code> and <code>ledger.read</code> for an auditor.
          </EmptyState>
        )
      ) : (
        <RecordTable
          caption="Roles of your own"
          columns={columnsFor((role, act) => setOpen({ role, act }))}
          rows={own}
          rowKey={({ id }) => id}
        />
      )}
    </Panel>
  );
}

const columnsFor = (choose: (role: Role, act: Act) => void): readonly Column<Role>[] => [
  { key: "name", header: "Name", narrow: "title", cell: ({ name }) => name },
  { key: "id", header: "Id", cell: ({ id }) => <code>{id}</code> },
  {
    key: "actions",
    header: "May",
    narrow: "wide",
    cell: ({ actions }) => actions.join(", "),
  },
  {
    key: "members",
    header: "Members",
    figure: true,
    narrow: "named",
    cell: ({ members }) => formatCount(members, "member"),
  },
  {
    key: "acts",
    header: "Actions",
    figure: true,
    narrow: "wide",
    cell: (role) => (
      <Acts
        of={role.name}
        acts={[
          ["change", "Change"],
          ["remove", "Remove"],
        ]}
        onChoose={(act) => choose(role, act)}
      />
    ),
  },
];
