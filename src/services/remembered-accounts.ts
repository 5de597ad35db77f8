import type { PriceBooks } from "../account/price-book.ts";
import {
  type AccountsInput,
  type AccountsReader,
  type ReadAccount,
  readAccounts,
} from "../metrics/accounts/accounts-input.ts";
import type { MetricSettings } from "../metrics/metric-settings.ts";
import { stampsOfAccounts } from "../store/account-stamps.ts";
import { accountsOf } from "../store/metric-rows.ts";
import type { Tx } from "../store/tenant.ts";
import type { Instant } from "../time/instant.ts";
import { letGoOldest } from "./let-go-oldest.ts";

/** What accounts tell the metrics, where use does not count; only accounts that were changed since, or that time changes, are read anew. */
export type RememberedAccounts = (
  tx: Tx,
  books: PriceBooks,
  settings: Pick<MetricSettings, "normalisation">,
  asOf: Instant,
) => Promise<AccountsInput>;

interface KnownAccount {
  readonly stamp: string;
  /** When it was read, UTC. */
  readonly asOf: Instant;
  readonly read: ReadAccount;
}

/** A tenant's accounts, as they are read by one way of normalisation. */
interface KnownBusiness {
  readonly books: PriceBooks;
  accounts: ReadonlyMap<string, KnownAccount>;
  /** Done when nobody reads accounts for it. */
  free: Promise<unknown>;
}

const accountsPerPage = 500;
/** So many accounts are remembered, a kilobyte or two each; beyond, those of the tenant who asked longest ago are let go. */
const accountsMost = 200_000;

/**
 * Nothing yet. What is remembered is compared with the rows of each transaction, so it is never older than they are. A reading that is
 * under way when `ending` is aborted throws its reason after a page: nobody is left to wait for it.
 */
export function rememberAccounts(ending?: AbortSignal): RememberedAccounts {
  const known = new Map<string, KnownBusiness>();
  const businessOf = (key: string, books: PriceBooks): KnownBusiness => {
    const kept = known.get(key);
    const business =
      kept?.books === books ? kept : { books, accounts: new Map(), free: Promise.resolve() };
    known.delete(key);
    known.set(key, business);
    return business;
  };
  return async (tx, books, { normalisation }, asOf) => {
    const business = businessOf(`${normalisation} ${tx.tenant}`, books);
    const reader = readAccounts({ books, settings: { normalisation, usage: "out" }, asOf });
    // A page that asks for several things at once reads accounts once.
    const turn = business.free.then(async () => {
      const accounts = await readChanged(tx, reader, business.accounts, asOf, ending);
      business.accounts = accounts;
      letGoOldest(known, accountsMost, (one) => one.accounts.size);
      return accounts;
    });
    business.free = turn.catch(() => undefined);
    for (const { read } of (await turn).values()) reader.addRead(read);
    return reader.input();
  };
}

/** Every account in the order of ids, those that are known and the same from memory. */
async function readChanged(
  tx: Tx,
  reader: AccountsReader,
  known: ReadonlyMap<string, KnownAccount>,
  asOf: Instant,
  ending: AbortSignal | undefined,
): Promise<ReadonlyMap<string, KnownAccount>> {
  const stamps = await stampsOfAccounts(tx);
  const isSame = (one: KnownAccount | undefined, stamp: string): boolean =>
    one?.stamp === stamp && one.asOf <= asOf && asOf < one.read.sameBefore;
  const changed = stamps.filter(({ customer, stamp }) => !isSame(known.get(customer), stamp));
  const fresh = new Map<string, ReadAccount>();
  for (let from = 0; from < changed.length; from += accountsPerPage) {
    ending?.throwIfAborted();
    const page = changed.slice(from, from + accountsPerPage);
    const accounts = await accountsOf(
      tx,
      page.map(({ customer }) => customer),
    );
    for (const account of accounts) fresh.set(account.customer.id, reader.read(account));
  }
  return new Map(
    stamps.flatMap(({ customer, stamp }): readonly [string, KnownAccount][] => {
      const read = fresh.get(customer);
      const one = read === undefined ? known.get(customer) : { stamp, asOf, read };
      return one === undefined ? [] : [[customer, one]];
    }),
  );
}
