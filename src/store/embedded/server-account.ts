import { readFileSync, statSync } from "node:fs";

/** The system account that a PostgreSQL server runs as; `undefined` stands for our own. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/** Accounts that Unix systems ship without rights, in the order of preference. */
const unprivileged = ["postgres", "nobody", "daemon"] as const;

/**
 * Chooses the account for a data folder. PostgreSQL refuses to run as root, so root lends it an account that exists
 * already: the owner of the data where there is one, else an unprivileged one. Nobody else may change accounts.
 */
export function serverAccount(dataFolder: string): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = ownerOf(dataFolder);
  if (owner !== undefined && owner.uid !== 0) return owner;
  const accounts = systemAccounts();
  for (const name of unprivileged) {
    const account = accounts.get(name);
    if (account !== undefined) return account;
  }
  throw new Error(
    "PostgreSQL does not run as root and there is no postgres or nobody account; " +
      "run Florin as an ordinary user or set DATABASE_URL",
  );
}

function ownerOf(folder: string): ServerAccount | undefined {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found === undefined ? undefined : { uid: found.uid, gid: found.gid };
}

function systemAccounts(): ReadonlyMap<string, ServerAccount> {
  const accounts = new Map<string, ServerAccount>();
  for (const line of readFileSync("/etc/passwd", "utf8").split("\n")) {
    const [name = "", , uid = "", gid = ""] = line.split(":");
    // Account 0 under another name is still root.
    if (Number(uid) > 0) accounts.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  return accounts;
}
