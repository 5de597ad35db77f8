import type { CreditMovement } from "../credit/movement.ts";
import { ok, type Result } from "../fault/fault.ts";
import type { RateTable } from "../fx/rate-table.ts";
import type { Movement } from "../receivable/movement.ts";
import type { Instant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import { forgetSpentCredits, passCredits } from "./account-credits.ts";
import type { AllocationMovement } from "./allocation.ts";
import { amendCustomer, tellTaxDecision, tellVatCheck } from "./amend-customer.ts";
import { amendSale } from "./amend-sale.ts";
import { allocateAmendments } from "./amended-revenue.ts";
import type { AmendmentFact } from "./amendment-fact.ts";
import { bill } from "./bill.ts";
import { buyBundle } from "./bundles/buy-bundle.ts";
import { change } from "./change.ts";
import type { ChangeFact } from "./change-fact.ts";
import type { ContractTold } from "./contracts/contract-fact.ts";
import { useRights } from "./contracts/material-rights.ts";
import { renewedUntil } from "./contracts/renew-contracts.ts";
import { tellContract } from "./contracts/tell-contract.ts";
import type { CreditNoteFact } from "./credit-note-fact.ts";
import { booksOf } from "./customer-books.ts";
import { type DocumentView, noDocuments } from "./document-view.ts";
import { type DueGroup, nextCutoff, nextDueGroup, nextGroup } from "./due.ts";
import { type DunningNotice, dunAccount, liftSuspension } from "./dun-account.ts";
import { type BreakageMovement, bookBreakage } from "./expected-breakage.ts";
import type { Bought, CreditTold, CustomerFact, TaxDecisionFact, VatCheckFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import type { MilestoneFact } from "./milestone-fact.ts";
import { type DeliveryMovement, deliverMilestones, tellMilestone } from "./milestones.ts";
import type { MoneyFact } from "./money-fact.ts";
import { nextTurn } from "./next-turn.ts";
import { oweDocument } from "./owed.ts";
import { payBreaches } from "./pay-breaches.ts";
import { grantWithPlans } from "./plan-grants.ts";
import type { PriceBooks } from "./price-book.ts";
import { purchase } from "./purchase.ts";
import { returnPrices } from "./return-price.ts";
import { settlePacks } from "./settle-packs.ts";
import { tellCredit } from "./tell-credit.ts";
import { tellCreditNote } from "./tell-credit-note.ts";
import { tellMoney } from "./tell-money.ts";
import { askTopUps } from "./top-up-credits.ts";
import { noUsage, type UsageView } from "./usage-view.ts";

/** What an account is told, or that time has passed. */
export type Input =
  | { readonly kind: "purchase"; readonly fact: Bought; readonly knownSince: Instant }
  | { readonly kind: "change"; readonly fact: ChangeFact; readonly knownSince: Instant }
  | {
      readonly kind: "money";
      readonly fact: MoneyFact;
      readonly knownSince: Instant;
      /** What is known then of exchange rates; nothing where absent. */
      readonly rates?: RateTable | undefined;
    }
  | { readonly kind: "credit"; readonly fact: CreditTold; readonly knownSince: Instant }
  | { readonly kind: "contract"; readonly fact: ContractTold; readonly knownSince: Instant }
  | { readonly kind: "credit-note"; readonly fact: CreditNoteFact; readonly knownSince: Instant }
  | { readonly kind: "milestone"; readonly fact: MilestoneFact; readonly knownSince: Instant }
  | { readonly kind: "amendment"; readonly fact: AmendmentFact; readonly knownSince: Instant }
  | { readonly kind: "amend-customer"; readonly fact: CustomerFact; readonly knownSince: Instant }
  | { readonly kind: "vat-check"; readonly fact: VatCheckFact; readonly knownSince: Instant }
  | { readonly kind: "tax-decision"; readonly fact: TaxDecisionFact; readonly knownSince: Instant }
  | { readonly kind: "tick"; readonly now: Instant };

/** Something that an account's money, its credits or a project did, as the ledger books it. */
export type AccountMovement =
  | Movement
  | CreditMovement
  | DeliveryMovement
  | BreakageMovement
  | AllocationMovement;

/** What a step did: documents issued, money and credits moved, notices to be given. Each in the order in which it happened. */
export interface StepEffects {
  readonly documents: readonly Invoice[];
  readonly movements: readonly AccountMovement[];
  readonly notices: readonly DunningNotice[];
}

/** The account after a step, what the step did, and when the account next matters (undefined: never). */
export interface Stepped extends StepEffects {
  readonly account: Account;
  readonly nextDue: Instant | undefined;
}

/**
 * The account state machine: no I/O, no clock, same input, same output.
 *
 * A tick does at most one thing, the first that is due by `now`: it lets credits expire and recur, renews contracts, issues an invoice, makes
 * breaches good, or takes a step of dunning; at one instant in this order. Whoever drives accounts ticks each at its
 * `nextDue`, in the order of (nextDue, customer id), and so numbers come out in order of issue. Refusals leave the account
 * as it was; one that refuses a tick is to be parked until it is told what it lacks.
 */
export function step(
  account: Account,
  input: Input,
  everyBooks: PriceBooks,
  usage: UsageView = noUsage,
  documents: DocumentView = noDocuments,
): Result<Stepped> {
  const books = booksOf(everyBooks, account.customer);
  switch (input.kind) {
    case "purchase": {
      const held = foreseen(account, input.knownSince, books);
      const { fact, knownSince } = input;
      const bought =
        fact.fact === "bundle"
          ? buyBundle(held, fact, knownSince, books)
          : purchase(held, fact, knownSince, books);
      return bought.ok ? granted(bought.value, input.knownSince, books) : bought;
    }
    case "change": {
      const held = foreseen(account, input.knownSince, books);
      const changed = change(held, input.fact, input.knownSince, books);
      return changed.ok ? granted(changed.value, input.knownSince, books) : changed;
    }
    case "money": {
      const { fact, knownSince, rates } = input;
      const told = tellMoney(account, fact, knownSince, books.current, rates);
      if (!told.ok) return told;
      const { account: after, movements } = told.value;
      return ok(settled(after, { ...nothing, movements }, books, input.knownSince));
    }
    case "credit": {
      const told = tellCredit(account, input.fact, input.knownSince, books);
      if (!told.ok) return told;
      const { account: after, movements } = told.value;
      return ok(settled(after, { ...nothing, movements }, books, input.knownSince));
    }
    case "contract": {
      const told = tellContract(account, input.fact, input.knownSince, books);
      if (!told.ok) return told;
      const { account: after, movements } = told.value;
      return ok(settled(after, { ...nothing, movements }, books, input.knownSince));
    }
    case "credit-note": {
      const told = tellCreditNote(account, input.fact, input.knownSince, documents);
      return told.ok ? ok(untouched(told.value, books)) : told;
    }
    case "amendment": {
      const amended = amendSale(account, input.fact, input.knownSince, books);
      if (!amended.ok) return amended;
      return ok(settled(amended.value, nothing, books, input.knownSince));
    }
    case "milestone": {
      const told = tellMilestone(account, input.fact, input.knownSince, books);
      return told.ok ? ok(settled(told.value, nothing, books, input.knownSince)) : told;
    }
    case "amend-customer": {
      const amended = amendCustomer(account, input.fact, input.knownSince, everyBooks);
      if (!amended.ok) return amended;
      return ok(untouched(amended.value, booksOf(everyBooks, amended.value.customer)));
    }
    case "tax-decision": {
      const decided = tellTaxDecision(account, input.fact, input.knownSince, books);
      return ok(untouched(decided, books));
    }
    case "vat-check": {
      const checked = tellVatCheck(account, input.fact, input.knownSince, books);
      return ok(untouched(checked, books));
    }
    case "tick":
      return tick(account, input.now, books, usage);
  }
}

/** The account with what its contracts did by themselves before it is told something: nothing where its time was lived through. */
const foreseen = (account: Account, at: Instant, books: PriceBooks): Account =>
  account.contracts === null ? account : renewedUntil(account, at - 1, books);

/** What was bought or changed, with the credits that plans grant. */
function granted(account: Account, at: Instant, books: PriceBooks): Result<Stepped> {
  const given = grantWithPlans(account, at, books);
  if (!given.ok) return given;
  const { account: after, movements } = given.value;
  return ok(settled(after, { ...nothing, movements }, books, at));
}

const nothing: StepEffects = { documents: [], movements: [], notices: [] };

/**
 * What follows of itself from what happened at a moment: credits that were paid for are given, breaches are made good, what was
 * paid for credits that are taken back goes back, what was delivered is booked, credits that run low are bought.
 */
function settled(
  before: Account,
  { documents, movements: moved, notices }: StepEffects,
  books: PriceBooks,
  at: Instant,
): Stepped {
  const given = settlePacks(before, books, at);
  const paid = payBreaches(given.account, at, books);
  const delivered = deliverMilestones(paid.account, books, at);
  const amended = allocateAmendments(delivered.account, at, books);
  const used = useRights(amended.account, at, books);
  const broken = bookBreakage(used.account, at, books.current);
  const followed = [
    ...given.movements,
    ...paid.movements,
    ...delivered.movements,
    ...amended.movements,
    ...used.movements,
    ...broken.movements,
  ];
  const movements = followed.length === 0 ? moved : [...moved, ...followed];
  const returned = returnPrices(broken.account, movements, at, books);
  const account = forgetSpentCredits(askTopUps(returned, at, books.current), at);
  const policy = books.current.model.payment?.dunning;
  const after =
    movements.length === 0 ? account : liftSuspension(counted(account, movements), policy);
  return { account: after, documents, movements, notices, nextDue: nextDueOf(after, books) };
}

/** An account that nothing happened to. */
const untouched = (account: Account, books: PriceBooks): Stepped => ({
  account,
  ...nothing,
  nextDue: nextDueOf(account, books),
});

const counted = (account: Account, { length }: readonly AccountMovement[]): Account => ({
  ...account,
  moved: account.moved + length,
});

/** When the account next matters: when it does something of itself; undefined for never. UTC. */
export const nextDueOf = (account: Account, books: PriceBooks): Instant | undefined =>
  nextTurn(account, nextCutoff(account, books), books)?.at;

function tick(
  account: Account,
  now: Instant,
  books: PriceBooks,
  usage: UsageView,
): Result<Stepped> {
  const group = nextGroup(account, books);
  const turn = nextTurn(account, group?.cutoff, books);
  if (turn === undefined || turn.at > now) return ok(untouched(account, books));
  switch (turn.kind) {
    case "credits": {
      const { account: after, movements } = passCredits(account, turn.at);
      return ok(settled(after, { ...nothing, movements }, books, turn.at));
    }
    case "renewals":
      return ok(settled(renewedUntil(account, turn.at, books), nothing, books, turn.at));
    case "billing":
      return group === undefined
        ? ok(untouched(account, books))
        : billed(account, group, books, usage);
    case "breaches":
      return ok(settled(account, nothing, books, turn.at));
    case "dunning":
      return dunned(account, turn.at, books);
  }
}

function billed(
  account: Account,
  group: DueGroup,
  books: PriceBooks,
  usage: UsageView,
): Result<Stepped> {
  const bills = bill(account, group, books, usage);
  if (!bills.ok) return bills;
  const { invoices: documents, after, movements: credits } = bills.value;
  const movements: StepEffects["movements"][number][] = [...credits];
  let owing = after;
  for (const document of documents) {
    const owed = oweDocument(owing, document, books.current);
    owing = owed.account;
    movements.push(...owed.movements);
  }
  return ok(settled(owing, { ...nothing, documents, movements }, books, group.cutoff));
}

/** A notice is given at the moment at which it was due, however late the tick comes. */
function dunned(account: Account, at: Instant, books: PriceBooks): Result<Stepped> {
  const policy = books.current.model.payment?.dunning;
  if (policy === undefined) return ok(untouched(account, books));
  const taken = dunAccount(account, policy, at, books.current);
  if (!taken.ok) return taken;
  const { account: after, notices, movements } = taken.value;
  return ok(settled(after, { ...nothing, notices, movements }, books, at));
}

/**
 * The documents that billing what is due next would issue if no more usage came in: drafts, without numbers. Several where tax law
 * or the customer parts them; none where nothing is due by `until`. Refuses what cannot be taxed.
 */
export function draftInvoices(
  account: Account,
  books: PriceBooks,
  usage: UsageView,
  until: Instant,
): Result<readonly Invoice[]> {
  const own = booksOf(books, account.customer);
  const group = nextDueGroup(account, own);
  if (group === undefined || group.dueAt > until) return ok([]);
  const billed = bill(account, group, own, usage);
  if (!billed.ok) return billed;
  return ok(billed.value.invoices.map((invoice) => ({ ...invoice, status: "draft" })));
}
