import { acme } from "../../account/account.fixture.ts";
import { openAccount } from "../../account/account.ts";
import { expectOk } from "../../fault/fault.ts";
import { defaultCallPolicy } from "../../payments/call-policy.ts";
import {
  type FakeStripe,
  fakeSecretKey,
  fakeWebhookSecret,
} from "../../payments/stripe/fake-stripe.fixture.ts";
import { openStoredAccount } from "../../store/accounts.ts";
import { rememberProviderCustomer } from "../../store/customer-methods.ts";
import { saveCustomer } from "../../store/customers.ts";
import { finalInvoice, writeInvoices } from "../../store/invoice.fixture.ts";
import type { Store } from "../../store/store.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import { manualClock } from "../clock.ts";
import { createFactTimes } from "../fact-times.ts";
import { createModelLibrary } from "../model-library.ts";
import { accountBooks } from "../money-facts.ts";
import { sharedClock } from "../tenant-clocks.ts";
import type { PaymentParts } from "./payment-parts.ts";
import { createProviderDesk, type ProviderDesk } from "./provider-desk.ts";
import { setProvider } from "./provider-settings.ts";
import { createSealer } from "./sealer.ts";

/** A clock of a test: where it stands, for all who ask. */
export interface TestTime {
  now: Instant;
}

const sealer = createSealer(new Uint8Array(32).fill(1));

/** The parts of payments on a store, with ids that count up and failures that are collected. */
export function paymentParts(
  store: Store,
  time: TestTime,
  given: { readonly prefix?: string; readonly desk?: ProviderDesk } = {},
): PaymentParts & { readonly failures: unknown[] } {
  const clock = sharedClock({ ...manualClock(0), now: () => time.now });
  const library = createModelLibrary(store, clock, () => 0);
  const failures: unknown[] = [];
  let serial = 0;
  return {
    store,
    now: clock.now,
    wallClock: () => time.now,
    library,
    books: accountBooks(library, createFactTimes(clock), async () => 0),
    desk: given.desk ?? createProviderDesk(sealer, clock.now),
    policy: defaultCallPolicy,
    newId: (prefix) => {
      serial += 1;
      return `${prefix}_${given.prefix ?? ""}${serial}`;
    },
    onFailure: (_, error) => failures.push(error),
    failures,
  };
}

/** A desk with the test's keys. */
export const testDesk = (time: TestTime): ProviderDesk =>
  createProviderDesk(sealer, () => time.now);

/** How customers of the tests pay: the model of an account's tests, with debits that may be charged too. */
export const payingModel = {
  ...acme,
  payment: {
    methods: {
      card: { kind: "card" },
      "us-debit": { kind: "ach" },
      debit: { kind: "sepa-debit" },
    },
    fallback: ["card", "us-debit"],
    retryDays: [1, 3],
  },
} as const;

/**
 * A customer `c-1` who owes an invoice for each amount in US dollars, issued and due at once, under the published
 * {@link payingModel}; answers the invoices' numbers.
 */
export async function owingCustomer(
  parts: PaymentParts,
  tenant: string,
  amounts: readonly string[],
  at: Instant,
  id = "c-1",
): Promise<readonly string[]> {
  expectOk(await parts.library.publish(tenant, payingModel, undefined));
  return parts.store.withTenant(tenant, async (tx) => {
    await saveCustomer(tx, {
      id,
      name: "Customer One",
      email: null,
      segment: null,
      country: null,
      currency: "USD",
      timeZone: null,
      payer: null,
      fact: "{}",
      createdAt: at,
    });
    const invoices = amounts.map((amount, index) => ({
      ...finalInvoice(`${id}:${index + 1}`, {
        customer: id,
        issuedAt: at,
        lines: [["subscriptions", amount]],
      }),
      dueAt: formatInstant(at),
    }));
    const numbered = await writeInvoices(tx, "INV", invoices);
    await openStoredAccount(tx, {
      ...openAccount({ fact: "customer", id, name: "Customer One" }),
      issued: invoices.length,
      lastIssued: at,
      awaited: invoices.map((invoice) => ({
        id: invoice.id,
        issuedAt: at,
        dueAt: at,
        currency: "USD",
        total: invoice.total,
      })),
    });
    return numbered.map(({ number }) => number ?? "");
  });
}

/** Sets a tenant's account with the local Stripe, to whom `c-1` is known as `cus_fixture`. Calls wait so long for
 * an answer: as good as for ever, unless a test wants some to be lost. */
export async function withStripe(
  parts: PaymentParts,
  tenant: string,
  fake: FakeStripe,
  timeoutMs = 10_000,
): Promise<void> {
  expectOk(
    await setProvider(parts, tenant, "stripe", {
      keys: { secret: fakeSecretKey, webhook: fakeWebhookSecret },
      options: {
        host: "127.0.0.1",
        port: String(fake.port),
        protocol: "http",
        readRetries: "0",
        timeoutMs: String(timeoutMs),
      },
    }),
  );
  await parts.store.withTenant(tenant, (tx) =>
    rememberProviderCustomer(tx, "stripe", "c-1", "cus_fixture"),
  );
}
