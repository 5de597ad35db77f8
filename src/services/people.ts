import type { Store } from "../store/store.ts";
import type { Instant } from "../time/instant.ts";
import { createRoleDesk, type RoleDesk } from "./custom-roles.ts";
import { createMemberDesk, type MemberDesk } from "./member-desk.ts";
import { createOneTimeCodes, type OneTimeCodes } from "./one-time-codes.ts";
import { createPeopleSessions, type PeopleSessions } from "./people-sessions.ts";
import { createSetUp, type SetUp } from "./set-up.ts";
import { createSignIn, type SignIn } from "./sign-in.ts";

/** The people of organisations: who they are, what they may do, and how they get in. */
export interface People extends MemberDesk, RoleDesk, SignIn, PeopleSessions, OneTimeCodes {}

/** What the people of a database stand on. */
export interface PeopleParts {
  readonly store: Store;
  /** The installation's secret. */
  readonly pepper: Uint8Array;
  /** Real time. */
  readonly realNow: () => Instant;
  /** Whether the server waits for its first owner. */
  readonly demandsSetUp: boolean;
}

/** The organisation of a server that nobody has divided. */
export const organisationDefault = "default";

/** The people of a database, and the set-up of its first organisation. */
export function createPeople({ store, pepper, realNow, demandsSetUp }: PeopleParts): {
  readonly people: People;
  readonly setUp: SetUp;
} {
  const { open, forget, ...sessions } = createPeopleSessions(store, pepper, realNow);
  const { prove, recover, ...codes } = createOneTimeCodes(store, pepper, realNow);
  const people: People = {
    ...sessions,
    ...codes,
    ...createMemberDesk(store, pepper, realNow, forget),
    ...createRoleDesk(store, realNow, forget),
    ...createSignIn({
      store,
      pepper,
      realNow,
      sessions: { ...sessions, open, forget },
      codes: { prove, recover },
      organisation: organisationDefault,
    }),
  };
  const setUp = createSetUp({
    ...{ store, pepper, realNow, sessions: { open } },
    organisation: organisationDefault,
    isDemanded: demandsSetUp,
  });
  return { people, setUp };
}
