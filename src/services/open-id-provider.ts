import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  type CustomFetch,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { emailFault } from "./member-desk.ts";

/** A provider of OpenID Connect, and what it knows this server as. */
export interface OpenIdClient {
  /** As in its discovery document: `https://login.example.com`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where it sends browsers back to. */
  readonly redirectUri: string;
}

/** What is kept of somebody while they are at the provider. */
export interface OpenIdProof {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Who the provider says that somebody is, and that the e-mail is theirs. */
export interface OpenIdIdentity {
  readonly subject: string;
  /** In lower case. */
  readonly email: string;
  readonly name: string;
}

/** One provider: the code flow with PKCE, a state and a nonce. Throws what the standard refuses, and where it does not answer. */
export interface OpenIdProvider {
  readonly begin: () => Promise<{ readonly address: string; readonly proof: OpenIdProof }>;
  /** Who came back; undefined where the provider does not say that their e-mail is theirs. */
  readonly identify: (query: string, proof: OpenIdProof) => Promise<OpenIdIdentity | undefined>;
}

const timeoutSeconds = 10;
const nameLengthMax = 200;

/**
 * Opens a provider. Its discovery document is read when it is first needed, and again after it could not be read. `fetch` asks it, where
 * not everything may be asked; who hands one allows plain HTTP with it where it does.
 */
export function openIdProvider(client: OpenIdClient, fetch?: CustomFetch): OpenIdProvider {
  const { redirectUri } = client;
  const configured = discovered(client, fetch);
  return {
    begin: async () => {
      const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
      const address = buildAuthorizationUrl(await configured(), {
        redirect_uri: redirectUri,
        scope: "openid email profile",
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        state,
        nonce,
      });
      return { address: address.href, proof: { state, nonce, verifier } };
    },
    identify: async (query, { state, nonce, verifier }) => {
      const provider = await configured();
      const address = new URL(redirectUri);
      address.search = query;
      const tokens = await authorizationCodeGrant(provider, address, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) return undefined;
      const told =
        claims.email === undefined
          ? await fetchUserInfo(provider, tokens.access_token, claims.sub)
          : claims;
      const { email, email_verified: isVerified, name } = told;
      if (typeof email !== "string" || isVerified !== true || emailFault(email) !== undefined)
        return undefined;
      return {
        subject: JSON.stringify([claims.iss, claims.sub]),
        email: email.toLowerCase(),
        name: typeof name === "string" && name.trim() !== "" ? name.slice(0, nameLengthMax) : email,
      };
    },
  };
}

function discovered({ issuer, clientId, clientSecret }: OpenIdClient, fetch?: CustomFetch) {
  let reading: Promise<Configuration> | undefined;
  const isPlain = new URL(issuer).protocol === "http:";
  return (): Promise<Configuration> => {
    reading ??= discovery(new URL(issuer), clientId, clientSecret, undefined, {
      timeout: timeoutSeconds,
      // Settings allow it of this machine alone, and of an organisation's provider where they open its address.
      execute: isPlain
        ? [allowInsecureRequests, enableNonRepudiationChecks]
        : [enableNonRepudiationChecks],
      ...(fetch === undefined ? {} : { [customFetch]: fetch }),
    }).catch((error) => {
      reading = undefined;
      throw error;
    });
    return reading;
  };
}
