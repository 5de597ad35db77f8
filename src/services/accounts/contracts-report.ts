import type { Account } from "../../account/account.ts";
import { type ContractView, contractViews } from "../../account/contracts/contract-view.ts";
import { booksOf } from "../../account/customer-books.ts";
import { findFact } from "../../store/account-facts.ts";
import { accountStanding } from "../../store/accounts.ts";
import { customerNames } from "../../store/customers.ts";
import { everSigned } from "../../store/moved-customers.ts";
import type { ListScope, Page } from "../../store/page.ts";
import type { Tx } from "../../store/tenant.ts";
import type { TenantModels } from "../model-library.ts";
import { type ReportParts, reading } from "../report-parts.ts";
import { byTexts, type KeyOrder, sortedPage } from "../sorted-pages.ts";
import type { ContractAnswer, ContractListRequest } from "./account-answers.ts";
import { lookAtAccounts } from "./accounts-in-turn.ts";

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
): Promise<readonly ContractAnswer[] | undefined> =>
  reading(parts, tenant, async (tx) => {
    const standing = await accountStanding(tx, customer);
    if (standing === undefined) return undefined;
    return named(
      tx,
      viewsOf(standing.account, await parts.library.of(tx), parts.clock.now(tenant)),
    );
  });

/** One contract; undefined where none has this id. */
export const contractReport = (
  parts: Parts,
  tenant: string,
  id: string,
): Promise<ContractAnswer | undefined> =>
  reading(parts, tenant, async (tx) => {
    const told = await findFact(tx, "contract", id);
    const standing = told && (await accountStanding(tx, told.customer));
    if (standing === undefined) return undefined;
    const views = viewsOf(standing.account, await parts.library.of(tx), parts.clock.now(tenant));
    const [found] = await named(
      tx,
      views.filter((one) => one.id === id),
    );
    return found;
  });

/**
 * Contracts, those whose term ends first in front: when renewals come. Those that have ended are left out unless they are asked
 * for.
 */
export const contractsReport = (
  parts: Parts,
  tenant: string,
  { limit, cursor, ...filters }: ContractListRequest,
): Promise<Page<ContractAnswer>> =>
  reading(parts, tenant, async (tx) => {
    const { customer, status, endsBefore, noticeBefore } = filters;
    const scope: ListScope = { list: "contracts", tenant, filters };
    const models = await parts.library.of(tx);
    const now = parts.clock.now(tenant);
    const asked = customer === undefined ? await everSigned(tx) : [customer];
    const found = await lookAtAccounts(tx, asked, (account) => viewsOf(account, models, now));
    const rows = found
      .flat()
      .filter(
        (one) =>
          (status === undefined ? one.status !== "ended" : one.status === status) &&
          (endsBefore === undefined || one.end < endsBefore) &&
          (noticeBefore === undefined || isNoticeDue(one, noticeBefore)),
      );
    const page = sortedPage(rows, { limit, cursor }, endingFirst, scope);
    return { items: await named(tx, page.items), next: page.next };
  });

const endingFirst: KeyOrder<ContractView> = {
  keyOf: ({ end, id }) => [end, id],
  keyLength: 2,
  compare: byTexts,
};

/** Whether notice can still be given, last before a day. */
const isNoticeDue = ({ dates }: ContractView, before: string): boolean =>
  dates.some(({ kind, on }) => kind === "notice-deadline" && on < before);

/** Contracts with the names of whose they are. */
async function named(tx: Tx, views: readonly ContractView[]): Promise<readonly ContractAnswer[]> {
  const names = await customerNames(
    tx,
    views.map(({ customer }) => customer),
  );
  return views.map((view) => ({
    ...view,
    customerName: names.get(view.customer) ?? view.customer,
  }));
}
