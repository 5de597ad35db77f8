import { type Account, openAccount } from "../account/account.ts";
import { assert } from "../fault/fault.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { textArray } from "./array-literal.ts";
import { binaryInstants, binaryIntegers, binaryTexts } from "./binary-array.ts";
import type { Statement, Tx } from "./tenant.ts";

/** An account as it is stored, with the version that a save must have seen. */
export interface StoredAccount {
  readonly customer: string;
  readonly account: Account;
  readonly version: number;
}

/** An account that is due, locked for the transaction. */
export interface ClaimedAccount {
  readonly customer: string;
  readonly version: number;
  readonly nextDue: Instant;
  /** Reads the state: left until its turn, so that not all that are claimed are in memory at once. */
  readonly account: () => Account;
}

/** An account's next state. */
export interface AccountSave extends StoredAccount {
  /** When it next matters; undefined: never. */
  readonly due: Instant | undefined;
}

interface AccountRow {
  readonly customer: string;
  readonly state: string;
  readonly version: number;
}

const stored = ({ customer, state, version }: AccountRow): StoredAccount => ({
  customer,
  version,
  account: readAccountState(state),
});

/** An account as an earlier version of Florin stored it had nothing of what came since, and so has it empty. */
export const readAccountState = (state: string): Account => {
  const read = JSON.parse(state) as Account;
  const whole = read.promises !== undefined && read.usageCheckedAt !== undefined;
  return whole ? read : { ...openAccount(read.customer), ...read };
};

/** SQL for the account in which each of these customers buys: its own, or that of who pays for it. */
const accountsOf = (customers: string): string =>
  `(select coalesce(c.payer, told.id) from unnest(${customers}::text[]) as told (id)
    left join customers c on c.id = told.id)`;

const standingOfAccount = `select customer, state, version, next_due, parked_reason, parked_since
    from accounts where customer = coalesce((select payer from customers where id = $1), $1)`;

const lockAccount: Statement = { name: "lock-account", text: `${standingOfAccount} for update` };

const readAccount: Statement = { name: "read-account", text: standingOfAccount };

/** What billing knows about a customer. */
export interface AccountStanding extends StoredAccount {
  readonly nextDue: Instant | null;
  readonly parked: { readonly reason: string; readonly since: Instant } | null;
}

/** The account in which a customer buys, locked until the transaction ends; undefined where there is none. */
export const lockedAccount = (tx: Tx, customer: string): Promise<AccountStanding | undefined> =>
  standingBy(lockAccount, tx, customer);

/** The account in which a customer buys, without locking it. */
export const accountStanding = (tx: Tx, customer: string): Promise<AccountStanding | undefined> =>
  standingBy(readAccount, tx, customer);

/** The id of the account in which a customer buys: its payer's, else its own, whether or not there is one. */
export async function accountIdOf(tx: Tx, customer: string): Promise<string> {
  const [found] = await tx.rows<{ payer: string | null }>(
    { name: "payer-of-customer", text: "select payer from customers where id = $1" },
    [customer],
  );
  return found?.payer ?? customer;
}

const lockAccounts: Statement = {
  name: "lock-accounts",
  text: `select customer, state, version, next_due, parked_reason, parked_since
    from accounts where customer in ${accountsOf("$1")} order by customer for update`,
};

/** The accounts in which these customers buy, by the customer that pays, locked until the transaction ends; none for who has no account. */
export const lockedAccounts = async (
  tx: Tx,
  customers: readonly string[],
): Promise<readonly AccountStanding[]> =>
  (await tx.rows<StandingRow>(lockAccounts, [textArray(customers)])).map(standing);

interface StandingRow extends AccountRow {
  readonly next_due: Instant | null;
  readonly parked_reason: string | null;
  readonly parked_since: Instant | null;
}

function standing(row: StandingRow): AccountStanding {
  const { parked_reason: reason, parked_since: since } = row;
  const parked = reason === null || since === null ? null : { reason, since };
  return { ...stored(row), nextDue: row.next_due, parked };
}

async function standingBy(
  statement: Statement,
  tx: Tx,
  customer: string,
): Promise<AccountStanding | undefined> {
  const [row] = await tx.rows<StandingRow>(statement, [customer]);
  return row === undefined ? undefined : standing(row);
}

const readAccounts: Statement = {
  name: "read-accounts",
  text: `select customer, state, version from accounts where customer in ${accountsOf("$1")}`,
};

/** The accounts in which these customers buy, without locking them; in no order, and none for who has no account. */
export const storedAccounts = async (
  tx: Tx,
  customers: readonly string[],
): Promise<readonly StoredAccount[]> =>
  (await tx.rows<AccountRow>(readAccounts, [textArray(customers)])).map(stored);

const insertAccount: Statement = {
  name: "insert-account",
  text: "insert into accounts (customer, state, next_due, version) values ($1, $2, null, 1)",
};

/** Opens an account in which nothing is due. */
export async function openStoredAccount(tx: Tx, account: Account): Promise<void> {
  await tx.run(insertAccount, [account.customer.id, JSON.stringify(account)]);
}

const saveAccountRows: Statement = {
  name: "save-accounts",
  text: `
    update accounts a
    set state = saved.state, next_due = saved.next_due, version = a.version + 1
    from unnest($1::text[], $2::bigint[], $3::text[], $4::timestamptz[])
      as saved (customer, version, state, next_due)
    where a.customer = saved.customer and a.version = saved.version`,
};

/** Saves accounts that this transaction holds; fails when one of them changed since it was read. */
export async function saveAccounts(tx: Tx, saves: readonly AccountSave[]): Promise<void> {
  if (saves.length === 0) return;
  const touched = await tx.run(saveAccountRows, [
    binaryTexts(saves.map(({ customer }) => customer)),
    binaryIntegers(saves.map(({ version }) => version)),
    binaryTexts(saves.map(({ account }) => JSON.stringify(account))),
    binaryInstants(saves.map(({ due }) => due)),
  ]);
  assert(touched === saves.length, "an account changed while it was held");
}

const claimDueAccounts: Statement = {
  name: "claim-due-accounts",
  text: `
    select customer, state, version, next_due
    from accounts
    where parked_reason is null and next_due <= $1
    order by next_due, customer
    limit $2
    for update`,
};

/** The accounts that are due first, in the order of (due, customer), locked until the transaction ends. */
export async function claimDue(
  tx: Tx,
  limit: number,
  now: Instant,
): Promise<readonly ClaimedAccount[]> {
  const rows = await tx.rows<AccountRow & { readonly next_due: Instant }>(claimDueAccounts, [
    formatInstant(now),
    limit,
  ]);
  return rows.map((row) => ({
    customer: row.customer,
    version: row.version,
    nextDue: row.next_due,
    account: () => stored(row).account,
  }));
}

const findDueAccount: Statement = {
  name: "find-due-account",
  text: "select from accounts where parked_reason is null and next_due <= $1 limit 1",
};

/** Whether {@link claimDue} would find an account. */
export const isAnyDue = async (tx: Tx, now: Instant): Promise<boolean> =>
  (await tx.run(findDueAccount, [formatInstant(now)])) > 0;

const claimBillingTurn: Statement = {
  name: "claim-billing-turn",
  text: `select pg_try_advisory_xact_lock(
    hashtextextended('florin.billing ' || current_setting('florin.tenant'), 0)) as taken`,
};

/** Whether this transaction is the tenant's only biller; numbers are given by one at a time, in order. */
export async function takeBillingTurn(tx: Tx): Promise<boolean> {
  const [row] = await tx.rows<{ taken: boolean }>(claimBillingTurn);
  return row?.taken === true;
}

const parkAccountRow: Statement = {
  name: "park-account",
  text: `update accounts set parked_reason = $2, parked_since = $3, version = version + 1
    where customer = $1`,
};

/** Takes an account out of billing, with the reason, until somebody lets it go on. */
export async function parkAccount(
  tx: Tx,
  customer: string,
  reason: string,
  now: Instant,
): Promise<void> {
  await tx.run(parkAccountRow, [customer, reason.slice(0, 2_000), formatInstant(now)]);
}

const unparkAccountRow: Statement = {
  name: "unpark-account",
  text: `update accounts set parked_reason = null, parked_since = null, version = version + 1
    where customer = $1 and parked_reason is not null`,
};

/** Lets a parked account go on; false where it was not parked. */
export const unparkAccount = async (tx: Tx, customer: string): Promise<boolean> =>
  (await tx.run(unparkAccountRow, [customer])) > 0;
