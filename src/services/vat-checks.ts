import { countryOf } from "../account/customer-country.ts";
import type { CustomerFact, VatCheckFact } from "../account/fact.ts";
import { faultsOf, type Result, refuse } from "../fault/fault.ts";
import { isEuMember } from "../model/eu-vat-area.ts";
import type { Model } from "../model/model.ts";
import { findCustomer } from "../store/customers.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import { listTenants } from "../store/tenants.ts";
import {
  askVatRegister,
  dropVatQuestion,
  dueVatQuestions,
  postponeVatQuestion,
  type VatQuestion,
} from "../store/vat-questions.ts";
import type { VatNumberChecker } from "../tax/vat-check.ts";
import { parseVatNumber, type VatNumber } from "../tax/vat-number.ts";
import { formatInstant, HOUR_MS, type Instant, MINUTE_MS } from "../time/instant.ts";
import type { ModelLibrary } from "./model-library.ts";
import { keptAnswer } from "./once.ts";
import type { IdempotentRequest, Services, StoredAnswer } from "./services.ts";
import type { ServerClock } from "./tenant-clocks.ts";

/** Makes what asks the register; the seller's own number, where it has one in the EU, gives each question a proof. */
export type VatRegister = (requester: VatNumber | undefined) => VatNumberChecker;

/** What checks of VAT numbers stand on. */
export interface VatCheckParts {
  readonly store: Store;
  readonly clock: ServerClock;
  readonly library: ModelLibrary;
  readonly register: VatRegister;
  readonly recordFact: Services["recordFact"];
}

/** Checks of customers' VAT numbers. */
export interface VatChecks {
  /**
   * Asks the register now and records its answer as a fact. Refuses `not-found`, `no-vat-number` for a customer without one of
   * the EU, and what the register refuses: then nothing is recorded.
   */
  readonly check: (
    tenant: string,
    customer: string,
    once?: IdempotentRequest,
  ) => Promise<Result<StoredAnswer>>;
  /** Asks what is due, of every tenant, and answers how much was answered; what was not is asked again later. */
  readonly askDue: () => Promise<number>;
}

/** Puts the checks together. */
export function createVatChecks(parts: VatCheckParts): VatChecks {
  const check = async (
    tenant: string,
    customer: string,
    once?: IdempotentRequest,
  ): Promise<Result<StoredAnswer>> => {
    const asked = await parts.store.withTenant(tenant, async (tx) => {
      const kept = once === undefined ? undefined : await keptAnswer(tx, once);
      if (kept !== undefined) return { kept };
      const told = await findCustomer(tx, customer);
      const models = await parts.library.of(tx);
      return { told, seller: models?.books.current.model.seller };
    });
    if (asked.kept !== undefined) return asked.kept;
    if (asked.told === undefined)
      return refuse({ code: "not-found", path: "", message: "there is no such customer" });
    const today = formatInstant(parts.clock.now(tenant)).slice(0, 10);
    const number = numberInEu(JSON.parse(asked.told.fact) as CustomerFact, today);
    if (number === undefined) return refuse(noNumber);
    const answer = await parts.register(requesterOf(asked.seller, today)).check(number);
    if (!answer.ok) return answer;
    const fact: VatCheckFact = {
      fact: "vat-check",
      id: `${answer.value.checkedAt}/${number.text}/${customer}`.slice(0, factIdLengthMax),
      customer,
      ...answer.value,
    };
    return parts.recordFact(tenant, fact, once);
  };
  // One run at a time: what two of them find due would be asked twice.
  let before: Promise<unknown> = Promise.resolve();
  return {
    check,
    askDue: () => {
      const run = before.then(() => askDue(parts, check));
      before = run.catch(() => {});
      return run;
    },
  };
}

const noNumber = {
  code: "no-vat-number",
  path: "",
  message: "the customer has no VAT number of the EU, so there is no register to ask",
  suggestion: "record its number with PUT /v1/customers/{id}",
};

/** An id has 255 characters at most, and so may a customer's be. */
const factIdLengthMax = 255;

/** Questions of one tenant that are asked in one run, one after the other: registers bar those who ask too fast. */
const questionsPerRun = 20;

async function askDue(parts: VatCheckParts, check: VatChecks["check"]): Promise<number> {
  const { store, clock } = parts;
  let answered = 0;
  for (const { id: tenant } of await listTenants(store.pool)) {
    const due = await store.withTenant(tenant, (tx) =>
      dueVatQuestions(tx, clock.now(tenant), questionsPerRun),
    );
    for (const question of due) {
      const result = await check(tenant, question.customer);
      await store.withTenant(tenant, (tx) => settle(tx, question, result, clock.now(tenant)));
      if (result.ok) answered += 1;
    }
  }
  return answered;
}

/** What says nothing of the number, and so is asked again. */
const passing: ReadonlySet<string> = new Set([
  "vat-check-unavailable",
  "vat-check-limit",
  "billing-behind",
]);

const settle = (
  tx: Tx,
  { customer, attempts }: VatQuestion,
  result: Result<StoredAnswer>,
  now: Instant,
): Promise<void> =>
  faultsOf(result).some(({ code }) => passing.has(code))
    ? postponeVatQuestion(tx, customer, now + pauseMs(attempts))
    : dropVatQuestion(tx, customer);

/** A minute, and twice as long with each attempt, up to six hours. */
const pauseMs = (attempts: number): number =>
  Math.min(MINUTE_MS * 2 ** Math.min(attempts, 10), 6 * HOUR_MS);

/**
 * Has the register asked about a customer's VAT number, where the model wants it and nothing is known of the number yet. The
 * question is written down with the customer and asked later, so a register that is down keeps nobody from being recorded.
 */
export async function wantVatCheck(
  tx: Tx,
  customer: CustomerFact,
  model: Pick<Model, "taxes"> | undefined,
  known: string | undefined,
  now: Instant,
): Promise<void> {
  if (model?.taxes?.checkVatNumbers === undefined) return;
  const number = numberInEu(customer, formatInstant(now).slice(0, 10));
  if (number === undefined) await dropVatQuestion(tx, customer.id);
  else if (number.text !== known) await askVatRegister(tx, customer.id, now);
}

/** The customer's VAT number, where it is one that the EU's register keeps. */
function numberInEu(customer: CustomerFact, today: string): VatNumber | undefined {
  const { vatNumber } = customer;
  if (vatNumber === undefined) return undefined;
  const read = parseVatNumber(vatNumber, countryOf(customer));
  return read.ok && isInEu(read.value, today) ? read.value : undefined;
}

const isInEu = ({ prefix, country }: VatNumber, today: string): boolean =>
  prefix === "XI" || isEuMember(country, today);

function requesterOf(seller: Model["seller"], today: string): VatNumber | undefined {
  if (seller?.vatNumber === undefined) return undefined;
  const read = parseVatNumber(seller.vatNumber, seller.address?.country);
  return read.ok && isInEu(read.value, today) ? read.value : undefined;
}
