import type { Account } from "../../account/account.ts";
import { minorText } from "../../money/minor-amount.ts";
import { totalOf } from "../../receivable/item-amount.ts";
import type { PaymentReceived, Receivables } from "../../receivable/receivables.ts";
import { creditBalance, goneFrom } from "../../receivable/settle.ts";
import { accountStanding } from "../../store/accounts.ts";
import { listDunningNotices } from "../../store/dunning-notices.ts";
import { invoiceNumbers } from "../../store/invoices.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import { pageOrThrow, type ReportParts, reading } from "../report-parts.ts";
import type { CustomerReceivables, PaymentAnswer } from "./account-answers.ts";
import { noticeAnswer } from "./dunning-notices.ts";
import { itemAnswers, openOf, overdueItems, owingOf } from "./open-items.ts";

/** Items, payments and notices that one answer holds at most, each: the latest. */
const listed = 500;

/** What a customer owes and has paid; undefined where there is none. */
export const receivablesReport = (
  parts: Pick<ReportParts, "store" | "clock" | "library">,
  tenant: string,
  customer: string,
): Promise<CustomerReceivables | undefined> =>
  reading(parts, tenant, async (tx) => {
    const standing = await accountStanding(tx, customer);
    if (standing === undefined) return undefined;
    const book = (await parts.library.of(tx))?.books.current;
    if (book === undefined) return nothingOwed(standing.account);
    const owing = owingOf(standing.account, book);
    const { state } = owing;
    const [numbers, notices] = await Promise.all([
      invoiceNumbers(tx, invoicesIn(state)),
      listDunningNotices(tx, { customer: standing.account.customer.id, limit: listed }),
    ]);
    const numberOf = (id: string): string => numbers.get(id) ?? id;
    const now = parts.clock.now(tenant);
    return {
      customer: standing.account.customer.id,
      ...totals(state, now),
      suspendedSince: instantOrNull(standing.account.suspendedSince),
      items: itemAnswers(owing, now, numberOf).slice(0, listed),
      payments: paymentAnswers(state, numberOf).slice(0, listed),
      notices: pageOrThrow(notices).items.map((notice) => noticeAnswer(notice, numberOf)),
    };
  });

const instantOrNull = (at: Instant | null): string | null =>
  at === null ? null : formatInstant(at);

const nothingOwed = ({ customer }: Account): CustomerReceivables => ({
  customer: customer.id,
  currency: null,
  owed: "0",
  overdue: "0",
  balance: "0",
  suspendedSince: null,
  items: [],
  payments: [],
  notices: [],
});

const invoicesIn = ({ items, settlements }: Receivables): readonly string[] => [
  ...items.map(({ id }) => id),
  ...settlements.flatMap(({ applications }) => applications.map(({ invoice }) => invoice)),
];

function totals(
  state: Receivables,
  now: Instant,
): Pick<CustomerReceivables, "currency" | "owed" | "overdue" | "balance"> {
  const { currency } = state;
  return {
    currency,
    owed: minorText(openOf(state.items), currency),
    overdue: minorText(openOf(overdueItems(state, now)), currency),
    balance: minorText(creditBalance(state), currency),
  };
}

function paymentAnswers(
  { currency, settlements }: Receivables,
  numberOf: (id: string) => string,
): readonly PaymentAnswer[] {
  return settlements
    .filter((one): one is PaymentReceived => one.kind === "payment")
    .map((payment) => ({
      id: payment.id,
      at: formatInstant(payment.at),
      amount: payment.amount,
      method: payment.method,
      provider: payment.provider ?? null,
      appliedTo: payment.applications.map(({ invoice, amount }) => ({
        id: invoice,
        number: numberOf(invoice),
        amount,
      })),
      unapplied: payment.unapplied,
      returned: minorText(goneFrom(payment), currency),
      disputed: minorText(
        totalOf(payment.disputes.filter(({ status }) => status === "open")),
        currency,
      ),
    }))
    .toReversed();
}
