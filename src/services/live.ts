import { allows } from "../access/allows.ts";
import { type ChangeKind, changeKinds, everyChangeKind } from "../access/change-kinds.ts";
import { type ChangeTimes, changeTimes, tellChanges } from "../store/live-changes.ts";
import type { Store } from "../store/store.ts";
import type { Instant } from "../time/instant.ts";
import type { Principal } from "./principal.ts";

/** What changed since an instant. */
export interface Changed {
  /** Up to when it is told, real time by the database's clock. */
  readonly at: Instant;
  readonly kinds: readonly ChangeKind[];
}

/** Tells which kinds of things change, and nothing of what they say. */
export interface Live {
  /** What changed since an instant and who asks may see; nothing where none is given, only up to when. */
  readonly changed: (by: Watcher, since?: Instant) => Promise<Changed>;
  /** Tells of each change after an instant until it is ended; undefined where as many are told as one server tells. */
  readonly watch: (
    by: Watcher,
    since: Instant,
    onChange: (changed: Changed) => void,
  ) => (() => void) | undefined;
  /** Tells other processes what this one changed, and who watches what any did; answers how many were told. */
  readonly run: () => Promise<number>;
}

/** Who is told. */
export type Watcher = Pick<Principal, "tenant" | "allowed">;

/** How many are told by one server at most. */
export const watchersMost = 1_000;

/** A process may tell a moment later of what it dated a moment before. */
const lateMs = 5_000;

interface Watching extends Watcher {
  /** Where it begins; undefined once it was looked at. */
  since: Instant | undefined;
  readonly onChange: (changed: Changed) => void;
}

/** Follows changes through the store: no writer waits for it, and while nobody watches nothing is read. */
export function createLive(store: Store): Live {
  const watching = new Set<Watching>();
  /** What was told last, by tenants that somebody watches. */
  const told = new Map<string, ChangeTimes>();
  const read = (tenant: string): Promise<ChangeTimes> =>
    store.withTenant(tenant, changeTimes, { readOnly: true });

  const tellOthers = async (): Promise<void> => {
    for (const [tenant, kinds] of store.noted.take()) {
      const telling = store.withTenant(tenant, (tx) => tellChanges(tx, [...kinds].sort()));
      await telling.catch((error: unknown) => {
        store.noted.note(tenant, kinds);
        throw error;
      });
    }
  };

  const tellWatchers = async (tenant: string): Promise<number> => {
    const watchers = [...watching].filter((one) => one.tenant === tenant);
    const before = told.get(tenant);
    const times = await read(tenant);
    told.set(tenant, times);
    let count = 0;
    for (const one of watchers) {
      const since = before === undefined ? (one.since ?? times.now) : one.since;
      one.since = undefined;
      const fresh = everyChangeKind.filter((kind) =>
        since === undefined
          ? times.changedAt.get(kind) !== before?.changedAt.get(kind)
          : isAfter(times, kind, since),
      );
      const kinds = seenBy(one, fresh);
      if (kinds.length === 0) continue;
      one.onChange({ at: times.now, kinds });
      count += 1;
    }
    return count;
  };

  return {
    changed: async (by, since) => {
      const times = await read(by.tenant);
      const isNew = (kind: ChangeKind): boolean =>
        since !== undefined && isAfter(times, kind, since);
      return { at: times.now, kinds: seenBy(by, everyChangeKind.filter(isNew)) };
    },
    watch: ({ tenant, allowed }, since, onChange) => {
      if (watching.size >= watchersMost) return undefined;
      const one: Watching = { tenant, allowed, since, onChange };
      watching.add(one);
      return () => {
        watching.delete(one);
      };
    },
    run: async () => {
      await tellOthers();
      const tenants = new Set([...watching].map(({ tenant }) => tenant));
      for (const tenant of told.keys()) if (!tenants.has(tenant)) told.delete(tenant);
      let count = 0;
      for (const tenant of tenants) count += await tellWatchers(tenant);
      return count;
    },
  };
}

const isAfter = ({ changedAt }: ChangeTimes, kind: ChangeKind, since: Instant): boolean =>
  (changedAt.get(kind) ?? 0) > since - lateMs;

const seenBy = ({ allowed }: Watcher, kinds: readonly ChangeKind[]): readonly ChangeKind[] =>
  kinds.filter((kind) => allows(allowed, changeKinds[kind]));
