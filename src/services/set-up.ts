import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { holdMembers, insertMember, setPassword } from "../store/members.ts";
import type { Store } from "../store/store.ts";
import type { Instant } from "../time/instant.ts";
import { keySecrets, randomText } from "./key-secrets.ts";
import { emailFault, hasOwner, knownEmail } from "./member-desk.ts";
import { chosenPassword } from "./passwords.ts";
import type { OpenedSession, SessionKeeper } from "./people-sessions.ts";
import { sameSecret } from "./same-secret.ts";
import type { Browser } from "./sign-in.ts";

/** Who owns a server that others reach. */
export interface SetUpRequest {
  /** What the server printed when it started. */
  readonly token: string;
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/** The set-up of a server that others reach: until it has an owner who can sign in, it serves nobody. */
export interface SetUp {
  /** Whether the server waits for one at all. */
  readonly isDemanded: boolean;
  /** Whether it waits for its first owner. Once it does not, it never does again. */
  readonly isNeeded: () => Promise<boolean>;
  /** What makes somebody the first owner; the same on every server process of an installation. */
  readonly token: string;
  /**
   * Makes the first owner and opens a session. Refuses `set-up-refused` of a wrong token and where there is an owner,
   * `invalid-email`, `already-member` and `password-length`.
   */
  readonly setUp: (request: SetUpRequest, from: Browser) => Promise<Result<OpenedSession>>;
}

/** What the set-up stands on. */
export interface SetUpParts {
  readonly store: Store;
  readonly pepper: Uint8Array;
  readonly realNow: () => Instant;
  readonly sessions: Pick<SessionKeeper, "open">;
  /** The organisation whose owner is missing. */
  readonly organisation: string;
  /** Whether the server demands one. */
  readonly isDemanded: boolean;
}

/** The set-up of an installation. */
export function createSetUp(parts: SetUpParts): SetUp {
  const { store, pepper, realNow, sessions, organisation } = parts;
  // No secret of its own to keep: it opens nothing once there is an owner, and the last owner stays.
  const token = keySecrets(pepper).hashOf(`set-up of ${organisation}`);
  const state = { isNeeded: parts.isDemanded };
  return {
    token,
    isDemanded: parts.isDemanded,
    isNeeded: async () => {
      if (state.isNeeded)
        state.isNeeded = !(await store.withTenant(organisation, hasOwner, { readOnly: true }));
      return state.isNeeded;
    },
    setUp: async ({ token: given, email, name, password }, { agent }) => {
      if (!sameSecret(given, token)) return refuse(refused);
      const wrong = emailFault(email);
      if (wrong !== undefined) return refuse(wrong);
      const hash = await chosenPassword(password);
      if (!hash.ok) return hash;
      const opened = await store.withTenant(organisation, async (tx) => {
        // Of two who come at once the second finds an owner.
        await holdMembers(tx);
        if (await hasOwner(tx)) return refuse(refused);
        const owner = { id: randomText(12), email: email.toLowerCase(), name, role: "owner" };
        const added = { ...owner, environments: null, createdAt: realNow() };
        if (!(await insertMember(tx, added))) return refuse(knownEmail(email));
        await setPassword(tx, owner.id, hash.value);
        return ok(await sessions.open(tx, { member: owner.id, environment: organisation, agent }));
      });
      if (opened.ok) state.isNeeded = false;
      return opened;
    },
  };
}

const refused: Fault = {
  code: "set-up-refused",
  path: "/token",
  message: "this is not what the server printed, or it is set up already",
  suggestion: "take the link that the server printed when it started, or sign in",
};
