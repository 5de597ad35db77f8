import type { CustomFetch } from "openid-client";
import type { Store } from "../store/store.ts";
import type { Instant } from "../time/instant.ts";
import type { AddressRange } from "../webhook/address-rules.ts";
import { createRoleDesk, type RoleDesk } from "./custom-roles.ts";
import { createMemberDesk, type MemberDesk } from "./member-desk.ts";
import { createOneTimeCodes, type OneTimeCodes } from "./one-time-codes.ts";
import type { OpenIdSettings } from "./open-id-settings.ts";
import { createOpenIdSignIn, type OpenIdSignIn } from "./open-id-sign-in.ts";
import { createPeopleSessions, type PeopleSessions } from "./people-sessions.ts";
import { createSetUp, type SetUp } from "./set-up.ts";
import { createSignIn, type SignIn } from "./sign-in.ts";
import { createSignInProviders, type SignInProviderDesk } from "./sign-in-providers.ts";

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
  /** The configuration's provider of sign-in, for the first organisation; none where absent. */
  readonly openId?: OpenIdSettings | undefined;
  /** How browsers reach this server, which providers send them back to. */
  readonly origin: string | undefined;
  /** Ranges of addresses of one's own network where providers of organisations may be. */
  readonly allowed: readonly AddressRange[];
  /** Asks providers of organisations. */
  readonly fetch: CustomFetch;
  /** Told of what failed there. */
  readonly onOpenIdFailure: (error: unknown) => void;
}

/** The organisation of a server that nobody has divided. */
export const organisationDefault = "default";

/** The people of a database, and the set-up of its first organisation. */
export function createPeople(parts: PeopleParts): {
  readonly people: People;
  readonly setUp: SetUp;
  readonly openId: OpenIdSignIn;
  readonly signInProviders: SignInProviderDesk;
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
  const { origin, allowed, fetch } = parts;
  const providers = createSignInProviders({ ...shared, settings: parts.openId, origin, allowed });
  const openId = createOpenIdSignIn({
    ...shared,
    sessions: { open },
    providers,
    fetch,
    onFailure: parts.onOpenIdFailure,
  });
  return { people, setUp, openId, signInProviders: providers };
}
