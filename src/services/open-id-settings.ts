import { type Fault, ok, type Result } from "../fault/fault.ts";

/** The provider of the first organisation, as the configuration sets it, and whom it lets in. */
export interface OpenIdSettings {
  /** As in its discovery document: `https://login.example.com`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** How browsers reach this server, which the provider sends them back to: `https://billing.example.com`. */
  readonly origin: string;
  /** Who has a verified e-mail of one of these domains is a member without an invitation, with this role. */
  readonly newcomers?: { readonly domains: readonly string[]; readonly role: string };
}

/** Settings of sign-in by a provider, as texts. */
export interface OpenIdTexts {
  readonly issuer?: string | undefined;
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  readonly origin?: string | undefined;
  /** Between commas. */
  readonly domains?: string | undefined;
  readonly role?: string | undefined;
}

/** What each is set by. */
export const openIdVariables = {
  issuer: "FLORIN_OPENID_ISSUER",
  clientId: "FLORIN_OPENID_CLIENT_ID",
  clientSecret: "FLORIN_OPENID_CLIENT_SECRET",
  origin: "FLORIN_ORIGIN",
  domains: "FLORIN_OPENID_DOMAINS",
  role: "FLORIN_OPENID_ROLE",
} as const;

/**
 * The provider of sign-in that is set; undefined where none is. Refuses `setting-missing` of one without which the others mean
 * nothing, and `invalid-url` of an issuer that is not reached over TLS, but on this machine.
 */
export function openIdSettings(texts: OpenIdTexts): Result<OpenIdSettings | undefined> {
  const { issuer, clientId, clientSecret, origin, domains, role } = texts;
  if (issuer === undefined && clientId === undefined) return ok(undefined);
  const faults = [
    ...(["issuer", "clientId", "clientSecret", "origin"] as const)
      .filter((name) => texts[name] === undefined)
      .map(missing),
    ...(domains !== undefined && role === undefined ? [missing("role")] : []),
    ...(issuer === undefined || isSafe(issuer) ? [] : [unsafe(openIdVariables.issuer, issuer)]),
    ...(origin === undefined || URL.canParse(origin)
      ? []
      : [unsafe(openIdVariables.origin, origin)]),
  ];
  if (
    issuer === undefined ||
    clientId === undefined ||
    clientSecret === undefined ||
    origin === undefined ||
    faults.length > 0
  )
    return { ok: false, faults };
  const named = (domains ?? "").split(",").map((domain) => domain.trim().toLowerCase());
  const newcomers = { domains: named.filter((domain) => domain !== ""), role: role ?? "" };
  return ok({
    ...{ issuer, clientId, clientSecret, origin },
    ...(newcomers.domains.length === 0 ? {} : { newcomers }),
  });
}

const isSafe = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return (
    protocol === "https:" ||
    (protocol === "http:" && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname))
  );
};

const missing = (name: keyof OpenIdTexts): Fault => ({
  code: "setting-missing",
  path: openIdVariables[name],
  message: "sign-in by a provider is set, but not this",
  suggestion: `set ${openIdVariables[name]} too, or none of them`,
});

const unsafe = (path: string, value: string): Fault => ({
  code: "invalid-url",
  path,
  message: "this is an https URL, or one of this machine",
  value,
  suggestion: "for example https://login.example.com",
});
