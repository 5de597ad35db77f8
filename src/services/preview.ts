import type { Account } from "../account/account.ts";
import { booksOf } from "../account/customer-books.ts";
import { nextDueGroup } from "../account/due.ts";
import type { AccountFact } from "../account/fact.ts";
import {
  type DatedKind,
  inputOf,
  isOfAccount,
  isOfPayer,
  toldTo,
} from "../account/issue-in-order.ts";
import { buysIn, payerDecides } from "../account/payer.ts";
import type { PriceBooks } from "../account/price-book.ts";
import { soundStep } from "../account/sound-step.ts";
import { tellingTime } from "../account/telling-time.ts";
import { noUsage } from "../account/usage-view.ts";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { accountIdOf, accountStanding } from "../store/accounts.ts";
import type { SettlesUsage } from "../store/event-store.ts";
import type { Tx } from "../store/tenant.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { accountParked } from "./account-parked.ts";
import { type Issued, issuedAhead } from "./issued-ahead.ts";
import { documentsNamed } from "./named-documents.ts";
import { currencyMismatch } from "./open-customer.ts";
import { ratesForFact } from "./payment-rates.ts";
import { byInvoiceId, faultOfRequest } from "./record-fact.ts";
import type { ReportParts } from "./report-parts.ts";
import type { Preview, PreviewRequest } from "./reports.ts";
import { toldBefore } from "./told-once.ts";

/** Documents worked out at most, on either side. */
const documentsMax = 24;

/** A fact that is told to an account that is open. */
export type ToldFact = DatedKind;

/**
 * Works out what telling an account these facts at an instant would make it issue by another, and what it would issue
 * anyway. Reads usage as it is known now, and changes nothing. Refuses as recording them would, and besides
 * `invalid-range`, `account-parked`, `preview-of-another` for a fact of another customer, and `preview-too-long` for more
 * than 24 documents.
 */
export const previewReport = (
  parts: ReportParts,
  tenant: string,
  request: PreviewRequest,
): Promise<Result<Preview>> =>
  // Not read-only: waiting for the appends that are under way takes a lock.
  parts.store.withTenant(tenant, async (tx) => {
    const models = await parts.library.of(tx);
    const { customer, until } = request;
    const now = parts.clock.now(tenant);
    const at = request.at ?? parts.learnedAt(tenant, await accountIdOf(tx, customer));
    if (at < now || (until !== undefined && until < at))
      return refuse({
        code: "invalid-range",
        path: at < now ? "/at" : "/until",
        message: "a preview begins now or later and does not end before",
        value: formatInstant(until ?? at),
      });
    if (models === undefined)
      return refuse({ code: "no-model", path: "", message: "publish a model first" });
    const held = await accountStanding(tx, customer);
    if (held === undefined)
      return refuse({
        code: "unknown-customer",
        path: "/customer",
        message: "there is no customer with this id",
        value: customer,
      });
    const facts = ownFacts(request, held.account);
    if (!facts.ok) return facts;
    const mismatch = currencyMismatch(held.account.customer, models);
    if (mismatch !== undefined) return mismatch;
    if (held.parked !== null) return refuse(accountParked("/customer", customer));
    return previewOf(tx, held.account, facts.value, models.books, {
      at,
      until,
      events: parts.store.events,
    });
  });

/** The facts of a request, where all are about who buys in the account. */
function ownFacts({ facts }: PreviewRequest, account: Account): Result<readonly ToldFact[]> {
  const own: ToldFact[] = [];
  for (const [place, fact] of facts.entries()) {
    const told = ownFact(fact, account);
    if (told === undefined)
      return refuse({
        code: "preview-of-another",
        path: `/facts/${place}`,
        message: "a preview is of what one account is told, and of nothing else",
        suggestion: "preview each customer by itself",
      });
    own.push(told);
  }
  const { id } = account.customer;
  const faults = own.flatMap((fact, place) =>
    fact.fact !== "customer" && fact.customer !== id && isOfPayer(fact)
      ? [{ ...payerDecides(fact.fact, fact.customer, id), path: `/facts/${place}/customer` }]
      : [],
  );
  return faults.length === 0 ? ok(own) : { ok: false, faults };
}

/**
 * A fact as the account is told it: a measurement of everyone's service as its own, a customer that is known as an amendment of
 * it. Undefined where it is about somebody else.
 */
function ownFact(fact: AccountFact, account: Account): ToldFact | undefined {
  if (fact.fact === "customer")
    return buysIn(account, fact.id) ? { ...fact, amends: true } : undefined;
  if (!isOfAccount(fact))
    return fact.fact === "uptime" ? toldTo(fact, account.customer.id) : undefined;
  return buysIn(account, fact.customer) ? fact : undefined;
}

/** From when to look ahead, and until when; until the next document where undefined. */
interface PreviewAhead {
  readonly at: Instant;
  readonly until: Instant | undefined;
  readonly events: SettlesUsage;
}

/** {@link previewReport} of an account at hand, for facts about it. */
export async function previewOf(
  tx: Tx,
  account: Account,
  facts: readonly ToldFact[],
  books: PriceBooks,
  ahead: PreviewAhead,
): Promise<Result<Preview>> {
  const { at, events } = ahead;
  // What is due before it has no part in it; what is due at that very instant is told first.
  const before = await issuedAhead(tx, account, books, {
    at,
    until: at - 1,
    documentsMax,
    events,
  });
  if (!before.ok) return before;
  const told = await tellAll(tx, before.value.account, facts, books, ahead);
  if (!told.ok) return told;
  const until = ahead.until ?? Math.max(at, nextIssue(told.value.account, books) ?? at);
  const changed = await issuedAhead(
    tx,
    told.value.account,
    books,
    { at, until, documentsMax, events },
    told.value.documents,
  );
  if (!changed.ok) return changed;
  const unchanged = await issuedAhead(tx, before.value.account, books, {
    at,
    until,
    documentsMax,
    events,
  });
  if (!unchanged.ok) return unchanged;
  return ok({
    at: formatInstant(at),
    until: formatInstant(until),
    with: changed.value.documents,
    without: unchanged.value.documents,
  });
}

/** The account told of the facts in their order, each at the time that recording it would give it. */
async function tellAll(
  tx: Tx,
  account: Account,
  facts: readonly ToldFact[],
  books: PriceBooks,
  { at: now, events }: PreviewAhead,
): Promise<Result<Issued>> {
  let told: Issued = { account, documents: [] };
  for (const [place, named] of facts.entries()) {
    const fact = named.fact === "customer" ? named : await byInvoiceId(tx, named);
    const at = tellingTime(told.account, fact, now);
    // Another amendment of a customer has the same name.
    const known = fact.fact === "customer" ? ok(undefined) : await toldBefore(tx, fact);
    if (!known.ok) return placed(known.faults, place);
    if (known.value !== undefined) continue;
    const billed = await issuedAhead(
      tx,
      told.account,
      books,
      { at, until: at - 1, documentsMax, events },
      told.documents,
    );
    if (!billed.ok) return billed;
    const documents = await documentsNamed(tx, [fact], billed.value.documents);
    const rates = await ratesForFact(tx, fact, account.customer, books, at);
    const input = inputOf({ fact, at }, rates);
    const stepped = soundStep(billed.value.account, input, books, noUsage, documents);
    if (!stepped.ok) return placed(stepped.faults.map(faultOfRequest), place);
    told = { account: stepped.value.account, documents: billed.value.documents };
  }
  return ok(told);
}

/** Faults of a fact, at its place in the request. */
const placed = (faults: readonly Fault[], place: number): Result<never> => ({
  ok: false,
  faults: faults.map((fault) => ({ ...fault, path: `/facts/${place}${fault.path}` })),
});

const nextIssue = (account: Account, books: PriceBooks): Instant | undefined =>
  nextDueGroup(account, booksOf(books, account.customer))?.cutoff;
