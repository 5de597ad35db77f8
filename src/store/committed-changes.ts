import type { ChangeKind } from "../access/change-kinds.ts";
import type { Pool } from "./connection.ts";

/** Told of what a commit of a tenant changed. */
export type OnCommitted = (tenant: string, kinds: Iterable<ChangeKind>) => void;

const told = new WeakMap<Pool, OnCommitted>();

/** Tells of the commits that go through a pool. */
export const followCommits = (pool: Pool, onCommitted: OnCommitted): void => {
  told.set(pool, onCommitted);
};

/** Who is told of the commits of a pool; undefined where nobody is. */
export const followerOf = (pool: Pool): OnCommitted | undefined => told.get(pool);
