import type { Account } from "../../account/account.ts";
import { type ContractView, contractViews } from "../../account/contracts/contract-view.ts";
import { booksOf } from "../../account/customer-books.ts";
import { ok } from "../../fault/fault.ts";
import { findFact } from "../../store/account-facts.ts";
import { accountStanding } from "../../store/accounts.ts";
import { everSigned } from "../../store/moved-customers.ts";
import { decodeCursor, type ListScope, type Page, pageOf } from "../../store/page.ts";
import type { TenantModels } from "../model-library.ts";
import { pageOrThrow, type ReportParts, reading } from "../report-parts.ts";
import type { ContractListRequest } from "./account-answers.ts";
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

/**
 * Contracts, those whose term ends first in front: when renewals come. Those that have ended are left out unless they are asked
 * for.
 */
export const contractsReport = (
  parts: Parts,
  tenant: string,
  { limit, cursor, ...filters }: ContractListRequest,
): Promise<Page<ContractView>> =>
  reading(parts, tenant, async (tx) => {
    const { customer, status, endsBefore } = filters;
    const scope: ListScope = { list: "contracts", tenant, filters };
    const after = cursor === undefined ? ok([]) : decodeCursor(scope, cursor, 2);
    if (!after.ok) return pageOrThrow(after);
    const [afterEnd = "", afterId = ""] = after.value;
    const models = await parts.library.of(tx);
    const now = parts.clock.now();
    const asked = customer === undefined ? await everSigned(tx) : [customer];
    const found = await lookAtAccounts(tx, asked, (account) => viewsOf(account, models, now));
    const rows = found
      .flat()
      .filter(
        (one) =>
          (status === undefined ? one.status !== "ended" : one.status === status) &&
          (endsBefore === undefined || one.end < endsBefore) &&
          (one.end === afterEnd ? one.id > afterId : one.end > afterEnd),
      )
      .toSorted((left, right) =>
        left.end === right.end ? (left.id < right.id ? -1 : 1) : left.end < right.end ? -1 : 1,
      );
    return pageOf(rows, limit, scope, ({ end, id }) => [end, id]);
  });
