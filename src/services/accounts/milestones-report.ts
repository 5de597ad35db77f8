import type { Account, SaleState } from "../../account/account.ts";
import { booksOf } from "../../account/customer-books.ts";
import { milestoneLine } from "../../account/milestone-line.ts";
import { billingOf, milestonesOf } from "../../account/milestones.ts";
import type { ModificationRule } from "../../account/modification-rule.ts";
import type { PriceBook } from "../../account/price-book.ts";
import { minorText } from "../../money/minor-amount.ts";
import { customerNames } from "../../store/customers.ts";
import { everSold } from "../../store/moved-customers.ts";
import type { ListScope, Page } from "../../store/page.ts";
import type { TenantModels } from "../model-library.ts";
import { type ReportParts, reading } from "../report-parts.ts";
import type { PageRequest } from "../reports.ts";
import { byTexts, type KeyOrder, sortedPage } from "../sorted-pages.ts";
import { lookAtAccounts } from "./accounts-in-turn.ts";

/** Whether a milestone was reached. */
export const milestoneStates = ["open", "reached"] as const;

/** A milestone of what was sold, and whether it was reached. */
export interface MilestoneAnswer {
  /** The sale, by its id. */
  readonly sale: string;
  readonly offer: string;
  /** What the offer is called. */
  readonly name: string;
  readonly customer: string;
  readonly customerName: string;
  /** The local day of the sale. */
  readonly soldOn: string;
  /** Its place among those of the sale, from 1. */
  readonly place: number;
  readonly milestone: string;
  /** Its share of the sale's price, and what that is after discounts, before tax. */
  readonly share: string;
  readonly amount: string;
  readonly currency: string;
  /** `by-milestone`: billed and earned when it is reached; `before-milestones`: billed with the sale, earned when it is reached. */
  readonly billing: "by-milestone" | "before-milestones";
  /** The last amendment of the sale, the local day on which it was agreed, and how it is accounted for. Null where it is as it was sold. */
  readonly amended: {
    readonly id: string;
    readonly on: string;
    readonly accountedAs: ModificationRule;
  } | null;
  /** By which fact and on which local day; `booked` once it is billed, or earned where it was billed before. Null while open. */
  readonly reached: { readonly id: string; readonly on: string; readonly booked: boolean } | null;
}

/** Which milestones to list. */
export interface MilestoneListRequest extends PageRequest {
  readonly customer?: string;
  readonly state?: (typeof milestoneStates)[number];
}

/** The milestones of what was sold, the latest sale first and in the order of each. */
export const milestonesReport = (
  parts: Pick<ReportParts, "store" | "clock" | "library">,
  tenant: string,
  { limit, cursor, ...filters }: MilestoneListRequest,
): Promise<Page<MilestoneAnswer>> =>
  reading(parts, tenant, async (tx) => {
    const { customer, state } = filters;
    const scope: ListScope = { list: "milestones", tenant, filters };
    const models = await parts.library.of(tx);
    if (models === undefined) return { items: [], next: null };
    const asked = await everSold(tx, customer);
    const found = await lookAtAccounts(tx, asked, (account) => milestonesIn(account, models));
    const rows = found
      .flat()
      .filter(
        (one) =>
          (customer === undefined || one.customer === customer) &&
          (state === undefined || (one.reached === null) === (state === "open")),
      );
    const page = sortedPage(rows, { limit, cursor }, latestFirst, scope);
    const names = await customerNames(
      tx,
      page.items.map((one) => one.customer),
    );
    const items = page.items.map((one) => ({
      ...one,
      customerName: names.get(one.customer) ?? one.customer,
    }));
    return { items, next: page.next };
  });

type Row = Omit<MilestoneAnswer, "customerName">;

/** The latest day first, then by sale and place. */
const latestFirst: KeyOrder<Row> = {
  keyOf: ({ soldOn, sale, place }) => [soldOn, sale, String(place).padStart(6, "0")],
  keyLength: 3,
  compare: ([day = "", ...rest], [otherDay = "", ...others]) =>
    byTexts([otherDay], [day]) || byTexts(rest, others),
};

function milestonesIn(account: Account, models: TenantModels): readonly Row[] {
  const books = booksOf(models.books, account.customer);
  return account.sales.flatMap((sale) => milestonesSold(sale, books.find(sale.model)));
}

function milestonesSold(state: SaleState, book: PriceBook): readonly Row[] {
  const { fact, reached = [] } = state;
  const billing = billingOf(state, book);
  if (billing === "whole") return [];
  const { currency } = book.model;
  const amended = state.amendments?.at(-1);
  return milestonesOf(state, book).map(({ name: milestone, share }, index) => {
    const place = index + 1;
    const told = reached.find((one) => one.place === place);
    return {
      sale: fact.id,
      offer: fact.offer,
      name: book.model.offers?.[fact.offer]?.name ?? fact.offer,
      customer: fact.customer,
      soldOn: fact.date,
      place,
      milestone,
      share,
      amount: minorText(milestoneLine(state, place, undefined, book).net, currency),
      currency,
      billing,
      amended:
        amended === undefined
          ? null
          : { id: amended.id, on: amended.day, accountedAs: amended.rule },
      reached: told === undefined ? null : { id: told.id, on: told.day, booked: told.billed },
    };
  });
}
