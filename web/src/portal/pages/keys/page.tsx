import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { CustomerKey, NewCustomerKey } from "../../../api/customer-keys.ts";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { Panel } from "../../../parts/panel.tsx";
import { keysQuery, revokeKey } from "../../api/account.ts";
import { useLanguage } from "../../language/language.tsx";
import { Answer } from "../../parts/answer.tsx";
import type { Tone } from "../../parts/badge.tsx";
import { Badge } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { ShownOnce } from "../../parts/shown-once.tsx";
import { Stack } from "../../parts/stack.tsx";
import { useMay, useMe } from "../../shell/me.tsx";
import { KeyForm } from "./key-form.tsx";

/** The customer's API keys. */
export function KeysPage() {
  const { say } = useLanguage();
  const { branding } = useMe();
  const keys = useQuery(keysQuery);
  return (
    <>
      <PageHead title={say("keys.title")} intro={say("keys.intro", { seller: branding.name })} />
      <Answer query={keys}>{({ items }) => <KeysView keys={items} />}</Answer>
    </>
  );
}

function KeysView({ keys }: { keys: readonly CustomerKey[] }) {
  const { say } = useLanguage();
  const manages = useMay("keys.manage");
  const queries = useQueryClient();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<NewCustomerKey>();
  const [leaving, setLeaving] = useState<CustomerKey>();
  const refresh = (): Promise<void> => queries.invalidateQueries(keysQuery);
  const revoking = useMutation({ mutationFn: revokeKey, onSuccess: refresh });
  return (
    <Stack>
      {revoking.isError && <ProblemNotice error={revoking.error} />}
      {made !== undefined && (
        <ShownOnce
          title={say("keys.made", { name: made.name })}
          note={say("keys.made-note")}
          text={made.key}
          onDone={() => setMade(undefined)}
        />
      )}
      {making && (
        <KeyForm
          onMade={async (key) => {
            setMade(key);
            setMaking(false);
            await refresh();
          }}
          onLeft={() => setMaking(false)}
        />
      )}
      <Panel
        title={say("keys.list")}
        flush
        aside={
          manages &&
          !making && (
            <Button kind="main" onClick={() => setMaking(true)}>
              {say("keys.make")}
            </Button>
          )
        }
      >
        {keys.length === 0 ? (
          <EmptyState next={null}>{say("keys.none")}</EmptyState>
        ) : (
          <KeyTable keys={keys} {...(manages ? { onRevoke: setLeaving } : {})} />
        )}
      </Panel>
      {leaving !== undefined && (
        <ConfirmDialog
          title={say("keys.revoke-title", { name: leaving.name })}
          note={say("keys.revoke-note")}
          act={say("keys.revoke")}
          onConfirmed={() => revoking.mutate(leaving.id)}
          onClosed={() => setLeaving(undefined)}
        />
      )}
    </Stack>
  );
}

const stateTone: Readonly<Record<CustomerKey["state"], Tone>> = {
  works: "good",
  revoked: "quiet",
  expired: "quiet",
  "other-secret": "warn",
};

interface TableProperties {
  readonly keys: readonly CustomerKey[];
  readonly onRevoke?: (key: CustomerKey) => void;
}

function KeyTable({ keys, onRevoke }: TableProperties) {
  const { say, day, minute } = useLanguage();
  const columns: Column<CustomerKey>[] = [
    { key: "name", header: say("keys.name"), narrow: "title", cell: ({ name }) => name },
    {
      key: "prefix",
      header: say("keys.prefix"),
      cell: ({ prefix }) => <code>{`${prefix}…`}</code>,
    },
    {
      key: "state",
      header: say("keys.state"),
      narrow: "figure",
      cell: ({ state }) => <Badge tone={stateTone[state]}>{say(`keys.state.${state}`)}</Badge>,
    },
    {
      key: "made",
      header: say("keys.created"),
      narrow: "named",
      cell: ({ createdAt }) => day(createdAt),
    },
    {
      key: "until",
      header: say("keys.until"),
      narrow: "named",
      cell: ({ expiresAt }) => (expiresAt === null ? say("keys.no-end") : day(expiresAt)),
    },
    {
      key: "used",
      header: say("keys.used"),
      narrow: "named",
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? say("keys.never") : minute(lastUsedAt)),
    },
  ];
  if (onRevoke !== undefined)
    columns.push({
      key: "acts",
      header: say("members.acts"),
      narrow: "wide",
      cell: (key) =>
        key.state !== "works" ? null : (
          <Button kind="quiet" onClick={() => onRevoke(key)}>
            {say("keys.revoke")}
            <span className="visually-hidden"> {key.name}</span>
          </Button>
        ),
    });
  return (
    <DataTable caption={say("keys.title")} columns={columns} rows={keys} rowKey={({ id }) => id} />
  );
}
