import type { Store } from "../store/store.ts";
import type { Instant } from "../time/instant.ts";
import { createRoleDesk, type RoleDesk } from "./custom-roles.ts";
import { createMemberDesk, type MemberDesk } from "./member-desk.ts";
import { createOneTimeCodes, type OneTimeCodes } from "./one-time-codes.ts";
import { createOpenIdSignIn, type OpenIdSettings, type OpenIdSignIn } from "./open-id-sign-in.ts";
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
  /** A provider of sign-in; none where absent. */
  readonly openId?: OpenIdSettings | undefined;
  /** Told of what failed there. */
  readonly onOpenIdFailure: (error: unknown) => void;
}

/** The organisation of a server that nobody has divided. */
export const organisationDefault = "default";

/** The people of a database, and the set-up of its first organisation. */
export function createPeople(parts: PeopleParts): {
  readonly people: People;
  readonly setUp: SetUp;
  readonly openId: OpenIdSignIn | undefined;
} {
  const { store, pepper, realNow } = parts;
  const shared = { store, pepper, realNow, organisation: organisationDefault };
  const { open, forget, ...sessions } = createPeopleSessions(store, pepper, realNow);
  const { prove, recover, ...codes } = createOneTimeCodes(store, pepper, realNow);
  const people: People = {
    ...sessions,
    ...codes,
    ...createMemberDesk(store, pepper, realNow, forget),
    ...createRoleDesk(store, realNow, forget),
    ...createSignIn({
      ...shared,
      sessions: { ...sessions, open, forget },
      codes: { prove, recover },
    }),
  };
  const setUp = createSetUp({
    ...shared,
    sessions: { open },
    isDemanded: parts.demandsSetUp,
  });
  const openId =
    parts.openId &&
    createOpenIdSignIn({
      ...shared,
      sessions: { open },
      settings: parts.openId,
      onFailure: parts.onOpenIdFailure,
    });
  return { people, setUp, openId };
}
