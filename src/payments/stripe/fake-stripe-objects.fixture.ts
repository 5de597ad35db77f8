/** The parts of Stripe's objects that the tests speak; ids and field names as Stripe's. Amounts in Stripe's integers. */
export interface FakeCharge {
  readonly id: string;
  readonly object: "charge";
  readonly created: number;
  readonly amount: number;
  readonly currency: string;
  readonly payment_intent: string;
  status: "pending" | "succeeded" | "failed";
}

export interface FakeFailure {
  readonly type: "card_error" | "invalid_request_error";
  readonly code: string;
  readonly decline_code?: string;
  readonly advice_code?: string;
  readonly message: string;
  readonly charge?: string;
}

export interface FakePayment {
  readonly id: string;
  readonly object: "payment_intent";
  readonly created: number;
  readonly amount: number;
  amount_received: number;
  readonly currency: string;
  readonly customer: string | null;
  readonly metadata: Record<string, string>;
  readonly payment_method: string | null;
  status: string;
  latest_charge: string | null;
  last_payment_error: FakeFailure | null;
}

export interface FakeRefund {
  readonly id: string;
  readonly object: "refund";
  readonly created: number;
  readonly amount: number;
  readonly currency: string;
  readonly payment_intent: string;
  readonly charge: string | null;
  readonly metadata: Record<string, string>;
  status: string;
  failure_reason?: string;
}

export interface FakeTransaction {
  readonly id: string;
  readonly object: "balance_transaction";
  readonly created: number;
  readonly amount: number;
  readonly fee: number;
  readonly net: number;
  readonly currency: string;
  readonly reporting_category: string;
  readonly source: string;
  payout: string | null;
}

export interface FakeDispute {
  readonly id: string;
  readonly object: "dispute";
  readonly created: number;
  readonly amount: number;
  readonly currency: string;
  readonly payment_intent: string;
  readonly charge: string | null;
  readonly reason: string;
  readonly balance_transactions: FakeTransaction[];
  status: string;
}

export interface FakePayout {
  readonly id: string;
  readonly object: "payout";
  readonly created: number;
  readonly amount: number;
  readonly currency: string;
  readonly automatic: boolean;
  status: string;
}

export interface FakeSession {
  readonly id: string;
  readonly object: "checkout.session";
  readonly created: number;
  readonly expires_at: number;
  readonly mode: string;
  readonly url: string;
  readonly customer: string | null;
  readonly metadata: Record<string, string>;
  readonly asked: {
    readonly amount: number;
    readonly currency: string;
    readonly metadata: Record<string, string>;
  };
  status: "open" | "complete" | "expired";
  payment_intent: string | null;
}

export interface FakeMethod {
  readonly id: string;
  readonly object: "payment_method";
  readonly type: string;
  customer: string | null;
  readonly card?: Record<string, string | number>;
  readonly us_bank_account?: Record<string, string>;
  readonly sepa_debit?: Record<string, string>;
}

export interface FakeEvent {
  readonly id: string;
  readonly object: "event";
  readonly type: string;
  readonly created: number;
  readonly data: { readonly object: Readonly<Record<string, unknown>> };
}

/** Everything that the server keeps. */
export interface FakeBooks {
  /** Epoch seconds; the test moves it. */
  now: number;
  readonly customers: Map<string, { readonly id: string; readonly object: "customer" }>;
  readonly methods: Map<string, FakeMethod>;
  readonly payments: Map<string, FakePayment>;
  readonly charges: Map<string, FakeCharge>;
  readonly refunds: Map<string, FakeRefund>;
  readonly disputes: Map<string, FakeDispute>;
  readonly payouts: Map<string, FakePayout>;
  readonly sessions: Map<string, FakeSession>;
  readonly transactions: FakeTransaction[];
  readonly events: FakeEvent[];
  /** What all is paid out in, and what one of any other currency is worth in it; each in its own while absent. */
  settlement?: { readonly currency: string; readonly rate: number };
  /** The next number for an id. */
  serial: number;
}

/** Books without anything in them. */
export const emptyBooks = (now: number): FakeBooks => ({
  now,
  customers: new Map(),
  methods: new Map(),
  payments: new Map(),
  charges: new Map(),
  refunds: new Map(),
  disputes: new Map(),
  payouts: new Map(),
  sessions: new Map(),
  transactions: [],
  events: [],
  serial: 0,
});

/** A new id with Stripe's prefix. */
export function newId(books: FakeBooks, prefix: string): string {
  books.serial += 1;
  return `${prefix}_${String(books.serial).padStart(6, "0")}`;
}

/** Writes down a message about an object as it stands now. */
export function emit(books: FakeBooks, type: string, object: object): void {
  books.events.push({
    id: newId(books, "evt"),
    object: "event",
    type,
    created: books.now,
    data: { object: structuredClone(object) as Record<string, unknown> },
  });
}

/** An error as Stripe writes it. */
export interface FakeError {
  readonly status: number;
  readonly error: Readonly<Record<string, unknown>>;
}

/** Stops a call with an error of Stripe. */
export class FakeRefusal extends Error {
  readonly answer: FakeError;
  constructor(status: number, error: Readonly<Record<string, unknown>>) {
    super(String(error.message));
    this.answer = { status, error };
  }
}

/** What does not exist is refused as Stripe does. */
export function existing<T>(map: ReadonlyMap<string, T>, id: string, what: string): T {
  const found = map.get(id);
  if (found !== undefined) return found;
  throw new FakeRefusal(what === "payment_method" ? 400 : 404, {
    type: "invalid_request_error",
    code: "resource_missing",
    param: what,
    message: `No such ${what}: '${id}'`,
  });
}
