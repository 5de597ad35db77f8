import { afterAll, beforeAll, expect, it } from "vitest";
import { at, acmeBooks as books, customer, subscription } from "../account/account.fixture.ts";
import { type Account, openAccount, type PhaseState } from "../account/account.ts";
import { type Invoice, invoiceText } from "../account/invoice.ts";
import { type Input, step } from "../account/step.ts";
import { expectOk } from "../fault/fault.ts";
import type { Pool } from "./connection.ts";
import { migrate, migrations } from "./migrate.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

let database: TestDatabase;
let owner: Pool;
beforeAll(async () => {
  database = await testDatabase();
  owner = database.store.openOwnerPool();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const name = "0011-subscription-phases";
const earlier = Object.fromEntries(Object.entries(migrations).filter(([one]) => one < name));
const bought = [
  subscription({ id: "s-1", start: "2026-01-31", end: "2027-01-31" }),
  subscription({ id: "s/2", plan: "hybrid", start: "2026-02-10" }),
];

/** The account and its invoices, as the steps of today make them. */
function lived(): { readonly account: Account; readonly invoices: readonly Invoice[] } {
  let account = openAccount(customer());
  const invoices: Invoice[] = [];
  const put = (input: Input): void => {
    const stepped = expectOk(step(account, input, books));
    account = stepped.account;
    invoices.push(...stepped.documents);
  };
  for (const fact of bought) put({ kind: "purchase", fact, knownSince: 5 });
  for (let now = at("2026-01-31T00:00:00Z"); now <= at("2026-03-20T00:00:00Z"); now += 3_600_000)
    put({ kind: "tick", now });
  return { account, invoices };
}

/** A phase as a subscription was kept before there were any. */
const oldForm = ({ fact, model, knownSince, nextRecurring, nextUsage, billed }: PhaseState) => ({
  fact,
  model,
  knownSince,
  nextRecurring,
  nextUsage,
  billed,
});

async function store({ account, invoices }: ReturnType<typeof lived>): Promise<void> {
  const { admin } = database;
  const { lastChange: _, ...rest } = account;
  const state = {
    ...rest,
    subscriptions: account.subscriptions.flatMap(({ phases }) => phases.map(oldForm)),
  };
  await admin.query("insert into tenants (id, name, created_at) values ('t', 'T', now())");
  await admin.query(
    "insert into accounts (tenant, customer, state, version) values ('t', 'c-1', $1, 1)",
    [JSON.stringify(state)],
  );
  for (const fact of bought)
    await admin.query(
      `insert into account_facts
        (tenant, kind, id, customer, product, starts_at, ends_at, fact, recorded_at)
      values ('t', 'subscription', $1, 'c-1', $2, $3, $4, $5, now())`,
      [fact.id, fact.plan, fact.start, fact.end ?? null, JSON.stringify(fact)],
    );
  for (const [place, { kind: __, ...invoice }] of invoices.entries())
    await admin.query(
      `insert into invoices (tenant, id, customer, customer_name, series, position, number, status,
        currency, issued_at, due_at, total, line_count, document)
      values ('t', $1, 'c-1', 'C', 'INV', $2, $3, 'final', 'USD', $4, $5, $6, $7, $8)`,
      [
        invoice.id,
        place + 1,
        `INV-00000${place + 1}`,
        invoice.issuedAt,
        invoice.dueAt,
        invoice.total,
        invoice.lines.length,
        invoiceText(invoice as Invoice),
      ],
    );
}

it("turns what a subscription was into its first phase, with what its last invoices were paid for", async () => {
  const { admin } = database;
  await admin.query("drop schema public cascade; create schema public");
  await migrate(owner, earlier);
  const before = lived();
  expect(before.invoices.length).toBeGreaterThan(3);
  await store(before);
  expect(await migrate(owner)).toContain(name);

  const { rows } = await admin.query<{ state: string }>("select state from accounts");
  const state = JSON.parse(rows[0]?.state ?? "") as Account;
  expect(state).toEqual(before.account);
  expect(
    state.subscriptions[0]?.phases[0]?.paid.map(({ index, invoices }) => [index, invoices]),
  ).toEqual([
    [0, ["c-1:1"]],
    [1, ["c-1:3"]],
  ]);

  const phases = await admin.query(
    `select subscription, phase, plan, model, starts_at at time zone 'UTC' as starts, sequel, paused_to,
      ends_at is null as open, terms::jsonb ->> 'id' as id from subscription_phases order by 1`,
  );
  expect(phases.rows).toMatchObject([
    { subscription: "s-1", phase: 1, plan: "team", model: "acme@1", sequel: "end", open: false },
    { subscription: "s/2", phase: 1, plan: "hybrid", sequel: null, paused_to: null, id: "s/2" },
  ]);

  const security = await admin.query(
    `select relname from pg_class where relrowsecurity and relforcerowsecurity
      and relname in ('accounts', 'account_facts', 'invoices', 'subscription_phases')`,
  );
  expect(security.rows.length).toBe(4);

  const told = expectOk(
    step(
      state,
      {
        kind: "change",
        fact: {
          fact: "cancel",
          id: "x",
          customer: "c-1",
          subscription: "s-1",
          on: "2026-03-20",
          credit: "prorated",
        },
        knownSince: at("2026-03-20T00:00:00Z"),
      },
      books,
    ),
  );
  const now = at("2026-03-20T00:00:00Z");
  const { documents } = expectOk(step(told.account, { kind: "tick", now }, books));
  // 20 of the 31 days from 28 February are used: 321.94 of the 499.00 paid.
  expect(documents).toMatchObject([
    {
      kind: "credit-note",
      total: "-177.06",
      corrects: ["c-1:3"],
      lines: [{ id: "s-1/base/1/unused", period: { from: "2026-03-20T00:00:00Z" } }],
    },
  ]);
});

it("takes from accounts the day that the periods of changed terms count from", async () => {
  const { admin } = database;
  await admin.query("drop schema public cascade; create schema public");
  const anchors = "0067-phase-anchors";
  await migrate(
    owner,
    Object.fromEntries(Object.entries(migrations).filter(([one]) => one < anchors)),
  );
  const fact = {
    fact: "change",
    id: "x",
    customer: "c-1",
    subscription: "s-1",
    on: "2026-03-20",
    end: "2026-12-31",
  } as const;
  const knownSince = at(`${fact.on}T00:00:00Z`);
  const { account } = expectOk(step(lived().account, { kind: "change", fact, knownSince }, books));
  await admin.query("insert into tenants (id, name, created_at) values ('t', 'T', now())");
  await admin.query(
    "insert into accounts (tenant, customer, state, version) values ('t', 'c-1', $1, 1)",
    [JSON.stringify(account)],
  );
  const phases = account.subscriptions.flatMap((one) =>
    one.phases.map((phase, place) => ({ ...phase, subscription: one.fact.id, place: place + 1 })),
  );
  for (const { subscription: id, place, fact: terms, model } of phases)
    await admin.query(
      `insert into subscription_phases (tenant, customer, subscription, phase, plan, model, starts_at, terms)
      values ('t', 'c-1', $1, $2, $3, $4, $5, $6)`,
      [id, place, terms.plan, model, terms.start, JSON.stringify(terms)],
    );
  expect(await migrate(owner)).toContain(anchors);

  const { rows } = await admin.query(
    "select subscription, phase as place, anchor from subscription_phases order by 1, 2",
  );
  expect(rows).toEqual(
    phases.map(({ subscription, place, anchor }) => ({ subscription, place, anchor })),
  );
  expect(rows.map(({ anchor }) => anchor)).toEqual([null, "2026-01-31", null]);
});
