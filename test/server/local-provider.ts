import type { Server } from "node:http";
import Provider from "oidc-provider";
import { vi } from "vitest";

/** What a provider of sign-in knows, and who is there. */
export interface LocalProvider {
  readonly issuer: string;
  /** Where it sends browsers back to. */
  readonly redirectUris: readonly string[];
  readonly clientSecret: string;
  /** Claims of accounts by their ids. */
  readonly accounts: Readonly<Record<string, object>>;
  /** The account of whoever is at the provider. */
  readonly person: () => string;
}

/** Makes a server a provider of OpenID Connect that asks nothing: whoever is there signs in, and agrees. */
export function openProvider(web: Server, local: LocalProvider): void {
  const { issuer, redirectUris, clientSecret, accounts, person } = local;
  // It advises whoever runs it, of which there is nobody.
  for (const kind of ["info", "warn"] as const) vi.spyOn(console, kind).mockReturnValue();
  const provider = new Provider(issuer, {
    clients: [
      { client_id: "florin", client_secret: clientSecret, redirect_uris: [...redirectUris] },
    ],
    cookies: { keys: ["of this test"] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: async () => ({ sub, ...accounts[sub] }),
    }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: "florin",
        accountId: oidc.session?.accountId ?? "",
      });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  web.on("request", (asked, reply) => {
    if (!asked.url?.startsWith("/interaction/")) return answer(asked, reply);
    return provider.interactionFinished(asked, reply, { login: { accountId: person() } });
  });
}
