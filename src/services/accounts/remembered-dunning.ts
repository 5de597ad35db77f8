import type { Account } from "../../account/account.ts";
import type { PriceBook } from "../../account/price-book.ts";
import { expectOk } from "../../fault/fault.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { decimalOf, sum } from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";
import { dayOf } from "../../receivable/open-item.ts";
import type { Receivables } from "../../receivable/receivables.ts";
import { stampsOfDunned } from "../../store/account-stamps.ts";
import { letGoOldest } from "../../store/let-go-oldest.ts";
import type { Tx } from "../../store/tenant.ts";
import { formatInstant, type Instant, parseInstant } from "../../time/instant.ts";
import { lookAgain, type SeenAccounts } from "../seen-accounts.ts";
import type { DunnedAccount, DunningStepAnswer } from "./account-answers.ts";
import { lookAtAccounts } from "./accounts-in-turn.ts";
import { itemAnswers, openOf, owingOf, stageOf } from "./open-items.ts";

/** Where an account that is dunned stands. */
export type Standing = Omit<DunnedAccount, "name" | "parked">;

/** Where the accounts stand at a moment that are being dunned, in the order of customers' ids; an account that was not changed is not read again. */
export type RememberedDunning = (
  tx: Tx,
  book: PriceBook,
  now: Instant,
) => Promise<readonly Standing[]>;

/** What an account says of where it stands at any moment. */
interface Dunned
  extends Pick<
    Standing,
    "customer" | "currency" | "owed" | "oldestDueAt" | "stage" | "suspendedSince"
  > {
  /** No items: what days are counted by. */
  readonly state: Receivables;
  /** What is open, and the local day on which it is due. */
  readonly open: readonly { readonly dueDay: number; readonly amount: string }[];
  readonly oldestDueDay: number;
  /** The next step of each item, and when it may be taken at the earliest; in the order in which items are shown. */
  readonly coming: readonly (Omit<DunningStepAnswer, "at"> & { readonly at: Instant })[];
}

interface KnownBusiness {
  readonly book: PriceBook;
  /** What accounts say of which something is being dunned. */
  readonly accounts: SeenAccounts<Dunned>;
}

/** So many accounts are remembered, a kilobyte or less each; beyond, those of the tenant who asked longest ago are let go. */
const accountsMost = 50_000;
const accountsPerLook = 200;

/** Nothing yet. What is remembered is compared with the rows of each transaction, so it is never older than they are. */
export function rememberDunning(): RememberedDunning {
  const known = new Map<string, KnownBusiness>();
  return async (tx, book, now) => {
    const before = known.get(tx.tenant);
    const accounts = await lookAgain(
      await stampsOfDunned(tx),
      before?.book === book ? before.accounts : new Map<string, never>(),
      {
        look: async (customers) =>
          new Map(
            (await lookAtAccounts(tx, customers, (account) => dunnedOf(account, book))).map(
              (dunned) => [dunned.customer, dunned],
            ),
          ),
        atOnce: accountsPerLook,
      },
    );
    known.delete(tx.tenant);
    known.set(tx.tenant, { book, accounts });
    letGoOldest(known, accountsMost, (one) => one.accounts.size);
    return [...accounts.values()].flatMap(({ found }) =>
      found === undefined ? [] : [standingAt(found, now)],
    );
  };
}

/** What an account says of its dunning; undefined where nothing of it is being dunned. */
function dunnedOf(account: Account, book: PriceBook): Dunned | undefined {
  const owing = owingOf(account, book);
  const { state, policy } = owing;
  const { currency } = state;
  const dunned = state.items.flatMap((item) => {
    const stage = stageOf(item, policy);
    return stage === null ? [] : [{ item, stage }];
  });
  const furthest = dunned.toSorted(
    (left, right) => right.stage.afterDueDays - left.stage.afterDueDays,
  )[0];
  if (furthest === undefined) return undefined;
  const oldest = Math.min(...dunned.map(({ item }) => item.dueAt));
  return {
    customer: account.customer.id,
    currency,
    owed: minorText(openOf(state.items), currency),
    oldestDueAt: formatInstant(oldest),
    stage: furthest.stage,
    suspendedSince: account.suspendedSince === null ? null : formatInstant(account.suspendedSince),
    state: { ...state, items: [], settlements: [] },
    open: state.items
      .filter(({ closedAt }) => closedAt === null)
      .map(({ dueAt, open }) => ({ dueDay: dayOf(state, dueAt), amount: open })),
    oldestDueDay: dayOf(state, oldest),
    coming: itemAnswers(owing, beforeAll, (id) => id).flatMap(({ next }) =>
      next === null ? [] : [{ ...next, at: expectOk(parseInstant(next.at)) }],
    ),
  };
}

/** Earlier than any step, so that each is shown at its own time. */
const beforeAll: Instant = 0;

function standingAt(
  { state, open, oldestDueDay, coming, ...dunned }: Dunned,
  now: Instant,
): Standing {
  const today = dayOf(state, now);
  const overdue = open.filter(({ dueDay }) => dueDay < today);
  const next = coming
    .map(({ at, ...step }) => ({ ...step, at: formatInstant(Math.max(at, now)) }))
    .toSorted((left, right) => (left.at < right.at ? -1 : 1))[0];
  const currency: CurrencyCode = dunned.currency;
  return {
    customer: dunned.customer,
    currency,
    owed: dunned.owed,
    overdue: minorText(sum(overdue.map(({ amount }) => decimalOf(amount))), currency),
    oldestDueAt: dunned.oldestDueAt,
    daysOverdue: Math.max(0, today - oldestDueDay),
    stage: dunned.stage,
    next: next ?? null,
    suspendedSince: dunned.suspendedSince,
  };
}
