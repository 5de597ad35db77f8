import type { FastifyRequest } from "fastify";
import { isLoopbackName } from "../session-cookie.ts";

/** Where people reach the portal, or a page that we serve: where the seller says, else where the request went. */
export function portalOrigin(request: FastifyRequest, address: string | null): string {
  if (address !== null) return address;
  // Who reaches the server by another name has a proxy that ends TLS.
  const scheme = isLoopbackName(request.hostname) ? "http" : "https";
  return `${scheme}://${request.host}`;
}

/** Where a link opens the portal. The token stands behind the `#`, which no server or proxy is sent and so none logs. */
export const portalUrl = (
  origin: string,
  {
    token,
    embed,
    tenant,
  }: { readonly token: string; readonly embed: boolean; readonly tenant: string },
): string =>
  embed
    ? `${origin}/portal/embed/${encodeURIComponent(tenant)}#${token}`
    : `${origin}/portal/#${token}`;
