import { type ChangeKind, isChangeKind } from "../access/change-kinds.ts";
import type { Instant } from "../time/instant.ts";
import { textArray } from "./array-literal.ts";
import type { OnCommitted } from "./committed-changes.ts";
import type { Statement, Tx } from "./tenant.ts";

/** What this process committed and has not told the others yet. */
export interface NotedChanges {
  readonly note: OnCommitted;
  /** All of it, by tenant; it is told by whoever takes it. */
  readonly take: () => ReadonlyMap<string, ReadonlySet<ChangeKind>>;
}

/** Notes what commits change, each kind once. */
export function noteChanges(): NotedChanges {
  let noted = new Map<string, Set<ChangeKind>>();
  return {
    note: (tenant, kinds) => {
      for (const kind of kinds) {
        const before = noted.get(tenant);
        if (before === undefined) noted.set(tenant, new Set([kind]));
        else before.add(kind);
      }
    },
    take: () => {
      const taken = noted;
      noted = new Map();
      return taken;
    },
  };
}

const tell: Statement = {
  name: "tell-live-changes",
  text: `insert into live_changes (kind, changed_at)
    select kind, clock_timestamp() from unnest($1::text[]) as told (kind) order by kind
    on conflict (tenant, kind) do update set changed_at = excluded.changed_at`,
};

/** Tells every process that something of these kinds changed, by the database's clock. It may be lost with the machine: the change is not. */
export async function tellChanges(tx: Tx, kinds: readonly ChangeKind[]): Promise<void> {
  await tx.rows("set local synchronous_commit to off");
  await tx.run(tell, [textArray(kinds)]);
}

/** When each kind last changed, and what the database's clock shows. */
export interface ChangeTimes {
  readonly now: Instant;
  readonly changedAt: ReadonlyMap<ChangeKind, Instant>;
}

const times: Statement = {
  name: "read-live-changes",
  text: `select kind, changed_at as "changedAt" from live_changes
    union all select '', clock_timestamp()`,
};

/** When each kind of a tenant last changed. */
export async function changeTimes(tx: Tx): Promise<ChangeTimes> {
  const rows = await tx.rows<{ kind: string; changedAt: Instant }>(times);
  const changedAt = new Map<ChangeKind, Instant>();
  let now: Instant = 0;
  for (const row of rows) {
    if (isChangeKind(row.kind)) changedAt.set(row.kind, row.changedAt);
    else if (row.kind === "") now = row.changedAt;
  }
  return { now, changedAt };
}
