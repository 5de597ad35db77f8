import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { type NamedPerson, tombstone, withoutPerson } from "../../governance/personal-texts.ts";
import { inAct, noteChange, openAct } from "../../store/act.ts";
import { environmentsOf } from "../../store/environments.ts";
import {
  eraseMember,
  eventsOfRequest,
  forgetChangesAt,
  forgetRequestAnswer,
  type MemberIdentity,
  type MemberRequest,
  memberChanges,
  memberIdentity,
  memberRecords,
  memberRequests,
  rewriteEvent,
  rewriteRequest,
} from "../../store/member-data.ts";
import type { FoundRecords } from "../../store/personal-data.ts";
import type { Store } from "../../store/store.ts";
import type { Tx } from "../../store/tenant.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import type { Principal } from "../principal.ts";
import { covers, type Reach, reachOf } from "../reach.ts";
import { reading } from "../report-parts.ts";
import { jsonOf } from "./approval-views.ts";

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
   * people by it alone, so what they did stays told and sealed. Refuses `not-found`, `still-member` and `member-again`.
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
      const { email, name, removed, again } = known.value;
      if (!removed) return refuse(stillMember(id));
      if (again) return refuse(memberAgain(id));
      const person = { id, email, name };
      // An organisation's own rows last: whoever asks again after a failure is still told who it was.
      const others = (await environmentIds(organisation)).filter((one) => one !== organisation);
      const sums: Erased[] = [];
      for (const environment of others) sums.push(await eraseElsewhere(store, environment, person));
      return store.withTenant(organisation, async (tx) => {
        sums.push(await eraseMentions(tx, person));
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

async function eraseMentions(tx: Tx, person: NamedPerson): Promise<Erased> {
  // Of somebody who was erased before nothing is known that could be looked for.
  if (person.email === tombstone) return { requests: 0, forgottenChanges: 0 };
  const requests = (await memberRequests(tx)).map(readable);
  const byId = new Map(requests.map((request) => [request.id, request]));
  const naming = (await memberChanges(tx)).filter(({ subject, change }) => {
    const told = jsonOf(change);
    const request = byId.get(/^\/v1\/approvals\/([^/]+)/.exec(subject)?.[1] ?? "");
    return withoutPerson(told, person, [subject, told, request]) !== undefined;
  });
  const positions = naming.map(({ position }) => position);
  await forgetChangesAt(tx, positions, openAct()?.request ?? "");
  let erased = 0;
  for (const request of requests) if (await eraseInRequest(tx, request, person)) erased += 1;
  return { requests: erased, forgottenChanges: positions.length };
}

/** Whether a request named them. */
async function eraseInRequest(
  tx: Tx,
  request: ReadableRequest,
  person: NamedPerson,
): Promise<boolean> {
  const left = withoutPerson(request, person);
  if (left === undefined) return false;
  await rewriteRequest(tx, { ...left, body: textOf(left.body), answer: textOf(left.answer) });
  await forgetRequestAnswer(tx, request.id);
  for (const { event, message } of await eventsOfRequest(tx, request.id)) {
    const told = withoutPerson(jsonOf(message), person, [request, message]);
    if (told !== undefined) await rewriteEvent(tx, { event, message: JSON.stringify(told) });
  }
  return true;
}

type ReadableRequest = ReturnType<typeof readable>;

const readable = ({ body, answer, ...request }: MemberRequest) => ({
  ...request,
  body: jsonOf(body),
  answer: jsonOf(answer),
});

/** What {@link jsonOf} reads again: a text that is no JSON was kept as it is. */
const textOf = (value: unknown): string | null =>
  value === null || typeof value === "string" ? value : JSON.stringify(value);

/** Each log explains by an entry of its own what it forgot. */
function eraseElsewhere(store: Store, environment: string, person: NamedPerson): Promise<Erased> {
  const erase = () =>
    store.withTenant(environment, async (tx) => {
      const erased = await eraseMentions(tx, person);
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

const memberAgain = (id: string): Fault => ({
  code: "member-again",
  path: "/id",
  message:
    "they were invited again and are a member by another id, whom the organisation needs to know",
  value: id,
  suggestion: "remove that member too, and erase both",
});
