import { randomBytes, scrypt } from "node:crypto";
import { ok, type Result, refuse } from "../fault/fault.ts";
import { sameSecret } from "./same-secret.ts";

/** What a password costs to try: 32 MiB and three passes, as OWASP's sheet on storing passwords has it for scrypt. */
const cost = { logN: 15, r: 8, p: 3 } as const;
const maxmem = 64 * 1_024 * 1_024;
const keyBytes = 32;

/** Fewer characters are guessed; more are no password. */
export const passwordLengths = { min: 12, max: 200 } as const;

/** The hash of a password that somebody chooses. Refuses `password-length`. */
export async function chosenPassword(
  password: string,
  path = "/password",
): Promise<Result<string>> {
  const { min, max } = passwordLengths;
  if (password.length >= min && password.length <= max) return ok(await passwordHash(password));
  return refuse({
    code: "password-length",
    path,
    message: `a password has ${min} to ${max} characters`,
  });
}

/** What is kept of a password: `scrypt$15$8$3$salt$key`, the parameters with it so that they can be raised later. */
export async function passwordHash(password: string): Promise<string> {
  const salt = randomBytes(16);
  const { logN, r, p } = cost;
  const key = await derived(password, salt, { logN, r, p });
  return ["scrypt", logN, r, p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/** Whether a password is the one that a hash is of. Costs the same where there is no hash to compare with. */
export async function isPassword(password: string, hash: string | undefined): Promise<boolean> {
  const [, logN, r, p, salt = "", key = ""] = (hash ?? nobodys).split("$");
  const given = await derived(password, Buffer.from(salt, "base64url"), {
    logN: Number(logN),
    r: Number(r),
    p: Number(p),
  });
  return sameSecret(given.toString("base64url"), key) && hash !== undefined;
}

const nobodys = `scrypt$${cost.logN}$${cost.r}$${cost.p}$AAAAAAAAAAAAAAAAAAAAAA$-`;

const derived = (
  password: string,
  salt: Uint8Array,
  { logN, r, p }: { readonly logN: number; readonly r: number; readonly p: number },
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { N: 2 ** logN, r, p, maxmem };
    scrypt(password.normalize("NFKC"), salt, keyBytes, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
