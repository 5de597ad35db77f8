import type { Instant } from "../time/instant.ts";

/** A message as it is signed: its id, when it is sent (UTC), and its bytes as text. */
export interface SignedMessage {
  readonly id: string;
  readonly sentAt: Instant;
  readonly body: string;
}

/** HMAC-SHA256 of a text under a secret such as `whsec_MfKQ…`, in base64. */
export type HmacSha256 = (secret: string, text: string) => string;

/** How many secrets a message is signed with at most: the one of now, and the one before it. */
export type SigningSecrets = readonly [current: string, previous?: string | undefined];

/** The seconds since 1970 that a message says it was sent at. */
const secondsOf = ({ sentAt }: SignedMessage): string => String(Math.floor(sentAt / 1_000));

/**
 * The headers by which a receiver knows that a message is ours, by the Standard Webhooks specification 1.0: `webhook-id`,
 * `webhook-timestamp` and `webhook-signature`, with a signature for each secret that is in force.
 */
export function signatureHeaders(
  message: SignedMessage,
  secrets: SigningSecrets,
  hmac: HmacSha256,
): Readonly<Record<string, string>> {
  const timestamp = secondsOf(message);
  const signed = `${message.id}.${timestamp}.${message.body}`;
  return {
    "webhook-id": message.id,
    "webhook-timestamp": timestamp,
    "webhook-signature": secrets
      .flatMap((secret) => (secret === undefined ? [] : [`v1,${hmac(secret, signed)}`]))
      .join(" "),
  };
}
