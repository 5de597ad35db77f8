import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** Locks secrets away so that the database alone tells nothing of them. */
export interface Sealer {
  /** The text, sealed. The same text is sealed differently each time. */
  readonly seal: (text: string, context: string) => string;
  /** The text again; undefined where it was sealed under another secret or context, or was changed. */
  readonly open: (sealed: string, context: string) => string | undefined;
}

const version = "v1";
const ivBytes = 12;
const tagBytes = 16;

/**
 * Seals with AES-256-GCM under a key derived from the installation's secret. The context (whose secret it is, and for what)
 * is bound in: a sealed text that is moved to another row does not open there.
 */
export function createSealer(installationSecret: Uint8Array): Sealer {
  const key = Buffer.from(hkdfSync("sha256", installationSecret, "", "florin sealed secrets", 32));
  return {
    seal: (text, context) => {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(context));
      const parts = [iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()];
      return `${version}.${Buffer.concat(parts).toString("base64url")}`;
    },
    open: (sealed, context) => {
      const [given, text = ""] = sealed.split(".");
      const bytes = Buffer.from(text, "base64url");
      if (given !== version || bytes.length < ivBytes + tagBytes) return undefined;
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, ivBytes));
      decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(-tagBytes));
      try {
        const opened = decipher.update(bytes.subarray(ivBytes, -tagBytes));
        return Buffer.concat([opened, decipher.final()]).toString("utf8");
      } catch {
        return undefined;
      }
    },
  };
}
