import type { PriceBooks } from "../account/price-book.ts";
import {
  type AccountsInput,
  type AccountsReader,
  type ReadAccount,
  readAccounts,
} from "../metrics/accounts/accounts-input.ts";
import type { MetricSettings } from "../metrics/metric-settings.ts";
import { stampOfAll, stampsOfAccounts } from "../store/account-stamps.ts";
import { letGoOldest } from "../store/let-go-oldest.ts";
import { accountsOf } from "../store/metric-rows.ts";
import type { Tx } from "../store/tenant.ts";
import type { Instant } from "../time/instant.ts";
import { lookAgain, type SeenAccounts } from "./seen-accounts.ts";

/**
 * What accounts tell the metrics, where use does not count; only accounts that were changed since, or that time changes, are read anew.
 * While none is, every answer holds the same rows: the same lists, not equal ones.
 */
export type RememberedAccounts = (
  tx: Tx,
  books: PriceBooks,
  settings: Pick<MetricSettings, "normalisation">,
  asOf: Instant,
) => Promise<AccountsInput>;

interface KnownAccount extends ReadAccount {
  /** When it was read, UTC. */
  readonly asOf: Instant;
}

/** What all accounts tell together, from one instant until before another. */
interface Whole {
  readonly stamp: string;
  readonly from: Instant;
  readonly sameBefore: Instant;
  readonly input: AccountsInput;
}

/** A tenant's accounts, as they are read by one way of normalisation. */
interface KnownBusiness {
  readonly books: PriceBooks;
  accounts: SeenAccounts<KnownAccount>;
  whole: Whole | undefined;
  /** Done when nobody reads accounts for it. */
  free: Promise<unknown>;
}

/** Few, as whatever else is asked meanwhile waits for each page. */
const accountsPerPage = 100;
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
      kept?.books === books
        ? kept
        : { books, accounts: new Map(), whole: undefined, free: Promise.resolve() };
    known.delete(key);
    known.set(key, business);
    return business;
  };
  return async (tx, books, { normalisation }, asOf) => {
    const business = businessOf(`${normalisation} ${tx.tenant}`, books);
    const reader = readAccounts({ books, settings: { normalisation, usage: "out" }, asOf });
    const { completeBefore } = reader.input();
    const stamp = await stampOfAll(tx);
    // A page that asks for several things at once reads accounts once.
    const turn = business.free.then(async () => {
      const { whole } = business;
      if (whole?.stamp === stamp && whole.from <= asOf && asOf < whole.sameBefore) return whole;
      const accounts = await readChanged(tx, reader, business.accounts, asOf, ending);
      const fresh = { ...wholeOf(reader, accounts), stamp, from: asOf };
      business.accounts = accounts;
      business.whole = fresh;
      letGoOldest(known, accountsMost, (one) => one.accounts.size);
      return fresh;
    });
    business.free = turn.catch(() => undefined);
    return { ...(await turn).input, completeBefore };
  };
}

/** Every account in the order of ids, those that are known and the same from memory. */
const readChanged = async (
  tx: Tx,
  reader: AccountsReader,
  known: SeenAccounts<KnownAccount>,
  asOf: Instant,
  ending: AbortSignal | undefined,
): Promise<SeenAccounts<KnownAccount>> =>
  lookAgain(await stampsOfAccounts(tx), known, {
    look: async (customers) =>
      new Map(
        (await accountsOf(tx, customers)).map((account) => [
          account.customer.id,
          { ...reader.read(account), asOf },
        ]),
      ),
    atOnce: accountsPerPage,
    holds: (one) => one.asOf <= asOf && asOf < one.sameBefore,
    ending,
  });

function wholeOf(
  reader: AccountsReader,
  accounts: SeenAccounts<KnownAccount>,
): Pick<Whole, "input" | "sameBefore"> {
  let sameBefore = Number.POSITIVE_INFINITY;
  for (const { found } of accounts.values()) {
    if (found === undefined) continue;
    sameBefore = Math.min(sameBefore, found.sameBefore);
    reader.addRead(found);
  }
  return { input: reader.input(), sameBefore };
}
