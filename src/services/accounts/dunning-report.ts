import type { DunningPolicy } from "../../model/dunning.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { decimalOf, sum } from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";
import { customerNames } from "../../store/customers.ts";
import { parkedAmong } from "../../store/moved-customers.ts";
import type { ListScope } from "../../store/page.ts";
import { type ReportParts, reading } from "../report-parts.ts";
import { byTexts, type KeyOrder, sortedPage } from "../sorted-pages.ts";
import type { DunningAnswer, DunningListRequest, DunningStage } from "./account-answers.ts";
import type { RememberedDunning, Standing } from "./remembered-dunning.ts";

/** Who is being dunned, by step. An account stands where its furthest invoice does. The figures are of all, whatever is listed. */
export const dunningReport = (
  parts: Pick<ReportParts, "store" | "clock" | "library">,
  tenant: string,
  { limit, cursor, ...filters }: DunningListRequest,
  remembered: RememberedDunning,
): Promise<DunningAnswer> =>
  reading(parts, tenant, async (tx) => {
    const book = (await parts.library.of(tx))?.books.current;
    if (book === undefined)
      return {
        ...{ currency: null, accounts: 0, overdue: "0", suspended: 0, stages: [] },
        ...{ items: [], next: null },
      };
    const now = parts.clock.now(tenant);
    const dunned = await remembered(tx, book, now);
    const { currency } = book.model;
    const { afterDueDays, suspended } = filters;
    const scope: ListScope = {
      list: "dunning",
      tenant,
      filters: { afterDueDays: afterDueDays?.toString(), suspended: suspended?.toString() },
    };
    const asked = dunned.filter(
      (one) =>
        (afterDueDays === undefined || one.stage.afterDueDays === afterDueDays) &&
        (suspended === undefined || isSuspended(one) === suspended),
    );
    const { items, next } = sortedPage(asked, { limit, cursor }, longestFirst, scope);
    const ids = items.map(({ customer }) => customer);
    const [names, parked] = await Promise.all([customerNames(tx, ids), parkedAmong(tx, ids)]);
    return {
      currency,
      accounts: dunned.length,
      overdue: overdueOf(dunned, currency),
      suspended: dunned.filter(isSuspended).length,
      stages: stagesOf(book.model.payment?.dunning, dunned, currency),
      items: items.map((one) => ({
        ...one,
        name: names.get(one.customer) ?? one.customer,
        parked: parked.has(one.customer),
      })),
      next,
    };
  });

const isSuspended = ({ suspendedSince }: Standing): boolean => suspendedSince !== null;

/** By the day that does not move while pages are read. */
const longestFirst: KeyOrder<Standing> = {
  keyOf: ({ oldestDueAt, customer }) => [oldestDueAt, customer],
  keyLength: 2,
  compare: byTexts,
};

/** What is overdue in the currency of the books; other currencies have figures of their own on each account. */
const overdueOf = (accounts: readonly Standing[], currency: CurrencyCode): string =>
  minorText(
    sum(
      accounts.filter((one) => one.currency === currency).map(({ overdue }) => decimalOf(overdue)),
    ),
    currency,
  );

function stagesOf(
  policy: DunningPolicy | undefined,
  dunned: readonly Standing[],
  currency: CurrencyCode,
): readonly DunningStage[] {
  return (policy?.steps ?? []).map(({ afterDueDays, action, template, fee }) => {
    const here = dunned.filter(({ stage }) => stage.afterDueDays === afterDueDays);
    return {
      afterDueDays,
      action,
      template: template ?? null,
      fee: fee ?? null,
      accounts: here.length,
      overdue: overdueOf(here, currency),
    };
  });
}
