import type { PortalRole } from "../../access/portal-acts.ts";
import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { noteChange } from "../../store/act.ts";
import { knownCustomers } from "../../store/customers.ts";
import {
  forgetPortalLinks,
  holdPortalLink,
  insertPortalLink,
  listPortalLinks,
  notePortalLinkUse,
  revokePortalLink,
  type StoredPortalLink,
} from "../../store/portal-links.ts";
import {
  addPortalMember,
  portalMembersMax,
  type StoredPortalMember,
} from "../../store/portal-members.ts";
import type { Tx } from "../../store/tenant.ts";
import { parseDuration } from "../../time/duration.ts";
import { DAY_MS, formatInstant, type Instant, MINUTE_MS } from "../../time/instant.ts";
import { keySecrets, randomText } from "../key-secrets.ts";
import { emailFault } from "../member-desk.ts";
import { noSuchCustomer } from "../no-such-customer.ts";
import { readSessionText, sessionText } from "../people-sessions.ts";
import { pageOrThrow, reading } from "../report-parts.ts";
import type { Page, PageRequest } from "../reports.ts";
import { sameSecret } from "../same-secret.ts";
import { idleMs, type PortalPeopleParts, type PortalSessionKeeper } from "./portal-sessions.ts";
import { type PortalLanguage, portalSettings } from "./portal-settings.ts";

/** A way into the portal of a customer that somebody asks for. */
export interface PortalLinkRequest {
  readonly customer: string;
  /** Whom it is for; whoever has it where absent. Somebody known by their e-mail stays what they are. */
  readonly for?: { readonly name: string; readonly email: string };
  /** `admin` where absent. */
  readonly role?: PortalRole;
  /** How long it opens the portal, ISO 8601: `PT15M` where absent, at most `P7D`. */
  readonly expiresIn?: string;
  /** Whether it opens the portal once only. */
  readonly once?: boolean;
  /** Whether it opens the portal within a page of the seller's, and nowhere else. */
  readonly embed?: boolean;
  readonly language?: PortalLanguage;
  /** Where the portal leads back to: an address of the seller's. */
  readonly returnTo?: string;
}

/** A link as it is listed. Instants are RFC 3339, UTC, of real time. */
export interface PortalLinkView {
  readonly id: string;
  readonly customer: string;
  readonly member: { readonly id: string; readonly name: string; readonly email: string } | null;
  readonly role: PortalRole;
  readonly embed: boolean;
  readonly once: boolean;
  readonly language: string | null;
  readonly returnTo: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  /** When it first opened the portal. */
  readonly usedAt: string | null;
  readonly state: "open" | "expired" | "revoked" | "used";
  /** Sessions of it that are open. */
  readonly sessions: number;
}

/** A link that was just made. */
export interface NewPortalLink extends PortalLinkView {
  /** What opens the portal: it is kept nowhere and cannot be shown again. */
  readonly token: string;
}

/** A session that a link opened. */
export interface OpenedPortal {
  readonly token: string;
  readonly embed: boolean;
  readonly expiresAt: Instant;
}

/** Ways into portals. */
export interface PortalLinks {
  /** Refuses `unknown-customer`, `invalid-email`, `invalid-duration`, `no-embed-origin`, `too-many-members`. */
  readonly make: (tenant: string, request: PortalLinkRequest) => Promise<Result<NewPortalLink>>;
  /** Newest first. */
  readonly list: (
    tenant: string,
    query: PageRequest & { readonly customer?: string },
  ) => Promise<Page<PortalLinkView>>;
  /** Revokes a link, and ends every session of it. Refuses `not-found`. */
  readonly revoke: (tenant: string, id: string) => Promise<Result<PortalLinkView>>;
  /**
   * Opens a session by a link. Refuses `portal-link-unknown`, and of one whose secret is right `portal-link-revoked`,
   * `portal-link-used` and `portal-link-expired`.
   */
  readonly enter: (token: string) => Promise<Result<OpenedPortal>>;
}

/** What is needed to make a link for somebody who is known. */
export interface LinkTerms {
  readonly customer: string;
  readonly member: StoredPortalMember | null;
  readonly role: PortalRole;
  readonly lastsMs: number;
  readonly once?: boolean;
  readonly embed?: boolean;
  readonly language?: string;
  readonly returnTo?: string;
}

/** The same for the other services of the portal. */
export interface LinkKeeper extends PortalLinks {
  /** Makes a link in a transaction of the tenant. */
  readonly keep: (tx: Tx, terms: LinkTerms) => Promise<NewPortalLink>;
}

const lastsDefault = "PT15M";

/** How long a link opens the portal at most. */
export const linkMsMax = 7 * DAY_MS;

/** How long links that ended are listed. */
const rememberedMs = 90 * DAY_MS;

/** Opens the desk of links. */
export function createPortalLinks(
  { store, library, pepper, realNow }: PortalPeopleParts,
  sessions: Pick<PortalSessionKeeper, "open">,
): LinkKeeper {
  const { hashOf } = keySecrets(pepper);
  const keep: LinkKeeper["keep"] = async (tx, terms) => {
    const [id, secret, createdAt] = [randomText(12), randomText(32), realNow()];
    const { member, customer, lastsMs, once = false, embed = false } = terms;
    const link: Omit<StoredPortalLink, "secretHash"> = {
      ...{ id, customer, once, embed, createdAt },
      role: member?.role ?? terms.role,
      member: member?.id ?? null,
      memberName: member?.name ?? null,
      memberEmail: member?.email ?? null,
      language: terms.language ?? null,
      returnTo: terms.returnTo ?? null,
      expiresAt: createdAt + lastsMs,
      usedAt: null,
      revokedAt: null,
      sessions: 0,
    };
    await insertPortalLink(tx, { ...link, secretHash: hashOf(secret) });
    await forgetPortalLinks(tx, createdAt - rememberedMs);
    const { createdAt: _, expiresAt, ...told } = linkView(link, createdAt);
    const { id: who = null } = told.member ?? {};
    noteChange({
      subject: `/v1/portal-links/${id}`,
      customer,
      after: { ...told, member: who, expiresAt },
    });
    return { ...linkView(link, createdAt), token: sessionText(tx.tenant, id, secret) };
  };
  return {
    keep,
    make: async (tenant, request) => {
      const { customer, for: person, role = "admin", embed = false } = request;
      const lastsMs = lastsOf(request.expiresIn);
      if (!lastsMs.ok) return lastsMs;
      const wrong = person && emailFault(person.email);
      if (wrong !== undefined) return refuse({ ...wrong, path: "/for/email" });
      return store.withTenant(tenant, async (tx): Promise<Result<NewPortalLink>> => {
        if (!(await knownCustomers(tx, [customer])).has(customer)) return noSuchCustomer(customer);
        if (embed && (await portalSettings(tx, library)).origins.length === 0)
          return refuse(noEmbedOrigin);
        const member = person && (await addedMember(tx, { customer, role, ...person }, realNow()));
        if (person !== undefined && member === undefined) return refuse(tooManyMembers);
        const { once, language, returnTo } = request;
        return ok(
          await keep(tx, {
            ...{ customer, role, embed, lastsMs: lastsMs.value },
            member: member ?? null,
            ...(once === undefined ? {} : { once }),
            ...(language === undefined ? {} : { language }),
            ...(returnTo === undefined ? {} : { returnTo }),
          }),
        );
      });
    },
    list: (tenant, query) =>
      reading({ store }, tenant, async (tx) => {
        const now = realNow();
        const listed = await listPortalLinks(tx, { ...query, now, seenSince: now - idleMs });
        const page = pageOrThrow(listed);
        return { items: page.items.map((link) => linkView(link, now)), next: page.next };
      }),
    revoke: (tenant, id) =>
      store.withTenant(tenant, async (tx): Promise<Result<PortalLinkView>> => {
        const link = await holdPortalLink(tx, id);
        if (link === undefined) return refuse(noLink(id));
        const revokedAt = link.revokedAt ?? realNow();
        noteChange({ customer: link.customer });
        await revokePortalLink(tx, id, revokedAt);
        return ok(linkView({ ...link, revokedAt }, revokedAt));
      }),
    enter: async (token) => {
      const read = readSessionText(token);
      if (read === undefined) return refuse(linkFaults.unknown);
      return store.withTenant(read.organisation, async (tx): Promise<Result<OpenedPortal>> => {
        const link = await holdPortalLink(tx, read.id);
        const matches = sameSecret(hashOf(read.secret), link?.secretHash ?? hashOf("nobody"));
        if (!matches || link === undefined) return refuse(linkFaults.unknown);
        const now = realNow();
        const state = stateOf(link, now);
        if (state !== "open") return refuse(linkFaults[state]);
        await notePortalLinkUse(tx, link.id, now);
        const { customer, embed } = link;
        return ok({ embed, ...(await sessions.open(tx, { link: link.id, customer })) });
      });
    },
  };
}

/** Somebody of a customer, added where nobody has their e-mail; undefined where it has too many people. */
async function addedMember(
  tx: Tx,
  person: {
    readonly customer: string;
    readonly name: string;
    readonly email: string;
    readonly role: PortalRole;
  },
  createdAt: Instant,
): Promise<StoredPortalMember | undefined> {
  const { email, ...rest } = person;
  const added = { ...rest, id: randomText(12), email: email.toLowerCase(), createdAt };
  return (await addPortalMember(tx, added))?.member;
}

function stateOf(
  link: Pick<StoredPortalLink, "once" | "usedAt" | "revokedAt" | "expiresAt">,
  now: Instant,
): PortalLinkView["state"] {
  if (link.revokedAt !== null) return "revoked";
  if (link.once && link.usedAt !== null) return "used";
  return link.expiresAt <= now ? "expired" : "open";
}

function linkView(link: Omit<StoredPortalLink, "secretHash">, now: Instant): PortalLinkView {
  const { member, memberName, memberEmail } = link;
  const instantOrNull = (at: Instant | null) => (at === null ? null : formatInstant(at));
  return {
    id: link.id,
    customer: link.customer,
    member:
      member === null ? null : { id: member, name: memberName ?? "", email: memberEmail ?? "" },
    role: link.role,
    embed: link.embed,
    once: link.once,
    language: link.language,
    returnTo: link.returnTo,
    createdAt: formatInstant(link.createdAt),
    expiresAt: formatInstant(link.expiresAt),
    revokedAt: instantOrNull(link.revokedAt),
    usedAt: instantOrNull(link.usedAt),
    state: stateOf(link, now),
    sessions: link.revokedAt === null ? link.sessions : 0,
  };
}

function lastsOf(text = lastsDefault): Result<number> {
  const length = parseDuration(text, "/expiresIn");
  if (!length.ok || (length.value >= MINUTE_MS && length.value <= linkMsMax)) return length;
  return refuse({
    code: "invalid-duration",
    path: "/expiresIn",
    message: "a link lasts from one minute to seven days",
    value: text,
    suggestion: 'write "PT15M"',
  });
}

const linkFaults = {
  unknown: {
    code: "portal-link-unknown",
    path: "/token",
    message: "this opens no portal",
    suggestion: "ask for another link",
  },
  revoked: {
    code: "portal-link-revoked",
    path: "/token",
    message: "this link was taken back",
    suggestion: "ask for another link",
  },
  used: {
    code: "portal-link-used",
    path: "/token",
    message: "this link opens the portal once, and did",
    suggestion: "ask for another link",
  },
  expired: {
    code: "portal-link-expired",
    path: "/token",
    message: "this link is over",
    suggestion: "ask for another link",
  },
} as const satisfies Record<string, Fault>;

/** The refusal of one more person. */
export const tooManyMembers: Fault = {
  code: "too-many-members",
  path: "",
  message: `a customer has at most ${portalMembersMax} people in its portal`,
  suggestion: "remove somebody first",
};

const noEmbedOrigin: Fault = {
  code: "no-embed-origin",
  path: "/embed",
  message: "no page may show the portal within itself",
  suggestion: "name the origins of your pages in PUT /v1/portal-settings",
};

const noLink = (id: string): Fault => ({
  code: "not-found",
  path: "/id",
  message: "there is no such link",
  value: id.slice(0, 64),
});
