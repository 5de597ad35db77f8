import type { Account, SaleState } from "../../account/account.ts";
import { booksOf } from "../../account/customer-books.ts";
import { milestoneLine } from "../../account/milestone-line.ts";
import { billingOf, milestonesOf } from "../../account/milestones.ts";
import type { ModificationRule } from "../../account/modification-rule.ts";
import type { PriceBook } from "../../account/price-book.ts";
import { ok } from "../../fault/fault.ts";
import { minorText } from "../../money/minor-amount.ts";
import { customerNames } from "../../store/customers.ts";
import { everSold } from "../../store/moved-customers.ts";
import { decodeCursor, type ListScope, type Page, pageOf } from "../../store/page.ts";
import type { TenantModels } from "../model-library.ts";
import { pageOrThrow, type ReportParts, reading } from "../report-parts.ts";
import type { PageRequest } from "../reports.ts";
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
    const after = cursor === undefined ? ok(undefined) : decodeCursor(scope, cursor, 3);
    if (!after.ok) return pageOrThrow(after);
    const models = await parts.library.of(tx);
    if (models === undefined) return { items: [], next: null };
    const asked = await everSold(tx, customer);
    const found = await lookAtAccounts(tx, asked, (account) => milestonesIn(account, models));
    const last = after.value;
    const rows = found
      .flat()
      .filter(
        (one) =>
          (customer === undefined || one.customer === customer) &&
          (state === undefined || (one.reached === null) === (state === "open")) &&
          (last === undefined || compareKeys(last, keyOf(one)) < 0),
      )
      .toSorted((left, right) => compareKeys(keyOf(left), keyOf(right)));
    const page = pageOf(rows, limit, scope, keyOf);
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

const keyOf = ({ soldOn, sale, place }: Row): readonly string[] => [
  soldOn,
  sale,
  String(place).padStart(6, "0"),
];

/** The latest day first, then by sale and place. */
function compareKeys(left: readonly string[], right: readonly string[]): number {
  const [leftDay = "", ...leftRest] = left;
  const [rightDay = "", ...rightRest] = right;
  if (leftDay !== rightDay) return leftDay > rightDay ? -1 : 1;
  const [one, other] = [leftRest.join("\n"), rightRest.join("\n")];
  return one === other ? 0 : one < other ? -1 : 1;
}

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
