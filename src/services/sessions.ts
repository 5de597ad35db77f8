import { createHmac, randomBytes } from "node:crypto";
import { actionsOfScopes, type Scope } from "../access/scopes.ts";
import type { Instant } from "../time/instant.ts";
import type { Principal } from "./principal.ts";
import { sameSecret } from "./same-secret.ts";

/** Console sessions of nobody in particular: signed tokens, which end with the process that signed them. */
export interface Sessions {
  /** What only looks, where no scopes are told. */
  readonly open: (tenant: string, now: Instant, scopes?: readonly Scope[]) => string;
  /** The session's principal; undefined for a forged, damaged, closed or expired token. */
  readonly find: (token: string, now: Instant) => Principal | undefined;
  /** Ends a session for good, whoever else holds its token; nothing for one that is not valid. */
  readonly close: (token: string, now: Instant) => void;
  /** A token for a link that opens one session, once. */
  readonly invite: (tenant: string) => string;
  /** The tenant that an invitation is for, the first time it is shown. */
  readonly redeem: (invitation: string) => string | undefined;
}

/** What a token says. */
interface Session {
  readonly id: string;
  readonly tenant: string;
  readonly until: Instant;
  readonly scopes: readonly Scope[];
}

const lifetimeMs = 12 * 3_600_000;
const invitationsMax = 100;

/** Sessions signed with a secret that lives and dies with this process. Lifetimes run on real time. */
export function createSessions(): Sessions {
  const secret = randomBytes(32);
  const invitations = new Map<string, string>();
  /** When each would have ended by itself, by id; after that it needs no remembering. */
  const closed = new Map<string, Instant>();
  const sign = (text: string): string =>
    createHmac("sha256", secret).update(text).digest("base64url");

  const read = (token: string, now: Instant): Session | undefined => {
    const [body = "", signature = ""] = token.split(".");
    if (!sameSecret(signature, sign(body))) return undefined;
    const session = JSON.parse(Buffer.from(body, "base64url").toString()) as Session;
    return now >= session.until || closed.has(session.id) ? undefined : session;
  };

  return {
    open: (tenant, now, scopes = ["read"]) => {
      const session: Session = {
        id: randomBytes(12).toString("base64url"),
        tenant,
        until: now + lifetimeMs,
        scopes,
      };
      const body = Buffer.from(JSON.stringify(session)).toString("base64url");
      return `${body}.${sign(body)}`;
    },
    find: (token, now) => {
      const session = read(token, now);
      if (session === undefined) return undefined;
      return {
        tenant: session.tenant,
        credential: "session",
        kind: "session",
        allowed: actionsOfScopes(session.scopes),
      };
    },
    close: (token, now) => {
      const session = read(token, now);
      if (session === undefined) return;
      for (const [id, until] of closed) if (until <= now) closed.delete(id);
      closed.set(session.id, session.until);
    },
    invite: (tenant) => {
      const invitation = randomBytes(24).toString("base64url");
      if (invitations.size >= invitationsMax) invitations.clear();
      invitations.set(invitation, tenant);
      return invitation;
    },
    redeem: (invitation) => {
      const tenant = invitations.get(invitation);
      invitations.delete(invitation);
      return tenant;
    },
  };
}
