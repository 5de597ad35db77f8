import { type Account, openAccount } from "../../src/account/account.ts";
import { booksOf } from "../../src/account/customer-books.ts";
import type { AccountFact, CustomerFact } from "../../src/account/fact.ts";
import type { Invoice } from "../../src/account/invoice.ts";
import {
  customerOf,
  type DatedKind,
  type Happening,
  inputOf,
  isAboutCustomer,
} from "../../src/account/issue-in-order.ts";
import { firstNumbers, numberInvoices } from "../../src/account/numbering.ts";
import { childOf, withChild } from "../../src/account/payer.ts";
import type { PriceBooks } from "../../src/account/price-book.ts";
import { isBroken, soundStep } from "../../src/account/sound-step.ts";
import { type Input, nextDueOf, type Stepped } from "../../src/account/step.ts";
import { tellingTime } from "../../src/account/telling-time.ts";
import type { Fault, Result } from "../../src/fault/fault.ts";
import { noRates, type RateBook } from "../../src/fx/rate-book.ts";
import { type Booked, bookedDocument } from "../../src/ledger/booked.ts";
import type { ReceivedCorrection } from "../../src/metering/event-correction.ts";
import { formatInstant, type Instant } from "../../src/time/instant.ts";
import { numberFaults, openRunningBooks, type RunningBooks } from "./running-books.ts";
import { type ReceivedEvent, slowUsage } from "./slow-usage.ts";

/** A business that lives as a server lets it: told and ticked step by step, and looked at after each. */
export interface Living {
  readonly now: () => Instant;
  readonly account: (customer: string) => Account | undefined;
  readonly documents: (customer: string) => readonly Invoice[];
  /** Everything accepted, as it was told, with the time at which it became known. */
  readonly facts: readonly AccountFact[];
  /** As they were sent. */
  readonly events: readonly ReceivedEvent[];
  readonly corrections: readonly ReceivedCorrection[];
  /** Everything that events ever said. */
  readonly versions: readonly ReceivedEvent[];
  readonly happenings: readonly Happening[];
  readonly books: (customer: string) => RunningBooks;
  /** Steps that were taken and looked at. */
  readonly steps: () => number;
  readonly parked: ReadonlyMap<string, readonly Fault[]>;
  /** Lets time pass; what is due at the instant itself has not happened. Undefined while all holds. */
  readonly passTo: (instant: Instant) => Broken | undefined;
  /** Tells a fact now. Refusals are told apart from what breaks. */
  readonly tell: (fact: AccountFact) => Broken | "accepted" | readonly Fault[];
  /** An event comes in now. */
  readonly send: (event: ReceivedEvent) => void;
  /** An event that came in before is corrected. */
  readonly correct: (correction: ReceivedCorrection) => void;
}

/** What was broken, and by what. */
export interface Broken {
  readonly by: string;
  readonly words: readonly string[];
}

/** As a server refuses another fact of a kind and id that it has. */
const taken = (id: string): Fault => ({
  code: "already-exists",
  path: "/id",
  message: "another fact of this kind has this id",
  value: id,
});

const wordsOf = (faults: readonly Fault[]): readonly string[] =>
  faults.map(({ message }) => message);

/** Something wrong on purpose, for tests of what looks for it. */
export type Sabotage = (stepped: Result<Stepped>, input: Input) => Result<Stepped>;

/** A business at its beginning. */
export function startLiving(
  priceBooks: PriceBooks,
  start: Instant,
  rates: RateBook = noRates,
  stepAs: typeof soundStep = soundStep,
): Living {
  const accounts = new Map<string, Account>();
  /** Who pays, by whom it pays for. */
  const payers = new Map<string, string>();
  const due = new Map<string, Instant>();
  const documents = new Map<string, Invoice[]>();
  const books = new Map<string, RunningBooks>();
  const parked = new Map<string, readonly Fault[]>();
  const facts: AccountFact[] = [];
  const names = new Set<string>();
  const events: ReceivedEvent[] = [];
  const corrections: ReceivedCorrection[] = [];
  const versions: ReceivedEvent[] = [];
  const happenings: Happening[] = [];
  const next = new Map<string, number>();
  const usage = slowUsage(versions);
  let numbering = firstNumbers(priceBooks.current.series);
  let now = start;
  let steps = 0;
  let lastIssued = "";

  const booksFor = (customer: string): RunningBooks => {
    const own = books.get(customer) ?? openRunningBooks();
    books.set(customer, own);
    return own;
  };
  const wait = (account: Account, at: Instant | undefined): void => {
    const { id } = account.customer;
    accounts.set(id, account);
    if (at === undefined) due.delete(id);
    else due.set(id, at);
  };

  /** Keeps what a step did, and looks at it. */
  const keep = (stepped: Stepped, at: Instant): readonly string[] => {
    steps += 1;
    const { account, movements, notices, nextDue } = stepped;
    const { id } = account.customer;
    const numbered = numberInvoices(numbering, stepped.documents);
    numbering = numbered.numbering;
    const found = [...numberFaults(numbered.invoices, next, lastIssued)];
    lastIssued = numbered.invoices.at(-1)?.issuedAt ?? lastIssued;
    const own = documents.get(id) ?? [];
    own.push(...numbered.invoices);
    documents.set(id, own);
    const before = account.moved - movements.length;
    const moved = movements.map((movement, index): Booked & Happening => ({
      kind: "movement",
      customer: id,
      at,
      place: before + index + 1,
      movement,
    }));
    happenings.push(
      ...numbered.invoices.map((invoice): Happening => ({ kind: "document", invoice })),
      ...moved,
      ...notices.map((notice): Happening => ({ kind: "notice", notice })),
    );
    const { post, differences } = booksFor(id);
    if (numbered.invoices.length + moved.length > 0) {
      found.push(...post([...numbered.invoices.map(bookedDocument), ...moved]));
      found.push(...differences(account));
    }
    if (
      steps % 16 === 0 &&
      JSON.stringify(JSON.parse(JSON.stringify(account))) !== JSON.stringify(account)
    )
      found.push("the account is not plain JSON");
    if (nextDue !== nextDueOf(account, booksOf(priceBooks, account.customer)))
      found.push("it says another time at which it is due than it has");
    wait(account, nextDue);
    return found;
  };

  const earliest = (before: Instant): readonly [string, Instant] | undefined => {
    let first: readonly [string, Instant] | undefined;
    for (const one of due) {
      const [customer, at] = one;
      if (at >= before || parked.has(customer)) continue;
      const [other = "", then = before] = first ?? [];
      if (first === undefined || at < then || (at === then && customer < other)) first = one;
    }
    return first;
  };

  const passTo = (instant: Instant): Broken | undefined => {
    for (let turn = earliest(instant); turn !== undefined; turn = earliest(instant)) {
      const [customer, at] = turn;
      const account = accounts.get(customer);
      if (account === undefined) throw new Error(`${customer} has an account`);
      const by = `${customer} at ${formatInstant(at)}`;
      const stepped = stepAs(account, { kind: "tick", now: at }, priceBooks, usage);
      if (!stepped.ok) {
        if (isBroken(stepped.faults)) return { by, words: wordsOf(stepped.faults) };
        parked.set(customer, stepped.faults);
        happenings.push({ kind: "parked", customer, faults: stepped.faults });
        continue;
      }
      const words = keep(stepped.value, at);
      if (words.length > 0) return { by, words };
      if (stepped.value.nextDue === at && stepped.value.account === account)
        return { by, words: ["it is due and does nothing"] };
    }
    now = Math.max(now, instant);
    return undefined;
  };

  const open = (fact: CustomerFact): "accepted" => {
    facts.push(fact);
    const payer = accounts.get(fact.payer ?? "");
    if (payer === undefined) {
      wait(openAccount(fact), undefined);
      return "accepted";
    }
    payers.set(fact.id, payer.customer.id);
    accounts.set(payer.customer.id, withChild(payer, childOf(fact)));
    return "accepted";
  };

  const tell = (fact: AccountFact): Broken | "accepted" | readonly Fault[] => {
    const customer = payers.get(customerOf(fact)) ?? customerOf(fact);
    const known = accounts.get(customer);
    if (fact.fact === "customer" && known === undefined)
      return open({ ...fact, recordedAt: formatInstant(now) });
    if (known === undefined) throw new Error(`nobody is called ${customer}`);
    const at = tellingTime(known, fact as DatedKind, now);
    const passed = passTo(at);
    if (passed !== undefined) return passed;
    const account = accounts.get(customer) ?? known;
    const told = { ...fact, recordedAt: formatInstant(at) } as DatedKind;
    const name = `${fact.fact} ${fact.id}`;
    if (fact.fact !== "customer" && names.has(name)) return [taken(fact.id)];
    const issued = documents.get(customer) ?? [];
    const stepped = stepAs(account, inputOf({ fact: told, at }, rates), priceBooks, usage, {
      find: (id) => issued.find((one) => one.id === id),
    });
    if (!stepped.ok)
      return isBroken(stepped.faults)
        ? { by: JSON.stringify(told), words: wordsOf(stepped.faults) }
        : stepped.faults;
    facts.push(told);
    names.add(name);
    if (isAboutCustomer(told)) parked.delete(customer);
    const words = keep(stepped.value, at);
    return words.length === 0 ? "accepted" : { by: JSON.stringify(told), words };
  };

  const correct = (correction: ReceivedCorrection): void => {
    corrections.push(correction);
    const { id, source } = correction.of;
    const place = versions.findLastIndex((one) => one.id === id && one.source === source);
    const last = versions[place];
    if (last === undefined) throw new Error(`nobody sent ${id}`);
    const { receivedAt } = correction;
    if (last.withdrawnAt === undefined) versions[place] = { ...last, withdrawnAt: receivedAt };
    if (correction.kind === "void") return;
    const { withdrawnAt: _, ...said } = last;
    versions.push({ ...said, ...correction.change, receivedAt });
  };

  return {
    now: () => now,
    account: (customer) => accounts.get(payers.get(customer) ?? customer),
    documents: (customer) => documents.get(customer) ?? [],
    facts,
    events,
    corrections,
    versions,
    happenings,
    books: booksFor,
    steps: () => steps,
    parked,
    passTo,
    tell,
    send: (event) => {
      events.push(event);
      versions.push(event);
    },
    correct,
  };
}
