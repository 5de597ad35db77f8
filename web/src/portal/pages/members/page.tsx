import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { Panel } from "../../../parts/panel.tsx";
import {
  changeRole,
  type MemberLink,
  membersQuery,
  newMemberLink,
  type PortalMember,
  removeMember,
} from "../../api/account.ts";
import type { PortalRole } from "../../api/me.ts";
import { useLanguage } from "../../language/language.tsx";
import { Answer } from "../../parts/answer.tsx";
import { Button } from "../../parts/button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { ShownOnce } from "../../parts/shown-once.tsx";
import { Stack } from "../../parts/stack.tsx";
import { useMay } from "../../shell/me.tsx";
import { InviteForm } from "./invite-form.tsx";
import { MemberTable } from "./member-table.tsx";

/** Who else may open this portal, and what each may do. */
export function MembersPage() {
  const { say } = useLanguage();
  const members = useQuery(membersQuery);
  return (
    <>
      <PageHead title={say("members.title")} intro={say("members.intro")} />
      <Answer query={members}>{({ items }) => <MembersView members={items} />}</Answer>
    </>
  );
}

function MembersView({ members }: { members: readonly PortalMember[] }) {
  const { say, minute } = useLanguage();
  const manages = useMay("members.manage");
  const queries = useQueryClient();
  const [inviting, setInviting] = useState(false);
  const [made, setMade] = useState<MemberLink & { readonly name: string }>();
  const [leaving, setLeaving] = useState<PortalMember>();
  const refresh = (): Promise<void> => queries.invalidateQueries(membersQuery);
  const changing = useMutation({
    mutationFn: ({ id, role }: { id: string; role: PortalRole }) => changeRole(id, role),
    onSuccess: refresh,
  });
  const linking = useMutation({
    mutationFn: ({ id }: PortalMember) => newMemberLink(id),
    onSuccess: (link, { name }) => setMade({ ...link, name }),
  });
  const removing = useMutation({ mutationFn: removeMember, onSuccess: refresh });
  const failed = changing.error ?? linking.error ?? removing.error;
  const invited = async (member: PortalMember & MemberLink): Promise<void> => {
    setMade(member);
    setInviting(false);
    await refresh();
  };
  return (
    <Stack>
      {failed !== null && <ProblemNotice error={failed} />}
      {made !== undefined && (
        <ShownOnce
          title={say("members.link", { name: made.name })}
          note={say("members.link-note", { until: minute(made.linkUntil) })}
          text={made.link}
          onDone={() => setMade(undefined)}
        />
      )}
      {inviting && <InviteForm onInvited={invited} onLeft={() => setInviting(false)} />}
      <Panel
        title={say("members.list")}
        flush
        aside={
          manages &&
          !inviting && (
            <Button kind="main" onClick={() => setInviting(true)}>
              {say("members.invite")}
            </Button>
          )
        }
      >
        {members.length === 0 ? (
          <EmptyState next={null}>{say("members.none")}</EmptyState>
        ) : (
          <MemberTable
            members={members}
            {...(manages
              ? {
                  onRole: (id: string, role: PortalRole) => changing.mutate({ id, role }),
                  onLink: linking.mutate,
                  onRemove: setLeaving,
                }
              : {})}
          />
        )}
      </Panel>
      {leaving !== undefined && (
        <ConfirmDialog
          title={say("members.remove-title", { name: leaving.name })}
          note={say("members.remove-note")}
          act={say("members.remove")}
          onConfirmed={() => removing.mutate(leaving.id)}
          onClosed={() => setLeaving(undefined)}
        />
      )}
    </Stack>
  );
}
