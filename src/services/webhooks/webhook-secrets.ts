import { createHmac, randomBytes } from "node:crypto";
import type { StoredEndpoint } from "../../store/webhook-endpoints.ts";
import type { Instant } from "../../time/instant.ts";
import type { HmacSha256, SigningSecrets } from "../../webhook/signature.ts";
import { createSealer } from "../payments/sealer.ts";

const prefix = "whsec_";
const secretBytes = 32;

/** HMAC-SHA256 under a secret of Standard Webhooks: base64 behind `whsec_`. */
export const hmacSha256: HmacSha256 = (secret, text) =>
  createHmac("sha256", Buffer.from(secret.slice(prefix.length), "base64"))
    .update(text, "utf8")
    .digest("base64");

/** Makes the secrets of endpoints, and keeps them so that the database alone tells nothing of them. */
export interface WebhookSecrets {
  readonly make: () => string;
  readonly seal: (tenant: string, endpoint: string, secret: string) => string;
  /** What a message is signed with by now; undefined where it was sealed by another installation. */
  readonly of: (
    tenant: string,
    endpoint: StoredEndpoint,
    now: Instant,
  ) => SigningSecrets | undefined;
}

/** Secrets under the installation's. */
export function createWebhookSecrets(installationSecret: Uint8Array): WebhookSecrets {
  const sealer = createSealer(installationSecret);
  const contextOf = (tenant: string, endpoint: string): string => `webhook ${tenant}/${endpoint}`;
  return {
    make: () => `${prefix}${randomBytes(secretBytes).toString("base64")}`,
    seal: (tenant, endpoint, secret) => sealer.seal(secret, contextOf(tenant, endpoint)),
    of: (tenant, { id, secret, previousSecret, previousUntil }, now) => {
      const current = sealer.open(secret, contextOf(tenant, id));
      if (current === undefined) return undefined;
      if (previousSecret === null || previousUntil === null || previousUntil <= now)
        return [current];
      return [current, sealer.open(previousSecret, contextOf(tenant, id))];
    },
  };
}
