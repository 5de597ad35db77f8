import { ok, type Result, refuse } from "../fault/fault.ts";
import { noteChange } from "../store/act.ts";
import { endRestoredHold, restoredHold } from "../store/restored-hold.ts";
import type { Store } from "../store/store.ts";
import { formatInstant } from "../time/instant.ts";
import type { Principal } from "./principal.ts";
import { reachOf } from "./reach.ts";

/** Whether a server is on hold, as people see it. */
export interface HoldView {
  readonly held: boolean;
  /** When the backup was restored, RFC 3339, UTC, of real time; null where there is no hold. */
  readonly since: string | null;
  /** When the backup was made; null where there is no hold. */
  readonly backupMadeAt: string | null;
}

/**
 * A restored server does nothing by itself until a person releases it: else it would bill, charge and write to customers beside the server
 * that it was copied from.
 */
export interface RestoredHolds {
  /** Believed for a second; once false it stays so, as nothing is restored under a server that runs. */
  readonly isHeld: () => Promise<boolean>;
  readonly view: () => Promise<HoldView>;
  /** For whoever speaks for all of the organisation that the installation began with. Refuses `release-not-yours`. */
  readonly release: (who: Principal) => Promise<Result<HoldView>>;
}

const believedForMs = 1_000;

/** The hold of a database. `owner` is the organisation that the installation began with. */
export function createRestoredHolds(
  store: Pick<Store, "pool" | "withTenant">,
  monotonicMs: () => number,
  owner: string,
): RestoredHolds {
  let believed: { readonly held: boolean; readonly until: number } | undefined;
  const view = async (): Promise<HoldView> => {
    const hold = await restoredHold(store.pool);
    const until = hold === undefined ? Number.POSITIVE_INFINITY : monotonicMs() + believedForMs;
    believed = { held: hold !== undefined, until };
    return {
      held: hold !== undefined,
      since: hold === undefined ? null : formatInstant(hold.since),
      backupMadeAt: hold === undefined ? null : formatInstant(hold.backupMadeAt),
    };
  };
  return {
    isHeld: async () =>
      believed !== undefined && believed.until > monotonicMs()
        ? believed.held
        : (await view()).held,
    view,
    release: async (who) => {
      const { organisation, environments } = await reachOf(store.pool, who);
      if (organisation !== owner || environments !== undefined) return refuse(notYours);
      const before = await view();
      await store.withTenant(organisation, async (tx) => {
        if (await endRestoredHold(tx)) noteChange({ before, after: null });
      });
      return ok(await view());
    },
  };
}

const notYours = {
  code: "release-not-yours",
  path: "",
  message:
    "the hold is of the whole server, and you do not speak for the organisation that it began with",
  suggestion: "let whoever runs the server do it: florin release",
};
