import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Instant } from "../time/instant.ts";
import type { Principal } from "./principal.ts";

/** Console sessions: signed tokens that read, and nothing else. They end with the process that signed them. */
export interface Sessions {
  readonly open: (tenant: string, now: Instant) => string;
  /** The session's principal; undefined for a forged, damaged or expired token. */
  readonly find: (token: string, now: Instant) => Principal | undefined;
  /** A token for a link that opens one session, once. */
  readonly invite: (tenant: string) => string;
  /** The tenant that an invitation is for, the first time it is shown. */
  readonly redeem: (invitation: string) => string | undefined;
}

const lifetimeMs = 12 * 3_600_000;
const invitationsMax = 100;

/** Sessions signed with a secret that lives and dies with this process. Lifetimes run on real time. */
export function createSessions(): Sessions {
  const secret = randomBytes(32);
  const invitations = new Map<string, string>();
  const sign = (text: string): string =>
    createHmac("sha256", secret).update(text).digest("base64url");

  return {
    open: (tenant, now) => {
      const body = Buffer.from(JSON.stringify({ tenant, until: now + lifetimeMs })).toString(
        "base64url",
      );
      return `${body}.${sign(body)}`;
    },
    find: (token, now) => {
      const [body = "", signature = ""] = token.split(".");
      if (!equal(signature, sign(body))) return undefined;
      const { tenant, until } = JSON.parse(Buffer.from(body, "base64url").toString()) as {
        tenant: string;
        until: Instant;
      };
      if (now >= until) return undefined;
      return { tenant, credential: "session", may: "read" };
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

function equal(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}
