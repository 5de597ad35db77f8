import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { type Replacements, replacementsOf, tombstone } from "../../governance/personal-texts.ts";
import { inAct, noteChange, openAct } from "../../store/act.ts";
import { environmentsOf } from "../../store/environments.ts";
import {
  eraseInRequests,
  eraseMember,
  forgetMentions,
  type MemberIdentity,
  memberIdentity,
  memberRecords,
} from "../../store/member-data.ts";
import type { FoundRecords } from "../../store/personal-data.ts";
import type { Store } from "../../store/store.ts";
import type { Tx } from "../../store/tenant.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import type { Principal } from "../principal.ts";
import { covers, type Reach, reachOf } from "../reach.ts";
import { reading } from "../report-parts.ts";

/** Everything that is kept of a person of the organisation. */
export interface MemberData {
  readonly member: string;
  /** RFC 3339, UTC, of real time. */
  readonly takenAt: string;
  /** By environment, then by table: how many rows there are, and at most 10,000 of them, without secrets. */
  readonly environments: Readonly<Record<string, FoundRecords>>;
}

/** What was erased of a person of the organisation. */
export interface ErasedMember {
  readonly member: string;
  readonly erasedAt: string;
  /** Requests for approval that named them. */
  readonly requests: number;
  /** Entries of the audit logs whose change was forgotten, as it named them. */
  readonly forgottenChanges: number;
}

/** What is kept of the people of an organisation, and forgetting who they were. */
export interface MemberRecords {
  /** Refuses `not-found`; also whoever does not exist for the caller. */
  readonly exported: (who: Principal, member: string) => Promise<Result<MemberData>>;
  /**
   * Puts tombstones where anything tells who somebody was who is no member any more. Their id stays: the audit log, approvals and keys name
   * people by it alone, so what they did stays told and sealed. Refuses `not-found` and `still-member`.
   */
  readonly erase: (who: Principal, member: string) => Promise<Result<ErasedMember>>;
}

/** The people's data over the store. */
export function createMemberRecords(store: Store, realNow: () => Instant): MemberRecords {
  const environmentIds = async (organisation: string): Promise<readonly string[]> =>
    (await environmentsOf(store.pool, organisation)).map(({ id }) => id);
  const identity = async (
    who: Principal,
    id: string,
    reach: Reach,
  ): Promise<Result<MemberIdentity>> => {
    const member = await reading({ store }, reach.organisation, (tx) => memberIdentity(tx, id));
    if (member === undefined) return refuse(noMember(id));
    const theirs = member.environments === null ? {} : { environments: member.environments };
    return who.member === id || covers(reach, theirs) ? ok(member) : refuse(noMember(id));
  };
  return {
    exported: async (who, id) => {
      const reach = await reachOf(store.pool, who);
      const known = await identity(who, id, reach);
      if (!known.ok) return known;
      const environments: Record<string, FoundRecords> = {};
      for (const environment of await environmentIds(reach.organisation)) {
        const records = await reading({ store }, environment, (tx) => memberRecords(tx, id));
        if (Object.keys(records).length > 0) environments[environment] = records;
      }
      return ok({ member: id, takenAt: formatInstant(realNow()), environments });
    },
    erase: async (who, id) => {
      const reach = await reachOf(store.pool, who);
      const { organisation } = reach;
      const known = await identity(who, id, reach);
      if (!known.ok) return known;
      const { email, name, removed } = known.value;
      if (!removed) return refuse(stillMember(id));
      const mentions = { ...replacementsOf(id, [{ email, name }]), quoted: JSON.stringify(email) };
      // An organisation's own rows last: whoever asks again after a failure is still told who it was.
      const others = (await environmentIds(organisation)).filter((one) => one !== organisation);
      const sums: Erased[] = [];
      for (const environment of others)
        sums.push(await eraseElsewhere(store, environment, mentions));
      return store.withTenant(organisation, async (tx) => {
        sums.push(await eraseMentions(tx, mentions));
        await eraseMember(tx, id, tombstone);
        const done: ErasedMember = {
          member: id,
          erasedAt: formatInstant(realNow()),
          requests: sums.reduce((sum, { requests }) => sum + requests, 0),
          forgottenChanges: sums.reduce((sum, { forgottenChanges }) => sum + forgottenChanges, 0),
        };
        noteChange({ after: done });
        return ok(done);
      });
    },
  };
}

type Erased = Pick<ErasedMember, "requests" | "forgottenChanges">;
type Mentions = Replacements & { readonly quoted: string };

async function eraseMentions(tx: Tx, mentions: Mentions): Promise<Erased> {
  // Of somebody who was erased before nothing is known that could be looked for.
  if (mentions.olds.length === 0) return { requests: 0, forgottenChanges: 0 };
  const request = openAct()?.request ?? "";
  const forgottenChanges = await forgetMentions(tx, mentions.quoted, request);
  return { requests: await eraseInRequests(tx, mentions), forgottenChanges };
}

/** Each log explains by an entry of its own what it forgot. */
function eraseElsewhere(store: Store, environment: string, mentions: Mentions): Promise<Erased> {
  const erase = () =>
    store.withTenant(environment, async (tx) => {
      const erased = await eraseMentions(tx, mentions);
      noteChange({ after: erased });
      return erased;
    });
  const act = openAct();
  return act === undefined ? erase() : inAct(act, erase);
}

const noMember = (id: string): Fault => ({
  code: "not-found",
  path: "/id",
  message: "there is no such member, and there was none",
  value: id.slice(0, 64),
});

const stillMember = (id: string): Fault => ({
  code: "still-member",
  path: "/id",
  message: "they are a member, whom the organisation needs to know",
  value: id,
  suggestion: "remove them first: DELETE /v1/members/{id}",
});
