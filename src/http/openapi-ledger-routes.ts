import { journalExports } from "../ledger/exports/journal-exports.ts";
import {
  type EntryReversalFact,
  entryReversalFields,
  type ManualEntryFact,
  manualEntryFields,
} from "../ledger/manual/manual-entry-fact.ts";
import { object } from "../model/shape-object.ts";
import {
  accountShape,
  ageingShape,
  closeListShape,
  closeRequestShape,
  entryPageShape,
  entryShape,
  foreignCurrencyShape,
  monthCloseShape,
  remainingShape,
  rollForwardShape,
  salesOutstandingShape,
  scheduleShape,
  trialBalanceShape,
  verificationShape,
} from "../services/ledger/ledger-shapes.ts";
import { itemsOf } from "./openapi-bodies.ts";
import { foreignPaymentOperation } from "./openapi-foreign-payment-route.ts";
import * as example from "./openapi-ledger-examples.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  idempotencyKey,
  idInPath,
  json,
  type Operation,
  onceProblems,
  type Parameter,
  paging,
  pagingProblems,
  reading,
} from "./openapi-operation.ts";
import { bookDays, day, month, text } from "./openapi-parameters.ts";
import { partnerRoutes } from "./openapi-partner-routes.ts";

const asOf: Parameter = {
  name: "asOf",
  description: "The last day that counts, of the books' calendar; today where absent.",
  schema: day,
  example: "2026-01-31",
};

const months: readonly Parameter[] = [
  {
    name: "from",
    description: "The first month.",
    required: true,
    schema: month,
    example: "2026-01",
  },
  {
    name: "to",
    description: "The last month, at most ten years later.",
    required: true,
    schema: month,
    example: "2026-03",
  },
];

const balanceRoutes: readonly Operation[] = [
  reading(
    {
      url: "/v1/ledger/trial-balance",
      id: "readTrialBalance",
      tag: "Ledger",
      summary: "The trial balance at the end of a day",
      description:
        "Debits, credits and balance of every account that was posted to, by currency. `final` says that the day lies in a closed month, so that it will not change.",
      query: [{ ...asOf, description: "The last day that counts; every entry where absent." }],
      problems: ["not-found"],
    },
    answerComponent("TrialBalance", trialBalanceShape),
    example.trialBalance,
  ),
  reading(
    {
      url: "/v1/ledger/accounts",
      id: "listAccounts",
      tag: "Ledger",
      summary: "The chart of accounts, with what each stands at",
      problems: ["not-found"],
    },
    itemsOf(answerComponent("Account", accountShape)),
    example.accounts,
  ),
  reading(
    {
      url: "/v1/ledger/foreign-currency",
      id: "readForeignCurrency",
      tag: "Ledger",
      summary:
        "What stands in other currencies, what rates gained and lost, and all balances in the books' currency",
      description:
        "`positions` are invoices, credits and money with providers: what they are carried at, and what they are worth at the rates of the day. `results` are realised and unrealised gains and losses by month. `balances` bring every account into the currency of the books: money at the rates of the day, all else at the rates of its own days; `equity:currency-conversion` is what makes them balance.",
      query: [asOf],
      problems: ["not-found"],
    },
    answerComponent("ForeignCurrency", foreignCurrencyShape),
    example.foreignCurrency,
  ),
  reading(
    {
      url: "/v1/ledger/ageing",
      id: "readAgeing",
      tag: "Ledger",
      summary: "What customers owe, by days after the due day",
      query: [asOf],
      problems: ["not-found"],
    },
    answerComponent("Ageing", ageingShape),
    example.ageing,
  ),
  reading(
    {
      url: "/v1/ledger/dso",
      id: "readDaysSalesOutstanding",
      tag: "Ledger",
      summary: "Days sales outstanding, simple and by countback",
      description:
        "Simple: receivable over the sales of the last three months times their days. Countback: the receivable used up by the sales of the last month, then of the one before, for up to twelve. Sales are invoices less credit notes, with tax as the receivable is.",
      query: [asOf],
      problems: ["not-found"],
    },
    answerComponent("DaysSalesOutstanding", salesOutstandingShape),
    example.salesOutstanding,
  ),
];

const journalRoutes: readonly Operation[] = [
  reading(
    {
      url: "/v1/ledger/entries",
      id: "listEntries",
      tag: "Ledger",
      summary: "Entries of the journal, the latest first",
      query: [
        {
          name: "account",
          description: "Entries that post to this account.",
          schema: text,
          example: "assets:receivable",
        },
        {
          name: "customer",
          description: "Entries of this customer.",
          schema: text,
          example: "c-17",
        },
        {
          name: "document",
          description: "A kind of document, `invoice`, or one: `invoice/INV-000001`.",
          schema: text,
          example: "invoice",
        },
        ...bookDays,
        ...paging,
      ],
      problems: ["not-found", ...pagingProblems],
    },
    answerComponent("EntryPage", entryPageShape),
    example.entries,
  ),
  {
    method: "GET",
    url: "/v1/ledger/export",
    id: "exportJournal",
    tag: "Ledger",
    summary: "The journal as a file of another program",
    description:
      "For hledger and Beancount, whose own checks accept it, as CSV, or as a flat journal for the import of an ERP: month by month with `from` and `to`.",
    access: "read",
    query: [
      {
        name: "format",
        description: "Which program's form.",
        required: true,
        schema: { enum: Object.keys(journalExports) },
        example: "erp",
      },
      ...bookDays,
    ],
    answers: [
      {
        status: 200,
        description: "The file.",
        content: {
          "text/plain": { schema: () => ({ type: "string" }) },
          "text/csv": { schema: () => ({ type: "string" }) },
        },
      },
    ],
    problems: ["not-found"],
  },
  reading(
    {
      url: "/v1/ledger/verification",
      id: "verifyLedger",
      tag: "Ledger",
      summary: "Whether the journal is what was posted",
      description:
        "Reads all of it: every record sealed to the one before, unchanged, balanced and of one document. Keep the head elsewhere; with it a journal that was cut short is found out.",
    },
    answerComponent("LedgerVerification", verificationShape),
    example.verification,
  ),
];

const entryAnswer = answerComponent("Entry", entryShape);

const manualRoutes: readonly Operation[] = [
  {
    method: "POST",
    url: "/v1/ledger/entries",
    id: "enterJournalEntry",
    tag: "Ledger",
    summary: "Write an entry by hand",
    description:
      "Debits and credits that balance in each currency, on a day of an open month, with a reason and who answers for it. Accounts that documents alone move are refused (`control-account`).",
    access: "write",
    headers: [idempotencyKey],
    body: json(
      component(
        "ManualEntry",
        object<Omit<ManualEntryFact, "fact" | "recordedAt">>(manualEntryFields),
      ),
      example.manualEntry,
    ),
    answers: [
      { status: 201, description: "Posted.", content: json(entryAnswer, example.enteredEntry) },
      { status: 200, description: "Posted before, as it was.", content: json(entryAnswer) },
    ],
    problems: [...bodyProblems, ...onceProblems, "already-exists"],
  },
  {
    method: "POST",
    url: "/v1/ledger/entries/:id/reversal",
    id: "reverseJournalEntry",
    tag: "Ledger",
    summary: "Take an entry by hand back",
    description:
      "Posts the same with the other sign, once, in an open month. What a document posted is corrected by a document.",
    access: "write",
    path: [idInPath("The id under which the entry was written.", "accrual-1")],
    headers: [idempotencyKey],
    body: json(
      component(
        "EntryReversal",
        object<Omit<EntryReversalFact, "fact" | "recordedAt" | "entry">>(entryReversalFields),
      ),
      example.entryReversal,
    ),
    answers: [
      { status: 201, description: "Posted.", content: json(entryAnswer, example.reversedEntry) },
      { status: 200, description: "Posted before, as it was.", content: json(entryAnswer) },
    ],
    problems: [...bodyProblems, ...onceProblems],
  },
];

const revenueRoutes: readonly Operation[] = [
  reading(
    {
      url: "/v1/revenue/schedule",
      id: "readRevenueSchedule",
      tag: "Revenue",
      summary: "What issued invoices earn, by stream and month",
      description:
        "Closed months as they were closed; after them what is scheduled as things stand.",
      query: months,
      problems: ["not-found"],
    },
    answerComponent("RevenueSchedule", scheduleShape),
    example.schedule,
  ),
  reading(
    {
      url: "/v1/revenue/roll-forward",
      id: "readRollForward",
      tag: "Revenue",
      summary: "Deferred revenue and contract assets from the beginning of each month to its end",
      description:
        "Every column is signed as it changes the balance, so that they add up to the closing (ASC 606-10-50-8, IFRS 15.116). Closed months as they were closed, open ones as things stand.",
      query: months,
      problems: ["not-found"],
    },
    answerComponent("RollForward", rollForwardShape),
    example.rollForward,
  ),
  reading(
    {
      url: "/v1/revenue/remaining-obligations",
      id: "readRemainingObligations",
      tag: "Revenue",
      summary: "What is sold and not earned yet: RPO, and the next twelve months of it",
      description:
        "Of issued invoices (ASC 606-10-50-13, IFRS 15.120); use that is billed as it happens is left out (50-14(b), 121(b)).",
      query: [asOf],
      problems: ["not-found"],
    },
    answerComponent("RemainingObligations", remainingShape),
    example.remaining,
  ),
];

const monthClose = answerComponent("MonthClose", monthCloseShape);

const closeRoutes: readonly Operation[] = [
  {
    method: "POST",
    url: "/v1/closes",
    id: "closeMonth",
    tag: "Closes",
    summary: "Close a month, for good",
    description:
      "Posts what is issued, recognises the month's revenue, checks the books and locks the month, all of it or nothing. What becomes known later is posted in the next open month with its own date kept. Months are closed one after the other and are not opened again.",
    access: "write",
    headers: [idempotencyKey],
    body: json(component("CloseRequest", closeRequestShape), { month: "2026-01" }),
    answers: [
      { status: 201, description: "Closed.", content: json(monthClose, example.monthClose) },
      { status: 200, description: "Closed before, as it was.", content: json(monthClose) },
    ],
    problems: [...bodyProblems, ...onceProblems, "close-refused", "nothing-to-close"],
  },
  reading(
    {
      url: "/v1/closes",
      id: "listCloses",
      tag: "Closes",
      summary: "Closed months, the latest first, and the month to close next",
      query: paging,
      problems: pagingProblems,
    },
    answerComponent("CloseList", closeListShape),
    example.closes,
  ),
  reading(
    {
      url: "/v1/closes/:month",
      id: "readClose",
      tag: "Closes",
      summary: "A month as it was closed, or what its close would find and recognise now",
      path: [
        {
          name: "month",
          description: "The month.",
          required: true,
          schema: month,
          example: "2026-01",
        },
      ],
      problems: ["not-found"],
    },
    monthClose,
    example.monthClose,
  ),
];

/** The books, what is recognised of them, and the months that are closed. */
export const ledgerRoutes: readonly Operation[] = [
  ...balanceRoutes,
  foreignPaymentOperation,
  ...journalRoutes,
  ...manualRoutes,
  ...partnerRoutes,
  ...revenueRoutes,
  ...closeRoutes,
];
