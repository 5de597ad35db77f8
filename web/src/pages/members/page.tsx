import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { environmentsQuery } from "../../api/environments.ts";
import { type Member, membersQuery } from "../../api/people.ts";
import { rolesQuery } from "../../api/roles.ts";
import { formatMinute } from "../../format/format-date.ts";
import { Acts } from "../../parts/acts.tsx";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { FormPlace } from "../../parts/form-place.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { Above } from "../../parts/next-act.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { useAskedOpen } from "../../parts/use-asked-open.ts";
import { VerdictMark } from "../../parts/verdict-mark.tsx";
import { InviteForm } from "./invite-form.tsx";
import { type MemberAct, MemberActForm } from "./member-forms.tsx";
import styles from "./members.module.css";

const route = getRouteApi("/members");

/** What stands open on the page. */
type Open = "new" | { readonly member: Member; readonly act: MemberAct } | undefined;

/** Who may sign in, with which role, and where. */
export function MembersPage() {
  const members = useQuery(membersQuery);
  const roles = useQuery(rolesQuery);
  const environments = useQuery(environmentsQuery);
  const { open: asked } = route.useSearch();
  const [open, setOpen] = useAskedOpen<NonNullable<Open>>(asked);
  const close = () => setOpen(undefined);
  const names = new Map([
    ...(roles.data?.items ?? []).map(({ id, name }) => [id, name] as const),
    ...(environments.data?.items ?? []).map(({ id, name }) => [id, name] as const),
  ]);
  return (
    <>
      <PageHeader title="Members" intro="Who may sign in, and what they may do." />
      <Panel
        title="Members"
        flush
        aside={
          open === "new" ? undefined : (
            <Button size="xs" onClick={() => setOpen("new")}>
              Invite somebody
            </Button>
          )
        }
      >
        {open !== undefined && (
          <FormPlace>
            {open === "new" ? (
              <InviteForm onDone={close} />
            ) : (
              <MemberActForm
                key={`${open.member.id} ${open.act}`}
                member={open.member}
                act={open.act}
                onDone={close}
              />
            )}
          </FormPlace>
        )}
        <Answer query={members} loading={<LoadingRows rows={3} />}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState next={<Above act="Invite somebody" />}>
                Nobody signs in with a name yet. Invite yourself first, as owner: then what you
                change stands in your name, and needs no API key.
              </EmptyState>
            ) : (
              <RecordTable
                caption="Members"
                columns={columnsFor(names, (member, act) => setOpen({ member, act }))}
                rows={items}
                rowKey={({ id }) => id}
              />
            )
          }
        </Answer>
      </Panel>
    </>
  );
}

const states: Readonly<Record<Member["state"], string>> = {
  member: "Member",
  invited: "Invited",
  suspended: "Kept out",
};

const columnsFor = (
  names: ReadonlyMap<string, string>,
  choose: (member: Member, act: MemberAct) => void,
): readonly Column<Member>[] => [
  {
    key: "name",
    header: "Name",
    narrow: "title",
    cell: ({ name, email }) => (
      <>
        {name}
        <div className={styles.email}>{email}</div>
      </>
    ),
  },
  {
    key: "role",
    header: "Role",
    narrow: "figure",
    cell: ({ role }) => names.get(role) ?? role,
  },
  {
    key: "environments",
    header: "Environments",
    cell: ({ environments }) =>
      environments === null ? "All" : environments.map((id) => names.get(id) ?? id).join(", "),
  },
  {
    key: "state",
    header: "State",
    cell: ({ state }) => (
      <VerdictMark tone={state === "member" ? "good" : "open"}>{states[state]}</VerdictMark>
    ),
  },
  {
    key: "codes",
    header: "One-time codes",
    narrow: "named",
    cell: ({ oneTimeCodes }) => (oneTimeCodes ? "On" : "Off"),
  },
  {
    key: "since",
    header: "Since",
    narrow: "named",
    cell: ({ createdAt }) => <time dateTime={createdAt}>{formatMinute(createdAt)}</time>,
  },
  {
    key: "acts",
    header: "Actions",
    figure: true,
    narrow: "wide",
    cell: (member) => (
      <Acts
        of={member.name}
        acts={[
          ["change", "Change"],
          ...(member.state === "invited" ? [] : ([["recover", "New password"]] as const)),
          member.state === "suspended" ? ["resume", "Let in"] : ["suspend", "Keep out"],
          ["remove", "Remove"],
        ]}
        onChoose={(act) => choose(member, act)}
      />
    ),
  },
];
