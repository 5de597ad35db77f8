import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type Caller, callerQuery } from "../../api/caller.ts";
import { type Member, membersQuery } from "../../api/people.ts";
import { groupActions, subjectWords, verbOf } from "../../parts/action-groups.ts";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Facts } from "../../parts/facts.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { OneTimeCodesPanel } from "./one-time-codes-panel.tsx";
import { PasswordPanel } from "./password-panel.tsx";

const route = getRouteApi("/account");

/** Who is signed in, what they may do, and what keeps others from being them. */
export function AccountPage() {
  const caller = useQuery(callerQuery);
  const members = useQuery(membersQuery);
  return (
    <>
      <PageHeader title="Your account" />
      <Answer query={caller} loading={<LoadingBlock height={240} />}>
        {(who) => (
          <PageStack>
            {who.member === null ? (
              <NobodyPanel />
            ) : (
              <Answer query={members} loading={<LoadingBlock height={240} />}>
                {({ items }) => <Person member={items.find(({ id }) => id === who.member)} />}
              </Answer>
            )}
            <RightsPanel caller={who} />
          </PageStack>
        )}
      </Answer>
    </>
  );
}

function Person({ member }: { member: Member | undefined }) {
  const { open } = route.useSearch();
  if (member === undefined) return null;
  return (
    <PageStack>
      <Panel title={member.name}>
        <Facts
          facts={[
            { name: "E-mail", value: member.email },
            { name: "Role", value: member.role },
            { name: "One-time codes", value: member.oneTimeCodes ? "On" : "Off" },
          ]}
        />
      </Panel>
      <OneTimeCodesPanel isOn={member.oneTimeCodes} begins={open === "codes"} />
      <PasswordPanel />
    </PageStack>
  );
}

function NobodyPanel() {
  return (
    <Panel title="Nobody is signed in with a name">
      <EmptyState
        next={
          <Link to="/members" search={{ open: "new" }}>
            Invite yourself
          </Link>
        }
      >
        This browser was let in by a link or an API key, and reads. Invite yourself as owner and
        sign in: then you change things here in your own name, without a key for each.
      </EmptyState>
    </Panel>
  );
}

function RightsPanel({ caller }: { caller: Caller }) {
  const facts = groupActions(caller.actions).map(({ subject, actions }) => ({
    name: subjectWords(subject),
    value: actions.map(verbOf).join(", "),
  }));
  return (
    <Panel title="What you may do here">
      <Facts facts={facts} />
    </Panel>
  );
}
