import { instantArray, textArray } from "./array-literal.ts";
import type { LateProbe } from "./event-store.ts";
import { findLateEvents } from "./sql/find-late-events.ts";
import type { Tx } from "./tenant.ts";

/**
 * The keys of the closed periods that got an event since they were billed: one statement for all of them, in a
 * transaction that has settled the usage.
 */
export async function findLateUsage(
  tx: Tx,
  probes: readonly LateProbe[],
): Promise<ReadonlySet<string>> {
  if (probes.length === 0) return new Set();
  const rows = await tx.rows<{ position: number }>(findLateEvents, [
    textArray(probes.map(({ customer }) => customer)),
    textArray(probes.map(({ type }) => type)),
    instantArray(probes.map(({ from }) => from)),
    instantArray(probes.map(({ to }) => to)),
    instantArray(probes.map(({ receivedSince }) => receivedSince)),
    instantArray(probes.map(({ receivedBefore }) => receivedBefore)),
  ]);
  return new Set(
    rows.flatMap(({ position }) => {
      const probe = probes[position - 1];
      return probe === undefined ? [] : [probe.key];
    }),
  );
}
