import type { Account } from "../../account/account.ts";
import { type ContractView, contractViews } from "../../account/contracts/contract-view.ts";
import { booksOf } from "../../account/customer-books.ts";
import { findFact } from "../../store/account-facts.ts";
import { accountStanding } from "../../store/accounts.ts";
import { everSigned } from "../../store/moved-customers.ts";
import type { TenantModels } from "../model-library.ts";
import { type ReportParts, reading } from "../report-parts.ts";
import { lookAtAccounts } from "./accounts-in-turn.ts";

/** Contracts that one answer lists at most. */
const listed = 500;

type Parts = Pick<ReportParts, "store" | "clock" | "library">;

const viewsOf = (
  account: Account,
  models: TenantModels | undefined,
  now: number,
): readonly ContractView[] =>
  models === undefined ? [] : contractViews(account, booksOf(models.books, account.customer), now);

/** What a customer has signed; undefined where there is no such customer. */
export const customerContracts = (
  parts: Parts,
  tenant: string,
  customer: string,
): Promise<readonly ContractView[] | undefined> =>
  reading(parts, tenant, async (tx) => {
    const standing = await accountStanding(tx, customer);
    if (standing === undefined) return undefined;
    return viewsOf(standing.account, await parts.library.of(tx), parts.clock.now());
  });

/** One contract; undefined where none has this id. */
export const contractReport = (
  parts: Parts,
  tenant: string,
  id: string,
): Promise<ContractView | undefined> =>
  reading(parts, tenant, async (tx) => {
    const told = await findFact(tx, "contract", id);
    const standing = told && (await accountStanding(tx, told.customer));
    if (standing === undefined) return undefined;
    const views = viewsOf(standing.account, await parts.library.of(tx), parts.clock.now());
    return views.find((one) => one.id === id);
  });

/** The contracts of all customers that have not ended, those whose term ends first in front: when renewals come. */
export const contractsReport = (parts: Parts, tenant: string): Promise<readonly ContractView[]> =>
  reading(parts, tenant, async (tx) => {
    const models = await parts.library.of(tx);
    const now = parts.clock.now();
    const found = await lookAtAccounts(tx, await everSigned(tx), (account) =>
      viewsOf(account, models, now),
    );
    return found
      .flat()
      .filter(({ status }) => status !== "ended")
      .toSorted((left, right) =>
        left.end === right.end ? (left.id < right.id ? -1 : 1) : left.end < right.end ? -1 : 1,
      )
      .slice(0, listed);
  });
