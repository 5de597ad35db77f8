import { createHmac, randomBytes } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** What keys are made of and kept as, under a pepper that only this installation knows. */
export interface KeySecrets {
  /** What is kept of a secret. */
  readonly hashOf: (secret: string) => string;
  /** Says nothing about the pepper, and the same of it for ever. */
  readonly fingerprint: string;
}

/** How secrets are kept under a pepper. */
export function keySecrets(pepper: Uint8Array): KeySecrets {
  const hashOf = (secret: string): string =>
    createHmac("sha256", pepper).update(secret).digest("base64url");
  return { hashOf, fingerprint: hashOf("florin api keys").slice(0, 16) };
}

/** Letters and digits by chance, each as likely as every other. */
export function randomText(length: number): string {
  let text = "";
  while (text.length < length) {
    // 248 is the largest multiple of 62 below 256: taking the others would favour some letters.
    for (const byte of randomBytes(length)) {
      if (byte < 248 && text.length < length) text += alphabet[byte % 62];
    }
  }
  return text;
}
