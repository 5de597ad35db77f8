import { createHmac, randomBytes } from "node:crypto";
import { base32, type CounterHmac, totpStepOf } from "../access/totp.ts";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { holdMember, noteTotp, type StoredMember, setTotp } from "../store/members.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import type { Instant } from "../time/instant.ts";
import { keySecrets, randomText } from "./key-secrets.ts";
import { createSealer } from "./payments/sealer.ts";

/** What an app for one-time codes is given. */
export interface TotpSecret {
  /** In base32, to be typed. */
  readonly secret: string;
  /** The same as an `otpauth:` address, to be scanned. */
  readonly address: string;
}

/** What opens an account once, each, where the app is lost. */
export interface RecoveryCodes {
  readonly recoveryCodes: readonly string[];
}

/** One-time codes of an app (RFC 6238: SHA-1, six digits, 30 seconds), as the second thing that sign-in asks for. */
export interface OneTimeCodes {
  /** Makes a secret; codes are asked for once one was confirmed. Refuses `not-a-person`, `codes-are-on`. */
  readonly beginCodes: (tenant: string, member: string | undefined) => Promise<Result<TotpSecret>>;
  /** Confirms the secret by a code of it. Refuses `not-a-person`, `sign-in-refused`, `codes-are-on`. */
  readonly confirmCodes: (
    tenant: string,
    member: string | undefined,
    code: string,
  ) => Promise<Result<RecoveryCodes>>;
}

const secretBytes = 20;
const recoveryCodeCount = 10;
const recoveryCodeLength = 12;

/** One-time codes whose secrets are sealed under the installation's. */
export function createOneTimeCodes(
  store: Store,
  pepper: Uint8Array,
  realNow: () => Instant,
): OneTimeCodes & {
  /** Takes a code where the member has them on. Refuses `one-time-code-needed` and `sign-in-refused`. */
  readonly prove: (
    tx: Tx,
    member: StoredMember,
    code: string | undefined,
  ) => Promise<Result<undefined>>;
} {
  const sealer = createSealer(pepper);
  const { hashOf } = keySecrets(pepper);
  const stepOf = (tx: Tx, member: StoredMember, code: string): number | undefined => {
    const sealed = member.totpSealed ?? "";
    const secret = sealer.open(sealed, contextOf(tx.tenant, member.id));
    if (secret === undefined) return undefined;
    return totpStepOf(hmacOf(Buffer.from(secret, "base64url")), code, realNow(), member.totpUsed);
  };
  const ofPerson = async <T>(
    tenant: string,
    id: string | undefined,
    work: (tx: Tx, member: StoredMember) => Promise<Result<T>>,
  ): Promise<Result<T>> =>
    store.withTenant(tenant, async (tx) => {
      const member = id === undefined ? undefined : await holdMember(tx, { id });
      if (member === undefined) return refuse(notAPerson);
      return member.totpOn ? refuse(areOn) : work(tx, member);
    });
  return {
    beginCodes: (tenant, id) =>
      ofPerson(tenant, id, async (tx, member) => {
        const secret = randomBytes(secretBytes);
        const sealed = sealer.seal(secret.toString("base64url"), contextOf(tenant, member.id));
        await setTotp(tx, member.id, sealed);
        const text = base32(secret);
        const label = encodeURIComponent(`Florin:${member.email}`);
        return ok({
          secret: text,
          address: `otpauth://totp/${label}?secret=${text}&issuer=Florin`,
        });
      }),
    confirmCodes: (tenant, id, code) =>
      ofPerson(tenant, id, async (tx, member) => {
        const step = stepOf(tx, member, code);
        if (step === undefined) return refuse(wrongCode);
        const recoveryCodes = Array.from({ length: recoveryCodeCount }, () =>
          randomText(recoveryCodeLength),
        );
        await noteTotp(tx, member.id, step, recoveryCodes.map(hashOf));
        return ok({ recoveryCodes });
      }),
    prove: async (tx, member, code) => {
      if (!member.totpOn) return ok(undefined);
      if (code === undefined) return refuse(codeNeeded);
      const left = member.recoveryHashes.filter((kept) => kept !== hashOf(code));
      const isRecovery = left.length < member.recoveryHashes.length;
      const step = isRecovery ? member.totpUsed : stepOf(tx, member, code);
      if (step === undefined) return refuse(wrongCode);
      await noteTotp(tx, member.id, step, left);
      return ok(undefined);
    },
  };
}

const hmacOf =
  (secret: Uint8Array): CounterHmac =>
  (counter) =>
    createHmac("sha1", secret).update(counter).digest();

const contextOf = (tenant: string, member: string): string =>
  JSON.stringify([tenant, member, "one-time codes"]);

const notAPerson: Fault = {
  code: "not-a-person",
  path: "",
  message: "an API key has no one-time codes",
  suggestion: "sign in as a member",
};

const areOn: Fault = {
  code: "codes-are-on",
  path: "",
  message: "one-time codes are asked for already",
};

const codeNeeded: Fault = {
  code: "one-time-code-needed",
  path: "/code",
  message: "the password is right; give a code of your app, or a recovery code",
};

const wrongCode: Fault = {
  code: "sign-in-refused",
  path: "/code",
  message: "this code is not right, or was used",
};
