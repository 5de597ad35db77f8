import { DAY_MS, type Instant } from "../../time/instant.ts";
import type { HostedPage, HostedPageRequest } from "../payment-provider.ts";
import type { Secret } from "../secret.ts";
import type { ServedPages } from "../served-page.ts";
import { payingMethods, sandboxMethods } from "./sandbox-outcome.ts";
import { readToken, type SandboxToken, signToken } from "./sandbox-token.ts";

/** How long a page of the sandbox can be opened, by the books' own time. */
const pageMs = 30 * DAY_MS;

/** Where we serve the sandbox's page of a request. `from`: when it was asked for, in the books' own time. */
export function sandboxPage(
  request: HostedPageRequest,
  kind: SandboxToken["kind"],
  key: Secret,
  from: Instant,
): HostedPage {
  const { id, tenant, origin, customerReference, kinds, successUrl, cancelUrl } = request;
  const expiresAt = from + pageMs;
  const all = { tenant, until: expiresAt, successUrl, cancelUrl };
  const token: SandboxToken =
    kind === "checkout" ? { kind, ...all, intent: id } : { kind, ...all, customerReference, kinds };
  const path = `/sandbox/${encodeURIComponent(tenant)}`;
  const url = `${origin}${path}?token=${signToken(token, key)}`;
  return { reference: `sandbox-page-${id}`, url, expiresAt };
}

/** Reads the tokens of those pages. */
export const readSandboxPage =
  (key: Secret): ServedPages["read"] =>
  (text, tenant, now) => {
    const token = readToken(text, key, { tenant, now });
    if (token === undefined) return undefined;
    const { successUrl, cancelUrl } = token;
    const back = { successUrl, cancelUrl };
    if (token.kind === "checkout")
      return { kind: token.kind, intent: token.intent, choices: payingMethods, ...back };
    const choices = sandboxMethods.filter(({ kind }) => token.kinds.includes(kind));
    return { kind: token.kind, customerReference: token.customerReference, choices, ...back };
  };
