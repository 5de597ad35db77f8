import type { Account } from "../../account/account.ts";
import type { PriceBooks } from "../../account/price-book.ts";
import { stampsOf } from "../../store/account-stamps.ts";
import { letGoOldest } from "../../store/let-go-oldest.ts";
import { everSigned, withTerms } from "../../store/moved-customers.ts";
import type { Tx } from "../../store/tenant.ts";
import { lookAtAccounts } from "../accounts/accounts-in-turn.ts";
import type { TenantModels } from "../model-library.ts";
import { lookAgain, type SeenAccounts } from "../seen-accounts.ts";
import {
  type CommittedAfter,
  type CommittedObligation,
  contractedObligations,
  termObligations,
} from "./contracted-obligations.ts";

/** What signed contracts, then what subscriptions' own terms, still commit to after a day; an account that was not changed is not read again. */
export type RememberedObligations = (
  tx: Tx,
  models: TenantModels,
  from: CommittedAfter,
) => Promise<readonly CommittedObligation[]>;

type Seen = SeenAccounts<readonly CommittedObligation[]>;

interface Known {
  readonly books: PriceBooks;
  readonly contracts: Seen;
  readonly terms: Seen;
}

/** So many accounts are remembered, some hundred bytes an obligation; beyond, the days that were asked for longest ago are let go. */
const accountsMost = 50_000;
const accountsPerLook = 200;
const nothing: Omit<Known, "books"> = { contracts: new Map(), terms: new Map() };

/** Nothing yet. What is remembered is compared with the rows of each transaction, so it is never older than they are. */
export function rememberObligations(): RememberedObligations {
  const known = new Map<string, Known>();
  return async (tx, models, from) => {
    const { books } = models;
    const key = JSON.stringify([tx.tenant, from]);
    const kept = known.get(key);
    const before = kept?.books === books ? kept : nothing;
    const again = async (
      customers: readonly string[],
      seen: Seen,
      look: (account: Account) => readonly CommittedObligation[],
    ): Promise<Seen> =>
      lookAgain(await stampsOf(tx, customers), seen, {
        look: async (some) =>
          new Map(
            await lookAtAccounts(
              tx,
              some,
              (account) => [account.customer.id, look(account)] as const,
            ),
          ),
        atOnce: accountsPerLook,
      });
    const contracts = await again(await everSigned(tx), before.contracts, (account) =>
      contractedObligations(account, models, from),
    );
    const terms = await again(await withTerms(tx, from.after), before.terms, (account) =>
      termObligations(account, models, from),
    );
    known.delete(key);
    known.set(key, { books, contracts, terms });
    letGoOldest(known, accountsMost, (one) => one.contracts.size + one.terms.size);
    return [contracts, terms].flatMap((seen) =>
      [...seen.values()].flatMap(({ found }) => found ?? []),
    );
  };
}
