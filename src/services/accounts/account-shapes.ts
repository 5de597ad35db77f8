import { contractDateKinds } from "../../account/contracts/contract-dates.ts";
import { dunningActions } from "../../model/dunning.ts";
import { boolean, list, literal, type Shape, text } from "../../model/shape.ts";
import { currency, money } from "../../model/shape-money.ts";
import { object } from "../../model/shape-object.ts";
import { cadence, date } from "../../model/shape-values.ts";
import { count, decimalText, instantText, nullable } from "../report-shapes.ts";
import {
  type ContractAnswer,
  type CreditHolder,
  type CreditHoldings,
  type CustomerNotice,
  type CustomerReceivables,
  type DunnedAccount,
  type DunningAnswer,
  type DunningStage,
  type DunningStepAnswer,
  type NoticeAnswer,
  type OpenItemAnswer,
  type PaymentAnswer,
  type Timeline,
  type TimelineMoment,
  timelineGroups,
  toComeKinds,
} from "./account-answers.ts";
import { factKinds, movementKinds } from "./timeline-kinds.ts";

/** What the pages of an account answer, as JSON: a shape that says more or less than its interface does not compile. */

const action = literal(...dunningActions);

/** Days may be before the due day. */
const days: Shape<number> = {
  ...count,
  read: (value) => Number(value),
  schema: () => ({ type: "integer" }),
};

const moment = object<TimelineMoment>({
  id: text,
  at: instantText,
  group: literal(...timelineGroups),
  kind: literal(
    "invoice",
    ...factKinds,
    ...movementKinds,
    "remind",
    "warn",
    "suspend",
    "collections",
    ...toComeKinds,
  ),
  on: nullable(date),
  about: nullable(text),
  name: nullable(text),
  invoice: nullable(object<NonNullable<TimelineMoment["invoice"]>>({ id: text, number: text })),
  amount: nullable(decimalText),
  currency: nullable(text),
  note: nullable(text),
});

export const timelineShape: Shape<Timeline> = object<Timeline>({
  items: list(moment),
  next: nullable(text),
  toCome: list(moment),
});

const dunningStep = object<DunningStepAnswer>({ action, afterDueDays: days, at: instantText });

const openItem = object<OpenItemAnswer>({
  id: text,
  number: text,
  issuedAt: instantText,
  dueAt: instantText,
  total: decimalText,
  open: decimalText,
  status: literal("open", "in-dispute", "paid", "written-off"),
  daysOverdue: count,
  stage: nullable(dunningStep),
  next: nullable(dunningStep),
  promisedUntil: nullable(date),
});

const payment = object<PaymentAnswer>({
  id: text,
  at: instantText,
  amount: decimalText,
  method: text,
  provider: nullable(text),
  appliedTo: list(
    object<PaymentAnswer["appliedTo"][number]>({ id: text, number: text, amount: decimalText }),
  ),
  unapplied: decimalText,
  returned: decimalText,
  disputed: decimalText,
});

const noticeFields = {
  id: text,
  at: instantText,
  action,
  afterDueDays: days,
  template: nullable(text),
  fee: nullable(text),
  total: decimalText,
  invoices: list(text),
};

export const customerReceivablesShape: Shape<CustomerReceivables> = object<CustomerReceivables>({
  customer: text,
  currency: nullable(currency),
  owed: decimalText,
  overdue: decimalText,
  balance: decimalText,
  suspendedSince: nullable(instantText),
  items: list(openItem),
  payments: list(payment),
  notices: list(object<NoticeAnswer>(noticeFields)),
});

export const customerNoticeShape: Shape<CustomerNotice> = object<CustomerNotice>({
  customer: text,
  ...noticeFields,
});

export const dunningShape: Shape<DunningAnswer> = object<DunningAnswer>({
  currency: nullable(currency),
  accounts: count,
  overdue: decimalText,
  suspended: count,
  stages: list(
    object<DunningStage>({
      afterDueDays: days,
      action,
      template: nullable(text),
      fee: nullable(text),
      accounts: count,
      overdue: decimalText,
    }),
  ),
  items: list(
    object<DunnedAccount>({
      customer: text,
      name: text,
      currency,
      owed: decimalText,
      overdue: decimalText,
      oldestDueAt: instantText,
      daysOverdue: count,
      stage: dunningStep,
      next: nullable(dunningStep),
      suspendedSince: nullable(instantText),
      parked: boolean,
    }),
  ),
  next: nullable(text),
});

export const creditHoldingsShape: Shape<CreditHoldings> = object<CreditHoldings>({
  currency: nullable(currency),
  holders: count,
  balance: decimalText,
  paid: decimalText,
  given: decimalText,
  expiring: decimalText,
  until: instantText,
  used: decimalText,
  expired: decimalText,
  items: list(
    object<CreditHolder>({
      customer: text,
      name: text,
      currency,
      balance: decimalText,
      paid: decimalText,
      nextExpiry: nullable(
        object<NonNullable<CreditHolder["nextExpiry"]>>({
          at: instantText,
          amount: decimalText,
          grant: text,
          name: text,
        }),
      ),
    }),
  ),
  next: nullable(text),
});

/** A signed contract as it stands. */
export const contractShape: Shape<ContractAnswer> = object<ContractAnswer>({
  id: text,
  customer: text,
  customerName: text,
  number: text,
  template: text,
  name: text,
  status: literal("scheduled", "running", "ended"),
  start: date,
  end: date,
  renewsOn: nullable(date),
  noticeBy: nullable(date),
  noticeGiven: boolean,
  endsOn: nullable(date),
  netDays: nullable(count),
  commitment: nullable(
    object<NonNullable<ContractAnswer["commitment"]>>({
      amount: money,
      per: cadence,
      shortfall: literal("true-up", "carry", "waive"),
    }),
  ),
  terms: list(
    object<ContractAnswer["terms"][number]>({
      start: date,
      end: date,
      months: count,
      model: text,
      by: literal("signature", "renewal", "automatic"),
    }),
  ),
  periods: list(
    object<ContractAnswer["periods"][number]>({
      from: instantText,
      to: instantText,
      committed: nullable(decimalText),
      spent: decimalText,
      billed: nullable(decimalText),
      carried: nullable(decimalText),
    }),
  ),
  remaining: object<ContractAnswer["remaining"]>({ total: decimalText, withinYear: decimalText }),
  dates: list(
    object<ContractAnswer["dates"][number]>({
      kind: literal(...contractDateKinds),
      on: date,
      amount: nullable(decimalText),
      note: nullable(text),
    }),
  ),
  purchases: list(text),
});
