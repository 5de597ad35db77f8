import { accountTimeline } from "../../store/account-timeline.ts";
import { accountStanding } from "../../store/accounts.ts";
import { invoiceNumbers } from "../../store/invoices.ts";
import { pageOrThrow, type ReportParts, reading } from "../report-parts.ts";
import type { Timeline, TimelineMoment, TimelineQuery } from "./account-answers.ts";
import { grantName } from "./credit-holdings.ts";
import { type MomentDraft, momentOf } from "./moment.ts";
import { kindsOf } from "./timeline-kinds.ts";
import { toCome } from "./to-come.ts";

/** What happened to an account, the latest first, and what is to come; undefined where there is no such customer. */
export const timelineReport = (
  parts: Pick<ReportParts, "store" | "clock" | "library">,
  tenant: string,
  customer: string,
  { group, ...query }: TimelineQuery,
): Promise<Timeline | undefined> =>
  reading(parts, tenant, async (tx) => {
    const standing = await accountStanding(tx, customer);
    if (standing === undefined) return undefined;
    const models = await parts.library.of(tx);
    const page = pageOrThrow(await accountTimeline(tx, { ...query, customer, ...kindsOf(group) }));
    // What is to come of an account shows with its own customer, and not with those that it pays for.
    const isOwn = standing.account.customer.id === customer;
    const coming =
      models === undefined || !isOwn
        ? []
        : toCome(standing.account, standing.parked !== null, models, parts.clock.now(tenant));
    const currency =
      standing.account.receivables?.currency ?? models?.books.current.model.currency ?? null;
    const grants = standing.account.credits?.book.grants ?? [];
    const grantNames = new Map(grants.map((grant) => [grant.id, grantName(grant, models)]));
    const past = page.items.map((row) => momentOf(row, models, { currency, grantNames }));
    const drafts = [...past, ...coming];
    const named = drafts.flatMap(({ invoiceId }) => (invoiceId === undefined ? [] : [invoiceId]));
    const numbers = await invoiceNumbers(tx, named);
    const finished = (draft: MomentDraft): TimelineMoment => finish(draft, numbers);
    return {
      items: past.map(finished),
      next: page.next,
      toCome: coming.filter((one) => group === undefined || one.group === group).map(finished),
    };
  });

function finish(
  { invoiceId, number, ...draft }: MomentDraft,
  numbers: ReadonlyMap<string, string>,
): TimelineMoment {
  const found = invoiceId === undefined ? undefined : (number ?? numbers.get(invoiceId));
  return {
    id: draft.id,
    at: draft.at,
    group: draft.group,
    kind: draft.kind,
    on: draft.on ?? null,
    about: draft.about ?? null,
    name: draft.name ?? null,
    invoice:
      invoiceId === undefined || found === undefined ? null : { id: invoiceId, number: found },
    amount: draft.amount ?? null,
    currency: draft.currency ?? null,
    note: draft.note ?? null,
  };
}
