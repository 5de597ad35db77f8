import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { environmentsQuery } from "../../api/environments.ts";
import { endSession, type SignedInSession, sessionsQuery } from "../../api/people.ts";
import { browserName } from "../../format/browser-name.ts";
import { formatMinute } from "../../format/format-date.ts";
import { Acts } from "../../parts/acts.tsx";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { FormPlace } from "../../parts/form-place.tsx";
import { KeyedForm } from "../../parts/keyed-form.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { useSending } from "../../parts/use-sending.ts";

/** Where people are signed in. */
export function SessionsPage() {
  const sessions = useQuery(sessionsQuery);
  const environments = useQuery(environmentsQuery);
  const [ended, setEnded] = useState<SignedInSession>();
  const names = new Map((environments.data?.items ?? []).map(({ id, name }) => [id, name]));
  return (
    <>
      <PageHeader
        title="Sessions"
        intro="Where people are signed in. A session ends by itself after twelve hours; what a link or an API key opened in a browser only reads, and is not listed."
      />
      <Panel title="Open sessions" flush>
        {ended !== undefined && (
          <FormPlace>
            <EndForm key={ended.id} session={ended} onDone={() => setEnded(undefined)} />
          </FormPlace>
        )}
        <Answer query={sessions} loading={<LoadingRows rows={3} />}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState
                next={
                  <Link to="/members" search={{ open: "new" }}>
                    Invite somebody
                  </Link>
                }
              >
                Nobody is signed in with a name. A member signs in with e-mail and password, and is
                listed here until they sign out.
              </EmptyState>
            ) : (
              <RecordTable
                caption="Open sessions"
                columns={columnsFor(names, setEnded)}
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

function EndForm({ session, onDone }: { session: SignedInSession; onDone: () => void }) {
  const sending = useSending(
    (id: string, key) => endSession(id, key),
    () => onDone(),
  );
  return (
    <KeyedForm
      title={`End the session of ${session.email}`}
      intro={
        session.current
          ? "It is this one: you are asked to sign in again."
          : `${browserName(session.agent)}, signed in ${formatMinute(session.createdAt)}.`
      }
      submit="End it"
      writing={sending}
      onSubmit={(key) => sending.mutate({ key, body: session.id })}
      onCancel={onDone}
    />
  );
}

const columnsFor = (
  names: ReadonlyMap<string, string>,
  end: (session: SignedInSession) => void,
): readonly Column<SignedInSession>[] => [
  { key: "email", header: "Who", narrow: "title", cell: ({ email }) => email },
  {
    key: "agent",
    header: "Browser",
    narrow: "wide",
    cell: ({ agent, current }) => `${browserName(agent)}${current ? ", this one" : ""}`,
  },
  {
    key: "environment",
    header: "Environment",
    cell: ({ environment }) => names.get(environment) ?? environment,
  },
  {
    key: "created",
    header: "Signed in",
    narrow: "named",
    cell: ({ createdAt }) => formatMinute(createdAt),
  },
  {
    key: "seen",
    header: "Last seen",
    narrow: "named",
    cell: ({ seenAt }) => formatMinute(seenAt),
  },
  {
    key: "expires",
    header: "Ends",
    narrow: "named",
    cell: ({ expiresAt }) => formatMinute(expiresAt),
  },
  {
    key: "acts",
    header: "Actions",
    figure: true,
    narrow: "figure",
    cell: (session) => (
      <Acts of={session.email} acts={[["end", "End"]]} onChoose={() => end(session)} />
    ),
  },
];
