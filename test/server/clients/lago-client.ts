import { Client, getLagoError } from "lago-javascript-client";
import { beforeAll, expect, it } from "vitest";
import { type ClientServer, costOf, operationsOf } from "./client-server.ts";

type Lago = ReturnType<typeof Client>;
type LagoCustomer = Parameters<Lago["customers"]["createCustomer"]>[0]["customer"];

/** What is read of Lago's errors. */
interface LagoError {
  readonly status: number;
  readonly code?: string;
  readonly error_details?: unknown;
}

/** What `lago-javascript-client` may do. */
export function lagoClient(running: () => ClientServer): void {
  let server: ClientServer;
  let lago: Lago;
  beforeAll(async () => {
    server = running();
    lago = Client(server.apiKey, { baseUrl: `${server.origin}/api/v1` });
    await lago.customers.createCustomer({ customer: { external_id: "la-1", name: "Larch" } });
    await lago.subscriptions.createSubscription({
      subscription: {
        external_customer_id: "la-1",
        external_id: "la-sub-1",
        plan_code: "hybrid",
        subscription_at: "2026-01-01T00:00:00Z",
      },
    });
  });
  const event = (id: string, operations: number, more: object = {}) => ({
    transaction_id: id,
    external_subscription_id: "la-sub-1",
    code: "inference",
    timestamp: String(Date.UTC(2026, 0, 8, 9) / 1_000),
    properties: { operations },
    ...more,
  });
  const refusal = (asked: Promise<unknown>): Promise<LagoError> =>
    asked.then(
      () => {
        throw new Error("nothing was refused");
      },
      (error: unknown) => getLagoError<"createEvent">(error) as Promise<LagoError>,
    );

  it("adds a customer, amends what it names of it, and reads customers", async () => {
    const { data } = await lago.customers.createCustomer({
      customer: {
        external_id: "la-2",
        legal_name: "Laurel GmbH",
        email: "laurel@example.com",
        country: "DE",
        city: "Bonn",
        zipcode: "53111",
        timezone: "Europe/Berlin",
        metadata: [{ key: "seats", value: "3" }],
      },
    });
    expect(data.customer).toMatchObject({ external_id: "la-2", name: "Laurel GmbH", city: "Bonn" });
    await lago.customers.createCustomer({
      customer: { external_id: "la-2", phone: "+49 228 1", email: null },
    });
    const found = (await lago.customers.findCustomer("la-2")).data.customer;
    expect(found).toMatchObject({
      name: "Laurel GmbH",
      email: "laurel@example.com",
      phone: "+49 228 1",
      timezone: "Europe/Berlin",
      zipcode: "53111",
    });
    const all = (await lago.customers.findAllCustomers({ per_page: 2, page: 1 })).data;
    expect(all.customers).toHaveLength(2);
    expect(all.meta).toMatchObject({ current_page: 1, next_page: 2, prev_page: null });
    expect(await refusal(lago.customers.findCustomer("la-none"))).toEqual({
      status: 404,
      error: "Not Found",
      code: "customer_not_found",
      message: "customer_not_found",
    });
    const taxed = { external_id: "la-2", tax_codes: ["vat"] };
    expect(await refusal(lago.customers.createCustomer({ customer: taxed }))).toMatchObject({
      status: 422,
      error_details: { tax_codes: ["unknown_field"] },
    });
  });

  it("keeps what several say of one customer at once, and buys a plan once", async () => {
    const named: readonly Partial<LagoCustomer>[] = [
      { phone: "+49 228 2" },
      { email: "linden@example.com" },
      { legal_number: "HRB 7" },
      { timezone: "Europe/Berlin" },
      { name: "Linden" },
    ];
    await Promise.all(
      named.map((fields) =>
        lago.customers.createCustomer({ customer: { external_id: "la-9", ...fields } }),
      ),
    );
    expect((await lago.customers.findCustomer("la-9")).data.customer).toMatchObject(
      Object.assign({}, ...named),
    );
    const subscription = {
      external_customer_id: "la-9",
      external_id: "la-sub-9",
      plan_code: "hybrid",
    };
    const bought = await Promise.all(
      [1, 2, 3].map(() => lago.subscriptions.createSubscription({ subscription })),
    );
    for (const { data } of bought) expect(data.subscription).toMatchObject(subscription);
  });

  it("buys a plan, answers it again, and ends it", async () => {
    const subscription = {
      external_customer_id: "la-2",
      external_id: "la-sub-2",
      plan_code: "team:annual",
      billing_time: "anniversary" as const,
    };
    for (let round = 0; round < 2; round += 1) {
      const { data } = await lago.subscriptions.createSubscription({ subscription });
      expect(data.subscription).toMatchObject({
        ...subscription,
        status: "active",
        started_at: "2026-01-31T00:00:00Z",
      });
    }
    const other = { subscription: { ...subscription, plan_code: "hybrid" } };
    expect(await refusal(lago.subscriptions.createSubscription(other))).toMatchObject({
      status: 422,
      error_details: { external_id: ["value_already_exist"] },
    });
    const unknown = { subscription: { ...subscription, external_id: "la-s", plan_code: "gold" } };
    expect(await refusal(lago.subscriptions.createSubscription(unknown))).toMatchObject({
      error_details: { plan_code: ["unknown_plan"] },
    });
    const asked = { external_subscription_id: "la-sub-2" };
    const usage = (await lago.customers.findCustomerCurrentUsage("la-2", asked)).data;
    // Nothing of it is metered; the month is that of its time zone.
    expect(usage.customer_usage).toMatchObject({
      from_datetime: "2025-12-31T23:00:00Z",
      to_datetime: "2026-01-31T23:00:00Z",
      currency: "USD",
      amount_cents: 0,
      total_amount_cents: 0,
      charges_usage: [],
    });
    const ended = (await lago.subscriptions.destroySubscription("la-sub-2")).data.subscription;
    expect(ended).toMatchObject({ status: "terminated", terminated_at: "2026-01-31T00:00:00Z" });
    expect(await refusal(lago.customers.findCustomerCurrentUsage("la-2", asked))).toMatchObject({
      code: "subscription_not_found",
    });
    expect(await refusal(lago.subscriptions.destroySubscription("la-sub-2"))).toMatchObject({
      code: "subscription_not_found",
    });
  });

  it("stores an event and a batch, each event once, and shows the usage", async () => {
    const { data } = await lago.events.createEvent({ event: event("la-e1", 1_100) });
    expect(data.event).toMatchObject({
      transaction_id: "la-e1",
      lago_customer_id: "la-1",
      timestamp: "2026-01-08T09:00:00Z",
    });
    await lago.events.createEvent({ event: event("la-e1", 1_100) });
    const batch = [event("la-e2", 30), event("la-e3", 20, { timestamp: "1767862800.5" })];
    const stored = await lago.events.createBatchEvents({ events: batch });
    expect(stored.data.events.map(({ transaction_id }) => transaction_id)).toEqual([
      "la-e2",
      "la-e3",
    ]);
    await lago.events.createBatchEvents({ events: [...batch, event("la-e1", 1_100)] });
    expect(await operationsOf(server, "la-1")).toBe("1150");
    const asked = { external_subscription_id: "la-sub-1" };
    const usage = (await lago.customers.findCustomerCurrentUsage("la-1", asked)).data;
    // 150 past the 1,000 that are included: 100 at 0.10, 50 at 0.05.
    expect(usage.customer_usage).toMatchObject({
      from_datetime: "2026-01-01T00:00:00Z",
      to_datetime: "2026-02-01T00:00:00Z",
      currency: "USD",
      amount_cents: 1_250,
      total_amount_cents: 1_250,
      charges_usage: [
        {
          units: "1150",
          events_count: 3,
          amount_cents: 1_250,
          billable_metric: { code: "operations", aggregation_type: "sum_agg" },
        },
      ],
    });
    expect(await costOf(server, "la-1", "la-sub-1")).toEqual([["1150", "12.50"]]);
    await lago.events.createEvent({ event: event("la-e9", 10) });
    const more = (await lago.customers.findCustomerCurrentUsage("la-1", asked)).data;
    expect(more.customer_usage).toMatchObject({ amount_cents: 1_300 });
    expect(await costOf(server, "la-1", "la-sub-1")).toEqual([["1160", "13.00"]]);
    await server.api.post("/v1/events/corrections", [
      { void: { source: "lago/la-sub-1", id: "la-e9" }, reason: "sent by mistake" },
    ]);
    expect(await operationsOf(server, "la-1")).toBe("1150");
  });

  it("stores nothing of a batch of which an event breaks a rule, and says which", async () => {
    const before = await operationsOf(server, "la-1");
    const taken = [event("la-e4", 500), event("la-e1", 7)];
    expect(await refusal(lago.events.createBatchEvents({ events: taken }))).toMatchObject({
      status: 422,
      code: "validation_errors",
      error_details: { 1: { transaction_id: ["value_already_exist"] } },
    });
    const wrong = [event("la-e4", 500), event("la-e5", 1, { properties: { operations: "many" } })];
    expect(await refusal(lago.events.createBatchEvents({ events: wrong }))).toMatchObject({
      error_details: { 1: { properties: ["not_a_number"] } },
    });
    const single = lago.events.createEvent({ event: event("la-e6", 1, { timestamp: "soon" }) });
    expect(await refusal(single)).toMatchObject({
      error_details: { timestamp: ["invalid_time"] },
    });
    const lost = { event: event("la-e7", 1, { external_subscription_id: "la-none" }) };
    expect(await refusal(lago.events.createEvent(lost))).toMatchObject({
      status: 404,
      code: "subscription_not_found",
    });
    const stranger = Client("no-key", { baseUrl: `${server.origin}/api/v1` });
    const refused = stranger.events.createEvent({ event: event("la-e8", 1) });
    expect(await refusal(refused)).toMatchObject({ status: 401, error: "Unauthorized" });
    expect(await operationsOf(server, "la-1")).toBe(before);
  });

  it("lists invoices and shows one with its fees", async () => {
    await server.moveTo("2026-01-31T06:00:00Z");
    const asked = { external_customer_id: "la-1", page: 1, per_page: 10 };
    const { data } = await lago.invoices.findAllInvoices(asked);
    expect(data.meta).toMatchObject({ total_count: 1, total_pages: 1 });
    const [invoice] = data.invoices;
    expect(invoice).toMatchObject({
      status: "finalized",
      invoice_type: "subscription",
      payment_status: "pending",
      currency: "USD",
      total_amount_cents: 10_000,
      issuing_date: "2026-01-31",
    });
    const found = (await lago.invoices.findInvoice(invoice?.lago_id ?? "")).data.invoice;
    expect(found.fees).toMatchObject([
      {
        amount_cents: 10_000,
        external_subscription_id: "la-sub-1",
        item: { type: "subscription" },
      },
    ]);
  });

  it("gives credits as a wallet", async () => {
    const wallet = {
      external_customer_id: "la-1",
      code: "la-w1",
      rate_amount: "0.5",
      currency: "USD" as const,
      granted_credits: "80",
    };
    const { data } = await lago.wallets.createWallet({ wallet });
    expect(data.wallet).toMatchObject({ balance_cents: 4_000, status: "active", currency: "USD" });
    await lago.wallets.createWallet({ wallet });
    const found = (await lago.wallets.findAllWallets({ external_customer_id: "la-1" })).data;
    expect(found.wallets.map(({ code, balance_cents }) => [code, balance_cents])).toEqual([
      ["la-w1", 4_000],
    ]);
    const paid = { wallet: { ...wallet, code: "la-w2", paid_credits: "10" } };
    expect(await refusal(lago.wallets.createWallet(paid))).toMatchObject({ status: 422 });
    const none = { wallet: { ...wallet, code: "la-w3", granted_credits: "0" } };
    expect(await refusal(lago.wallets.createWallet(none))).toMatchObject({
      error_details: { granted_credits: ["not_positive"] },
    });
  });
}
