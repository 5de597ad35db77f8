import type { DunningNotice } from "../../account/dun-account.ts";
import { listDunningNotices, type NoticeListRequest } from "../../store/dunning-notices.ts";
import { invoiceNumbers } from "../../store/invoices.ts";
import { pageOrThrow, type ReportParts, reading } from "../report-parts.ts";
import type { Page } from "../reports.ts";
import type { CustomerNotice, NoticeAnswer } from "./account-answers.ts";

/** What dunning asked somebody to do, of all customers, the latest first. */
export const dunningNotices = (
  parts: Pick<ReportParts, "store" | "clock" | "library">,
  tenant: string,
  request: NoticeListRequest,
): Promise<Page<CustomerNotice>> =>
  reading(parts, tenant, async (tx) => {
    const { items, next } = pageOrThrow(await listDunningNotices(tx, request));
    const named = items.flatMap(({ invoices }) => invoices.map(({ invoice }) => invoice));
    const numbers = await invoiceNumbers(tx, [...new Set(named)]);
    const numberOf = (id: string): string => numbers.get(id) ?? id;
    const answer = (notice: DunningNotice): CustomerNotice => ({
      customer: notice.customer,
      ...noticeAnswer(notice, numberOf),
    });
    return { items: items.map(answer), next };
  });

/** A notice as it is answered. */
export const noticeAnswer = (
  { id, at, action, afterDueDays, template, fee, total, invoices }: DunningNotice,
  numberOf: (id: string) => string,
): NoticeAnswer => ({
  id,
  at,
  action,
  afterDueDays,
  template: template ?? null,
  fee: fee ?? null,
  total,
  invoices: invoices.map(({ invoice }) => numberOf(invoice)),
});
