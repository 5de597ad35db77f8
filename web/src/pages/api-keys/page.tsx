import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type ApiKey, apiKeysQuery } from "../../api/api-keys.ts";
import { type Role, rolesQuery } from "../../api/roles.ts";
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
import { NewApiKeyForm, RevokeForm, RotateForm } from "./key-forms.tsx";
import { scopeWords } from "./scope-words.ts";

const route = getRouteApi("/api-keys");

type Act = "rotate" | "revoke";
type Open = "new" | { readonly apiKey: ApiKey; readonly act: Act } | undefined;

/** The keys that programs open this server with. */
export function ApiKeysPage() {
  const keys = useQuery(apiKeysQuery);
  const roles = useQuery(rolesQuery).data?.items ?? [];
  const { open: asked } = route.useSearch();
  const [open, setOpen] = useAskedOpen<NonNullable<Open>>(asked);
  const close = () => setOpen(undefined);
  return (
    <>
      <PageHeader
        title="API keys"
        intro="What programs open this environment with. A key does what its scopes allow, and nothing else."
      />
      <Panel
        title="Keys"
        flush
        aside={
          open === "new" ? undefined : (
            <Button size="xs" onClick={() => setOpen("new")}>
              Make a key
            </Button>
          )
        }
      >
        {open !== undefined && (
          <FormPlace>
            {open === "new" ? (
              <NewApiKeyForm onDone={close} />
            ) : open.act === "rotate" ? (
              <RotateForm key={open.apiKey.id} apiKey={open.apiKey} onDone={close} />
            ) : (
              <RevokeForm key={open.apiKey.id} apiKey={open.apiKey} onDone={close} />
            )}
          </FormPlace>
        )}
        <Answer query={keys} loading={<LoadingRows rows={3} />}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState next={<Above act="Make a key" />}>
                No key yet. A program shows one as <code>Authorization: Bearer</code> with every
                request; <code>florin keys add</code> makes one on the server, too.
              </EmptyState>
            ) : (
              <RecordTable
                caption="API keys"
                columns={columnsFor(roles, (apiKey, act) => setOpen({ apiKey, act }))}
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

const states: Readonly<Record<ApiKey["state"], string>> = {
  works: "Works",
  revoked: "Revoked",
  expired: "Expired",
  "other-secret": "Of another installation",
};

const columnsFor = (
  roles: readonly Role[],
  choose: (apiKey: ApiKey, act: Act) => void,
): readonly Column<ApiKey>[] => [
  { key: "name", header: "Name", narrow: "title", cell: ({ name }) => name },
  { key: "prefix", header: "Begins", cell: ({ prefix }) => <code>{prefix}…</code> },
  { key: "scopes", header: "May", narrow: "wide", cell: ({ scopes }) => scopeWords(scopes, roles) },
  {
    key: "state",
    header: "State",
    cell: ({ state, replacedBy }) => (
      <VerdictMark tone={state === "works" ? "good" : "open"}>
        {state === "works" && replacedBy !== null ? "Being replaced" : states[state]}
      </VerdictMark>
    ),
  },
  {
    key: "used",
    header: "Last used",
    narrow: "named",
    cell: ({ lastUsedAt }) => (lastUsedAt === null ? "Never" : formatMinute(lastUsedAt)),
  },
  {
    key: "until",
    header: "Expires",
    narrow: "named",
    cell: ({ expiresAt, revokedAt }) =>
      revokedAt !== null
        ? `revoked ${formatMinute(revokedAt)}`
        : expiresAt === null
          ? "Never"
          : formatMinute(expiresAt),
  },
  {
    key: "acts",
    header: "Actions",
    figure: true,
    narrow: "wide",
    cell: (apiKey) =>
      apiKey.state === "works" ? (
        <Acts
          of={apiKey.name}
          acts={[
            ...(apiKey.replacedBy === null ? ([["rotate", "Rotate"]] as const) : []),
            ["revoke", "Revoke"],
          ]}
          onChoose={(act) => choose(apiKey, act)}
        />
      ) : null,
  },
];
