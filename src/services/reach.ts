import type { Action } from "../access/actions.ts";
import type { Allowed } from "../access/allows.ts";
import { assert, type Fault } from "../fault/fault.ts";
import type { Pool } from "../store/connection.ts";
import { findEnvironment } from "../store/environments.ts";
import type { Principal } from "./principal.ts";

/** How far somebody speaks: for one organisation, and for all of its environments or for some. */
export interface Reach {
  readonly organisation: string;
  /** Absent for all, later ones too. */
  readonly environments?: readonly string[];
}

/**
 * How far a caller speaks. A person for the environments that they may enter. A key for its own, but one of the environment that
 * the organisation began with for all: the organisation's own rows are that environment's.
 */
export async function reachOf(pool: Pool, who: Principal): Promise<Reach> {
  if (who.organisation !== undefined)
    return {
      organisation: who.organisation,
      ...(who.environments === undefined ? {} : { environments: who.environments }),
    };
  const found = await findEnvironment(pool, who.tenant);
  assert(found !== undefined, "who asks has an environment");
  const { organisation } = found;
  return organisation === who.tenant
    ? { organisation }
    : { organisation, environments: [who.tenant] };
}

/** What is done to more than one's own environment by who speaks for all. */
const reaching: readonly Action[] = [
  "members.read",
  "members.manage",
  "roles.manage",
  "organisation.manage",
  "environments.read",
  "environments.manage",
  "clock.move",
];

/**
 * What somebody may let a key do. A key of the environment that the organisation began with speaks for all of them, so who may enter some
 * only gives it nothing that reaches further than they.
 */
export const keyRights = ({ tenant, organisation, environments, allowed }: Principal): Allowed =>
  environments === undefined || tenant !== organisation
    ? allowed
    : new Set([...allowed].filter((action) => !reaching.includes(action)));

/** Whether a reach goes to an environment. */
export const reaches = ({ environments }: Pick<Reach, "environments">, id: string): boolean =>
  environments?.includes(id) ?? true;

/** Whether a reach goes as far as another: nobody hands on more than they have. */
export const covers = (
  reach: Pick<Reach, "environments">,
  other: Pick<Reach, "environments">,
): boolean =>
  reach.environments === undefined ||
  (other.environments?.every((id) => reaches(reach, id)) ?? false);

/** Whether two reaches share an environment. */
export const meets = (
  reach: Pick<Reach, "environments">,
  other: Pick<Reach, "environments">,
): boolean => other.environments?.some((id) => reaches(reach, id)) ?? true;

/** What concerns every environment is for those who speak for all of them. */
export const organisationWide: Fault = {
  code: "organisation-wide",
  path: "",
  message: "this concerns the whole organisation, and you speak for some of its environments",
  suggestion: "ask as a member of all environments, or with a key of the first one",
};

/** The refusal of an environment that is not there for who asks. */
export const noEnvironment = (id: string, path = "/environment"): Fault => ({
  code: "not-found",
  path,
  message: "there is no such environment",
  value: id.slice(0, 64),
});
