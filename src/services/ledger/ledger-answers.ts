import type { AccountType, NormalSide } from "../../ledger/account-name.ts";
import type { ValuedPosition } from "../../ledger/foreign/revalue-month.ts";

/** An account of the books and what it stands at, all currencies. */
export interface AccountSummary {
  /** `income:revenue:usage`. */
  readonly account: string;
  readonly title: string;
  readonly type: AccountType;
  readonly normalSide: NormalSide;
  /** What an ERP calls it. */
  readonly code: string;
  /** Whether an entry by hand may post on it; the others are moved by documents alone. */
  readonly byHand: boolean;
  /** Debits less credits; empty where nothing was ever posted on it. */
  readonly balances: readonly { readonly currency: string; readonly balance: string }[];
}

/** The trial balance at the end of a day. */
export interface TrialBalanceAnswer {
  /** `2026-01-31`; null for all entries there are. */
  readonly asOf: string | null;
  /** Whether the day lies in a closed month, so that the balance will not change. */
  readonly final: boolean;
  readonly rows: readonly {
    readonly account: string;
    readonly code: string;
    readonly title: string;
    readonly type: AccountType;
    readonly currency: string;
    readonly debits: string;
    readonly credits: string;
    readonly balance: string;
  }[];
  readonly totals: readonly {
    readonly currency: string;
    readonly debitBalances: string;
    readonly creditBalances: string;
  }[];
}

/** What exchange rates brought in a month, in the currency of the books. */
export interface CurrencyResultAnswer {
  /** `2026-01`. */
  readonly month: string;
  /** Of what was settled. */
  readonly realised: { readonly gain: string; readonly loss: string };
  /** Of what was open at the end of the month, less what the month before turned round. */
  readonly unrealised: { readonly gain: string; readonly loss: string };
  /** Gains less losses. */
  readonly net: string;
}

/** An account's foreign balance at the rates of a day. */
export interface ForeignPositionAnswer extends Omit<ValuedPosition, "account"> {
  readonly account: string;
}

/** What stands in other currencies, what that gained and lost, and all balances in the currency of the books. */
export interface ForeignCurrencyAnswer {
  readonly asOf: string;
  /** That of the books. */
  readonly currency: string;
  /** What is carried in other currencies, at the rates of the day. */
  readonly positions: readonly ForeignPositionAnswer[];
  /** Months with a result, the last 24 of them. */
  readonly results: readonly CurrencyResultAnswer[];
  /** Every account in the currency of the books; they add up to zero. */
  readonly balances: readonly {
    readonly account: string;
    readonly code: string;
    readonly title: string;
    readonly type: AccountType;
    readonly balance: string;
  }[];
  /** What is left out of them, since no rate is known for it. */
  readonly untranslated: readonly {
    readonly account: string;
    readonly currency: string;
    readonly balance: string;
  }[];
}

/** An entry of the journal. */
export interface EntryAnswer {
  readonly id: string;
  readonly position: number;
  /** When it counts. */
  readonly date: string;
  /** The document's own date, where its month was closed. */
  readonly documentDate: string | null;
  readonly document: { readonly kind: string; readonly number: string };
  /** The id of the invoice or credit note that it is of, as `/v1/invoices/:id` takes it; null for other documents. */
  readonly invoice: string | null;
  readonly customer: string | null;
  readonly dueAt: string | null;
  readonly description: string;
  /** Who answers for an entry by hand; null for others. */
  readonly by: string | null;
  readonly reverses: string | null;
  /** The id of the entry that took it back; null where none did. */
  readonly reversedBy: string | null;
  readonly postings: readonly {
    readonly account: string;
    readonly currency: string;
    /** Debits positive, credits negative. */
    readonly amount: string;
    readonly invoice: string | null;
    readonly line: string | null;
  }[];
  readonly hash: string;
}

/** Amounts by days after the due day. */
export interface AgedAmountsAnswer {
  readonly notDue: string;
  readonly days1to30: string;
  readonly days31to60: string;
  readonly days61to90: string;
  readonly over90: string;
  readonly total: string;
}

/** What customers owe at the end of a day, by age. */
export interface AgeingAnswer {
  readonly asOf: string;
  readonly customers: readonly {
    readonly customer: string;
    readonly name: string;
    readonly currency: string;
    readonly amounts: AgedAmountsAnswer;
  }[];
  readonly totals: readonly { readonly currency: string; readonly amounts: AgedAmountsAnswer }[];
  readonly items: readonly {
    readonly invoice: string;
    readonly customer: string;
    readonly currency: string;
    readonly dueAt: string;
    readonly daysOverdue: number;
    readonly open: string;
  }[];
}

/** Days sales outstanding at the end of a day, by currency. */
export interface SalesOutstandingAnswer {
  readonly asOf: string;
  readonly items: readonly {
    readonly currency: string;
    readonly receivable: string;
    /** Over the last three months; null where nothing was sold in them. */
    readonly simple: { readonly from: string; readonly sold: string; readonly days: string | null };
    /** From the last month backwards; `complete` is false where the last twelve do not explain what is owed. */
    readonly countback: { readonly days: string; readonly complete: boolean };
  }[];
}

/** Whether the journal is what was posted. */
export interface VerificationAnswer {
  readonly sound: boolean;
  readonly entries: number;
  readonly head: { readonly position: number; readonly hash: string };
  readonly faults: readonly { readonly code: string; readonly message: string }[];
}
