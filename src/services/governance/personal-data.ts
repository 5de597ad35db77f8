import { ok, type Result, refuse } from "../../fault/fault.ts";
import { replacementsOf } from "../../governance/personal-texts.ts";
import { accountStanding } from "../../store/accounts.ts";
import { noteChange, openAct } from "../../store/act.ts";
import { findCustomer } from "../../store/customers.ts";
import {
  type ErasedRows,
  eraseTexts,
  type FoundRecords,
  forgetChanges,
  identitiesOf,
  recordsMax,
  recordsOf,
} from "../../store/personal-data.ts";
import { forgetPortalPeople } from "../../store/portal-members.ts";
import type { Store } from "../../store/store.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import { noSuchCustomer } from "../no-such-customer.ts";
import { reading } from "../report-parts.ts";
import type { ServerClock } from "../tenant-clocks.ts";
import { jsonOf } from "./approval-views.ts";

/** Everything that is kept of a customer. */
export interface PersonalData {
  readonly customer: string;
  /** RFC 3339, UTC, by the environment's clock. */
  readonly takenAt: string;
  /** By table: how many rows there are, and at most 10,000 of them, without secrets. */
  readonly records: Readonly<
    Record<string, { readonly count: number; readonly rows: readonly unknown[] }>
  >;
}

/** What was erased. */
export interface ErasedPerson {
  readonly customer: string;
  readonly erasedAt: string;
  /** Invoices that were issued from then on stay as they were issued, as the law asks; null where none had to. */
  readonly invoicesKeptSince: string | null;
  /** Where something was erased, and of how many rows. */
  readonly erased: readonly ErasedRows[];
  /** Entries of the audit log whose change was forgotten. */
  readonly forgottenChanges: number;
}

/** How a person is erased. */
export interface EraseRequest {
  /** How many years back invoices are kept as they were issued. 10 where absent. */
  readonly keepInvoicesYears?: number;
}

/** What is kept of a person, and forgetting it. */
export interface PersonalRecords {
  /** Refuses `unknown-customer`. */
  readonly exported: (tenant: string, customer: string) => Promise<Result<PersonalData>>;
  /**
   * Puts tombstones where anything tells who a customer is. Amounts, numbers and what decides taxes stay. Refuses `unknown-customer`,
   * and `account-in-use` while something is still to be billed.
   */
  readonly erase: (
    tenant: string,
    customer: string,
    request: EraseRequest,
  ) => Promise<Result<ErasedPerson>>;
}

/** How long invoices are kept where nobody says otherwise: the longest that the tax laws of the EU ask for. */
const keepYearsDefault = 10;

/** Personal data over the store. */
export const createPersonalRecords = (store: Store, clock: ServerClock): PersonalRecords => ({
  exported: (tenant, customer) =>
    reading({ store }, tenant, async (tx) => {
      if ((await findCustomer(tx, customer)) === undefined) return noSuchCustomer(customer);
      const found: Record<string, FoundRecords[string]> = { ...(await recordsOf(tx, customer)) };
      const events = await store.events.upkeep.personal?.recordsOf(tx, customer, recordsMax);
      if (events !== undefined && events.count > 0) found.events = events;
      const records = Object.fromEntries(
        Object.entries(found).map(([table, { count, rows }]) => [
          table,
          { count, rows: rows.map(readable) },
        ]),
      );
      return ok({ customer, takenAt: formatInstant(clock.now(tenant)), records });
    }),
  erase: (tenant, customer, { keepInvoicesYears = keepYearsDefault }) =>
    store.withTenant(tenant, async (tx): Promise<Result<ErasedPerson>> => {
      await tx.run("set local statement_timeout = 0");
      const standing = await accountStanding(tx, customer);
      if (standing === undefined) return noSuchCustomer(customer);
      if (standing.customer === customer && standing.nextDue !== null)
        return refuse(inUse(customer));
      const facts = (await identitiesOf(tx, customer)).map(jsonOf);
      const now = clock.now(tenant);
      const keepSince = yearsBefore(now, keepInvoicesYears);
      const people = await forgetPortalPeople(tx, customer);
      const texts = replacementsOf(customer, [...facts, ...people]);
      const inTables = await eraseTexts(tx, { customer, ...texts, keepSince });
      // Before the commit: what fails here is asked for again while it is still known who it was.
      const inEvents = (await store.events.upkeep.personal?.erase(tx, customer, texts)) ?? 0;
      const erased = [
        ...(people.length === 0 ? [] : [{ table: "portal_members", rows: people.length }]),
        ...inTables,
        ...(inEvents === 0 ? [] : [{ table: "events", rows: inEvents }]),
      ];
      const forgottenChanges = await forgetChanges(tx, customer, openAct()?.request ?? "");
      const done: ErasedPerson = {
        customer,
        erasedAt: formatInstant(now),
        invoicesKeptSince: keepInvoicesYears === 0 ? null : formatInstant(keepSince),
        erased,
        forgottenChanges,
      };
      noteChange({ after: done, done: true });
      return ok(done);
    }),
});

/** A row whose texts that are JSON are read, so that a person can read them. */
const readable = (row: unknown): unknown =>
  Object.fromEntries(
    Object.entries(row ?? {}).map(([field, value]) => [
      field,
      typeof value === "string" && value.startsWith("{") ? jsonOf(value) : value,
    ]),
  );

/** The same moment so many years before; a moment past now for none at all. */
function yearsBefore(now: Instant, years: number): Instant {
  if (years === 0) return now + 1;
  const text = formatInstant(now);
  const year = String(Number(text.slice(0, 4)) - years).padStart(4, "0");
  return Date.parse(`${year}${text.slice(4).replace("-02-29", "-02-28")}`);
}

const inUse = (customer: string) => ({
  code: "account-in-use",
  path: "/id",
  message: "something is still to be billed to this customer, which needs to know who it is",
  value: customer,
  suggestion: "end what it bought, and erase it once the last invoice is issued",
});
