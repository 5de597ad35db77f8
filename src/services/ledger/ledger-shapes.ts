import { closeChecks } from "../../ledger/close/close-check.ts";
import type { BalanceText, RollForwardText } from "../../ledger/close/roll-forward-text.ts";
import { boolean, list, literal, type Shape, text } from "../../model/shape.ts";
import { currency } from "../../model/shape-money.ts";
import { object } from "../../model/shape-object.ts";
import { date } from "../../model/shape-values.ts";
import type { CloseSummary, MonthClose } from "../closing/close-report.ts";
import type { CloseList } from "../closing/close-service.ts";
import { foundRateShape } from "../exchange-rate-shapes.ts";
import {
  count,
  decimalText,
  instantText,
  monthText,
  nullable,
  pageShape,
} from "../report-shapes.ts";
import type { Page } from "../reports.ts";
import type {
  AccountSummary,
  AgedAmountsAnswer,
  AgeingAnswer,
  CurrencyResultAnswer,
  EntryAnswer,
  ForeignCurrencyAnswer,
  ForeignPositionAnswer,
  SalesOutstandingAnswer,
  TrialBalanceAnswer,
  VerificationAnswer,
} from "./ledger-answers.ts";
import type {
  Commitment,
  RemainingObligationsAnswer,
  RevenueScheduleAnswer,
  RollForwardAnswer,
} from "./revenue-answers.ts";

/** What each answer of the ledger looks like as JSON, as in `report-shapes.ts`. */

const accountType = literal("asset", "liability", "equity", "income", "expense");
const side = literal("debit", "credit");
const head = object<NonNullable<MonthClose["head"]>>({ position: count, hash: text });

export const accountShape: Shape<AccountSummary> = object<AccountSummary>({
  account: text,
  title: text,
  type: accountType,
  normalSide: side,
  code: text,
  byHand: boolean,
  balances: list(
    object<AccountSummary["balances"][number]>({ currency: text, balance: decimalText }),
  ),
});

export const trialBalanceShape: Shape<TrialBalanceAnswer> = object<TrialBalanceAnswer>({
  asOf: nullable(date),
  final: boolean,
  rows: list(
    object<TrialBalanceAnswer["rows"][number]>({
      account: text,
      code: text,
      title: text,
      type: accountType,
      currency: text,
      debits: decimalText,
      credits: decimalText,
      balance: decimalText,
    }),
  ),
  totals: list(
    object<TrialBalanceAnswer["totals"][number]>({
      currency: text,
      debitBalances: decimalText,
      creditBalances: decimalText,
    }),
  ),
});

const gainAndLoss = object<CurrencyResultAnswer["realised"]>({
  gain: decimalText,
  loss: decimalText,
});

export const foreignCurrencyShape: Shape<ForeignCurrencyAnswer> = object<ForeignCurrencyAnswer>({
  asOf: date,
  currency: text,
  positions: list(
    object<ForeignPositionAnswer>({
      account: text,
      currency,
      amount: decimalText,
      unvalued: decimalText,
      carrying: decimalText,
      value: nullable(decimalText),
      gain: nullable(decimalText),
      rate: nullable(foundRateShape),
    }),
  ),
  results: list(
    object<CurrencyResultAnswer>({
      month: monthText,
      realised: gainAndLoss,
      unrealised: gainAndLoss,
      net: decimalText,
    }),
  ),
  balances: list(
    object<ForeignCurrencyAnswer["balances"][number]>({
      account: text,
      code: text,
      title: text,
      type: accountType,
      balance: decimalText,
    }),
  ),
  untranslated: list(
    object<ForeignCurrencyAnswer["untranslated"][number]>({
      account: text,
      currency: text,
      balance: decimalText,
    }),
  ),
});

export const entryShape: Shape<EntryAnswer> = object<EntryAnswer>({
  id: text,
  position: count,
  date: instantText,
  documentDate: nullable(instantText),
  document: object<EntryAnswer["document"]>({ kind: text, number: text }),
  invoice: nullable(text),
  customer: nullable(text),
  dueAt: nullable(instantText),
  description: text,
  by: nullable(text),
  reverses: nullable(text),
  reversedBy: nullable(text),
  postings: list(
    object<EntryAnswer["postings"][number]>({
      account: text,
      currency: text,
      amount: decimalText,
      invoice: nullable(text),
      line: nullable(text),
    }),
  ),
  hash: text,
});

export const entryPageShape: Shape<Page<EntryAnswer>> = pageShape(entryShape);

const aged = object<AgedAmountsAnswer>({
  notDue: decimalText,
  days1to30: decimalText,
  days31to60: decimalText,
  days61to90: decimalText,
  over90: decimalText,
  total: decimalText,
});

export const ageingShape: Shape<AgeingAnswer> = object<AgeingAnswer>({
  asOf: date,
  customers: list(
    object<AgeingAnswer["customers"][number]>({
      customer: text,
      name: text,
      currency: text,
      amounts: aged,
    }),
  ),
  totals: list(object<AgeingAnswer["totals"][number]>({ currency: text, amounts: aged })),
  items: list(
    object<AgeingAnswer["items"][number]>({
      invoice: text,
      customer: text,
      currency: text,
      dueAt: instantText,
      daysOverdue: count,
      open: decimalText,
    }),
  ),
});

export const salesOutstandingShape: Shape<SalesOutstandingAnswer> = object<SalesOutstandingAnswer>({
  asOf: date,
  items: list(
    object<SalesOutstandingAnswer["items"][number]>({
      currency: text,
      receivable: decimalText,
      simple: object<SalesOutstandingAnswer["items"][number]["simple"]>({
        from: date,
        sold: decimalText,
        days: nullable(decimalText),
      }),
      countback: object<SalesOutstandingAnswer["items"][number]["countback"]>({
        days: decimalText,
        complete: boolean,
      }),
    }),
  ),
});

export const verificationShape: Shape<VerificationAnswer> = object<VerificationAnswer>({
  sound: boolean,
  entries: count,
  head,
  faults: list(object<VerificationAnswer["faults"][number]>({ code: text, message: text })),
});

const balance = object<BalanceText>({
  opening: decimalText,
  billed: decimalText,
  recognised: decimalText,
  catchUp: decimalText,
  terminated: decimalText,
  moved: decimalText,
  closing: decimalText,
});

const rollForwardRow = object<RollForwardText>({
  month: monthText,
  stream: text,
  currency,
  revenue: decimalText,
  revenueFromOpening: decimalText,
  deferred: balance,
  contractAsset: balance,
  refundLiability: balance,
});

export const rollForwardShape: Shape<RollForwardAnswer> = object<RollForwardAnswer>({
  from: monthText,
  to: monthText,
  closedThrough: nullable(monthText),
  items: list(rollForwardRow),
});

export const scheduleShape: Shape<RevenueScheduleAnswer> = object<RevenueScheduleAnswer>({
  months: list(monthText),
  closedThrough: nullable(monthText),
  items: list(
    object<RevenueScheduleAnswer["items"][number]>({
      stream: text,
      currency: text,
      amounts: list(decimalText),
      later: decimalText,
    }),
  ),
});

type Remaining = RemainingObligationsAnswer["items"][number];

export const remainingShape: Shape<RemainingObligationsAnswer> = object<RemainingObligationsAnswer>(
  {
    asOf: date,
    items: list(
      object<Remaining>({
        currency: text,
        total: decimalText,
        withinYear: decimalText,
        later: decimalText,
        unscheduled: decimalText,
        contracted: decimalText,
        committed: decimalText,
        commitments: list(
          object<Commitment>({
            customer: text,
            contract: nullable(text),
            subscription: nullable(text),
            until: date,
            amount: decimalText,
            withinYear: decimalText,
          }),
        ),
        months: list(
          object<Remaining["months"][number]>({ month: monthText, amount: decimalText }),
        ),
        streams: list(
          object<Remaining["streams"][number]>({
            stream: text,
            amount: decimalText,
            withinYear: decimalText,
          }),
        ),
      }),
    ),
  },
);

const recognisedShape = object<MonthClose["recognised"][number]>({
  currency: text,
  amount: decimalText,
});

export const monthCloseShape: Shape<MonthClose> = object<MonthClose>({
  month: monthText,
  state: literal("open", "closed"),
  from: instantText,
  to: instantText,
  zone: text,
  closedAt: nullable(instantText),
  head: nullable(head),
  checks: list(
    object<MonthClose["checks"][number]>({
      id: literal(...closeChecks),
      state: literal("passed", "warning", "failed"),
      message: text,
    }),
  ),
  recognised: list(recognisedShape),
  entries: count,
  rollForward: list(rollForwardRow),
});

export const closeListShape: Shape<CloseList> = object<CloseList>({
  items: list(
    object<CloseSummary>({
      month: monthText,
      from: instantText,
      to: instantText,
      zone: text,
      closedAt: instantText,
      head,
      recognised: list(recognisedShape),
      entries: count,
    }),
  ),
  next: nullable(text),
  openMonth: nullable(monthText),
});

/** What is asked for to close a month. */
export interface CloseRequest {
  readonly month: string;
}

export const closeRequestShape: Shape<CloseRequest> = object<CloseRequest>({ month: monthText });
