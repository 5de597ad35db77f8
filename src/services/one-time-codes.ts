import { createHmac, randomBytes } from "node:crypto";
import { base32, type CounterHmac, totpStepOf } from "../access/totp.ts";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { holdMember, noteTotp, type StoredMember, setTotp } from "../store/members.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import type { Instant } from "../time/instant.ts";
import { keySecrets, randomText } from "./key-secrets.ts";
import { createSealer } from "./payments/sealer.ts";
import { notAPerson } from "./people-sessions.ts";
import type { Principal } from "./principal.ts";

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
  readonly beginCodes: (who: Principal) => Promise<Result<TotpSecret>>;
  /** Confirms the secret by a code of it. Refuses `not-a-person`, `sign-in-refused`, `codes-are-on`. */
  readonly confirmCodes: (who: Principal, code: string) => Promise<Result<RecoveryCodes>>;
}

/** How a code is taken, in a transaction of the organisation. */
export interface CodeProver {
  /** Takes a code where the member has them on. Refuses `one-time-code-needed` and `sign-in-refused`. */
  readonly prove: (
    tx: Tx,
    member: StoredMember,
    code: string | undefined,
  ) => Promise<Result<undefined>>;
  /** Takes a recovery code and, beside it, a code of the app or another recovery code; false where they are not both right. */
  readonly recover: (
    tx: Tx,
    member: StoredMember,
    recoveryCode: string,
    code: string,
  ) => Promise<boolean>;
}

const secretBytes = 20;
const recoveryCodeCount = 10;
const recoveryCodeLength = 12;

/** One-time codes whose secrets are sealed under the installation's. */
export function createOneTimeCodes(
  store: Store,
  pepper: Uint8Array,
  realNow: () => Instant,
): OneTimeCodes & CodeProver {
  const sealer = createSealer(pepper);
  const { hashOf } = keySecrets(pepper);
  const stepOf = (tx: Tx, member: StoredMember, code: string): number | undefined => {
    const sealed = member.totpSealed ?? "";
    const secret = sealer.open(sealed, contextOf(tx.tenant, member.id));
    if (secret === undefined) return undefined;
    return totpStepOf(hmacOf(Buffer.from(secret, "base64url")), code, realNow(), member.totpUsed);
  };
  const ofPerson = async <T>(
    { organisation, member: id }: Principal,
    work: (tx: Tx, member: StoredMember) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    if (organisation === undefined || id === undefined) return refuse(notAPerson);
    return store.withTenant(organisation, async (tx) => {
      const member = await holdMember(tx, { id });
      if (member === undefined) return refuse(notAPerson);
      return member.totpOn ? refuse(areOn) : work(tx, member);
    });
  };
  const without = (codes: readonly string[], code: string): readonly string[] =>
    codes.filter((kept) => kept !== hashOf(code));
  return {
    beginCodes: (who) =>
      ofPerson(who, async (tx, member) => {
        const secret = randomBytes(secretBytes);
        const sealed = sealer.seal(secret.toString("base64url"), contextOf(tx.tenant, member.id));
        await setTotp(tx, member.id, sealed);
        const text = base32(secret);
        const label = encodeURIComponent(`Florin:${member.email}`);
        return ok({
          secret: text,
          address: `otpauth://totp/${label}?secret=${text}&issuer=Florin`,
        });
      }),
    confirmCodes: (who, code) =>
      ofPerson(who, async (tx, member) => {
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
      const left = without(member.recoveryHashes, code);
      const isRecovery = left.length < member.recoveryHashes.length;
      const step = isRecovery ? member.totpUsed : stepOf(tx, member, code);
      if (step === undefined) return refuse(wrongCode);
      await noteTotp(tx, member.id, step, left);
      return ok(undefined);
    },
    recover: async (tx, member, recoveryCode, code) => {
      const left = without(member.recoveryHashes, recoveryCode);
      const after = without(left, code);
      const step = after.length < left.length ? member.totpUsed : stepOf(tx, member, code);
      if (!member.totpOn || left.length === member.recoveryHashes.length || step === undefined)
        return false;
      await noteTotp(tx, member.id, step, after);
      return true;
    },
  };
}

const hmacOf =
  (secret: Uint8Array): CounterHmac =>
  (counter) =>
    createHmac("sha1", secret).update(counter).digest();

const contextOf = (tenant: string, member: string): string =>
  JSON.stringify([tenant, member, "one-time codes"]);

const areOn: Fault = {
  code: "codes-are-on",
  path: "",
  message: "one-time codes are asked for already",
};

const codeNeeded: Fault = {
  code: "one-time-code-needed",
  path: "/code",
  message: "all else is right; give a code of your app, or a recovery code",
};

const wrongCode: Fault = {
  code: "sign-in-refused",
  path: "/code",
  message: "this code is not right, or was used",
};
