import { assert, ok, type Result, refuse } from "../fault/fault.ts";
import { findOrganisation, renameOrganisation } from "../store/organisations.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import { formatInstant } from "../time/instant.ts";
import type { Principal } from "./principal.ts";
import { organisationWide, reachOf } from "./reach.ts";

/** An organisation as its people see it. */
export interface OrganisationView {
  /** That of the environment that it began with. */
  readonly id: string;
  readonly name: string;
  /** RFC 3339, UTC, of real time. */
  readonly createdAt: string;
}

/** Who is asking, as they see themselves. */
export interface CallerView {
  readonly kind: "key" | "session";
  readonly organisation: string;
  readonly environment: string;
  /** The member's id; null of a key, and of a session that was opened with one or by the server's link. */
  readonly member: string | null;
  /** What they may do. */
  readonly actions: readonly string[];
}

/** The organisation that a caller belongs to. */
export interface Organisations {
  readonly organisation: (who: Principal) => Promise<OrganisationView>;
  /** Refuses `organisation-wide`. */
  readonly rename: (who: Principal, name: string) => Promise<Result<OrganisationView>>;
  readonly caller: (who: Principal) => Promise<CallerView>;
}

/** The organisations of a database. */
export function createOrganisations(store: Store): Organisations {
  const view = async (tx: Tx): Promise<OrganisationView> => {
    const found = await findOrganisation(tx);
    assert(found !== undefined, "who asks has an organisation");
    return { id: found.id, name: found.name, createdAt: formatInstant(found.createdAt) };
  };
  return {
    organisation: async (who) => {
      const { organisation } = await reachOf(store.pool, who);
      return store.withTenant(organisation, view, { readOnly: true });
    },
    rename: async (who, name) => {
      const { organisation, environments } = await reachOf(store.pool, who);
      if (environments !== undefined) return refuse(organisationWide);
      return store.withTenant(organisation, async (tx) => {
        await renameOrganisation(tx, name);
        return ok(await view(tx));
      });
    },
    caller: async (who) => ({
      kind: who.kind,
      organisation: (await reachOf(store.pool, who)).organisation,
      environment: who.tenant,
      member: who.member ?? null,
      actions: [...who.allowed],
    }),
  };
}
