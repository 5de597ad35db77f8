import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Invoice } from "../../src/account/invoice.ts";
import { type ApiClient, apiClient } from "../../src/cli/demo/api-client.ts";
import type {
  ContractAnswer,
  CustomerReceivables,
  OpenItemAnswer,
  Timeline,
} from "../../src/services/accounts/account-answers.ts";
import type { DisputeAnswer } from "../../src/services/accounts/disputes-report.ts";
import type { MilestoneAnswer } from "../../src/services/accounts/milestones-report.ts";
import type { ListedSubscription } from "../../src/services/list-queries.ts";
import type { CustomerSummary, InvoiceSummary, Page } from "../../src/services/reports.ts";
import type { SubscriptionSummary } from "../../src/services/subscription-answers.ts";
import { tellMoneyStory } from "../browser/money-story.ts";
import { daysOf, equalTo, narrowsAsLooking } from "./narrowed-lists.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

let server: RunningFlorin;
let api: ApiClient;

beforeAll(async () => {
  server = await runFlorin("2025-12-31T23:59:59Z");
  api = apiClient(server.florin.origin, server.florin.newApiKey ?? "");
  await tellMoneyStory(api);
}, 120_000);
afterAll(async () => {
  await api?.close();
  await server?.stop();
});

/** An item that brings something along. */
interface Expanded {
  readonly customer: string;
  readonly expanded: Readonly<Record<string, unknown>>;
}

/** Every item of a list, one a page. */
async function walk<T>(path: string): Promise<readonly T[]> {
  const items: T[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const join = path.includes("?") ? "&" : "?";
    const more: string = cursor === "" ? "" : `&cursor=${cursor}`;
    const page: Page<T> = await api.get<Page<T>>(`${path}${join}limit=1${more}`);
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}

describe("what a list is narrowed to", () => {
  it("is of invoices what looking at each finds", async () => {
    const { items: issued } = await api.get<Page<InvoiceSummary>>(
      "/v1/invoices?customer=ingleside",
    );
    const invoice = issued[0]?.number;
    const credit = { id: "cn-1", customer: "ingleside", reason: "Too much", amount: "10 USD" };
    await api.post("/v1/credit-notes", { ...credit, invoice });
    await server.moveTo("2026-02-20T02:00:00Z");
    await narrowsAsLooking<InvoiceSummary>(api.get, "/v1/invoices", [
      equalTo("currency", ({ currency }) => currency),
      equalTo("customer", ({ customer }) => customer),
      {
        name: "kind",
        values: () => ["invoice", "credit-note"],
        keeps: ({ kind }, value) => kind === value,
      },
      ...daysOf<InvoiceSummary>("issued", ({ issuedAt }) => issuedAt),
      ...daysOf<InvoiceSummary>("due", ({ dueAt }) => dueAt),
      {
        name: "totalFrom",
        values: (all) => all.map(({ total }) => total),
        keeps: ({ total }, value) => Number(total) >= Number(value),
      },
      {
        name: "totalTo",
        values: (all) => all.map(({ total }) => total),
        keeps: ({ total }, value) => Number(total) <= Number(value),
      },
    ]);
  });

  it("is of invoices by what is owed what their customers' pages say", async () => {
    const { items: customers } = await api.get<Page<{ id: string }>>("/v1/customers");
    const owed = new Map<string, OpenItemAnswer>();
    for (const { id } of customers) {
      const found = await api.get<CustomerReceivables>(`/v1/customers/${id}/receivables`);
      for (const item of found.items) owed.set(item.id, item);
    }
    const { items: all } = await api.get<Page<InvoiceSummary>>("/v1/invoices?kind=invoice");
    const isOpen = ({ id }: { id: string }) => Number(owed.get(id)?.open ?? 0) > 0;
    const meant = {
      open: all.filter(isOpen),
      overdue: all.filter((one) => isOpen(one) && (owed.get(one.id)?.daysOverdue ?? 0) > 0),
      settled: all.filter((one) => !isOpen(one)),
    };
    expect(meant.open.length * meant.settled.length).toBeGreaterThan(0);
    for (const [state, invoices] of Object.entries(meant)) {
      const found = async () =>
        (await api.get<Page<InvoiceSummary>>(`/v1/invoices?state=${state}`)).items;
      // Payments are worked into what is open in turns.
      await vi.waitFor(
        async () =>
          expect((await found()).map(({ id }) => id)).toEqual(invoices.map(({ id }) => id)),
        { timeout: 60_000 },
      );
    }
  });

  it("is of subscriptions and customers what looking at each finds", async () => {
    const later = { customer: "ingleside", plan: "team", start: "2027-06-01" };
    await api.post("/v1/customers", { id: "later", name: "Later", country: "FR" });
    await api.post("/v1/subscriptions", { ...later, id: "s-later", customer: "later" });
    const gone = { id: "s-gone", customer: "later", plan: "team", start: "2027-07-01" };
    await api.post("/v1/subscriptions", gone);
    const ended = { id: "x-gone", customer: "later", subscription: "s-gone", on: "2027-07-01" };
    await api.post("/v1/cancellations", ended);
    await narrowsAsLooking<ListedSubscription>(api.get, "/v1/subscriptions", [
      equalTo("customer", ({ customer }) => customer),
      equalTo("plan", ({ plan }) => plan),
      {
        name: "standing",
        values: () => ["scheduled", "trialing", "active", "paused", "ended"],
        keeps: ({ standing }, value) => standing === value,
      },
      ...daysOf<ListedSubscription>("started", ({ start }) => start),
      {
        name: "q",
        values: () => ["LATER", "s-", "foundry"],
        keeps: (one, text) =>
          [one.id, one.customer, one.customerName].some((part) =>
            part.toLowerCase().includes(text.toLowerCase()),
          ),
      },
    ]);
    await narrowsAsLooking<CustomerSummary>(api.get, "/v1/customers", [
      equalTo("country", ({ country }) => country),
      ...daysOf<CustomerSummary>("created", ({ createdAt }) => createdAt),
    ]);
  });

  it("is refused where it is no day, no amount, or not known", async () => {
    for (const query of ["issuedFrom=soon", "totalTo=much", "state=late", "kind=bill", "paid=yes"])
      expect((await server.api.get(`/v1/invoices?${query}`)).status, query).toBe(422);
    expect((await server.api.get("/v1/subscriptions?standing=gone")).status).toBe(422);
  });
});

describe("what a list brings along", () => {
  it("is what each item names, and the same as in its own list", async () => {
    const { items: customers } = await api.get<Page<CustomerSummary>>("/v1/customers");
    const paths = ["invoices", "subscriptions", "contracts", "milestones", "disputes"];
    for (const path of paths.map((name) => `/v1/${name}`)) {
      const { items } = await api.get<Page<Expanded>>(`${path}?expand=customer`);
      expect(items.length).toBeGreaterThan(0);
      for (const { customer, expanded } of items)
        expect(expanded.customer).toEqual(customers.find(({ id }) => id === customer));
    }
    const [first] = (await api.get<Page<Expanded>>("/v1/subscriptions?expand=plan&limit=1")).items;
    expect(first?.expanded).toMatchObject({ plan: { id: "team", name: "Team" } });
    expect((await server.api.get("/v1/invoices?expand=plan")).status).toBe(422);
  });

  it("is of an invoice its subscriptions, and of a credit note what it corrects", async () => {
    const { items } = await api.get<Page<InvoiceSummary>>("/v1/invoices?kind=credit-note");
    const note = await api.get<Expanded & { readonly corrects: readonly string[] }>(
      `/v1/invoices/${items[0]?.id}?expand=corrects,subscriptions`,
    );
    const corrected = note.expanded.corrects as readonly InvoiceSummary[];
    expect(corrected.map(({ id }) => id)).toEqual(note.corrects ?? []);
    const { items: invoices } = await api.get<Page<InvoiceSummary>>("/v1/invoices?kind=invoice");
    const named = new Set<string>();
    for (const { id } of invoices) {
      const { lines, expanded } = await api.get<Expanded & Pick<Invoice, "lines">>(
        `/v1/invoices/${id}?expand=subscriptions`,
      );
      const own = new Set(lines.flatMap(({ subscription }) => subscription ?? []));
      const along = expanded.subscriptions as readonly SubscriptionSummary[];
      expect(new Set(along.map((one) => one.id))).toEqual(own);
      for (const one of own) named.add(one);
    }
    expect(named.size).toBeGreaterThan(0);
  });
});

const named = (all: readonly MilestoneAnswer[]): readonly string[] =>
  all.map(({ sale, milestone, amount, reached }) =>
    [sale, milestone, amount, reached?.on ?? "open"].join(" "),
  );

describe("milestones of what was sold", () => {
  it("are listed by sale in their order, with what each is of the price", async () => {
    const { items } = await api.get<Page<MilestoneAnswer>>("/v1/milestones");
    expect(named(items)).toEqual([
      "p-audit Report 3150.00 open",
      "p-audit Retest 1350.00 open",
      "p-rollout Plan accepted 3600.00 2026-01-20",
      "p-rollout Live 5400.00 open",
    ]);
    expect(items[0]).toMatchObject({
      customerName: "Ingleside Foundry",
      billing: "before-milestones",
      currency: "USD",
    });
    expect(items[2]).toMatchObject({ billing: "by-milestone", reached: { booked: true } });
    expect(await walk("/v1/milestones")).toEqual(items);
  });

  it("are narrowed to open or reached ones, and to a customer", async () => {
    expect(named(await walk("/v1/milestones?state=reached"))).toEqual([
      "p-rollout Plan accepted 3600.00 2026-01-20",
    ]);
    expect((await walk("/v1/milestones?state=open")).length).toBe(3);
    expect((await walk("/v1/milestones?customer=ingleside")).length).toBe(2);
    expect(await walk("/v1/milestones?customer=nobody")).toEqual([]);
    expect((await server.api.get("/v1/milestones?state=done")).status).toBe(422);
    expect((await server.api.get("/v1/milestones?cursor=x")).status).toBe(400);
  });
});

describe("disputes", () => {
  it("are listed with how they stand, and change with their decision", async () => {
    const [opened, ...others] = await walk<DisputeAnswer>("/v1/disputes");
    expect(others).toEqual([]);
    expect(opened).toMatchObject({
      id: "d-1",
      customer: "ingleside",
      customerName: "Ingleside Foundry",
      payment: "pay-5",
      amount: "1100.00",
      status: "open",
      decidedAt: null,
    });
    const day = opened?.openedAt.slice(0, 10);
    expect(await walk(`/v1/disputes?openedFrom=${day}&openedTo=${day}`)).toEqual([opened]);
    expect(await walk("/v1/disputes?openedTo=2026-01-31")).toEqual([]);
    expect(await walk("/v1/disputes?status=won")).toEqual([]);
    await api.post("/v1/dispute-outcomes", {
      id: "do-1",
      customer: "ingleside",
      dispute: "d-1",
      outcome: "lost",
    });
    const [lost] = await walk<DisputeAnswer>("/v1/disputes?status=lost&customer=ingleside");
    expect(lost).toMatchObject({ id: "d-1", status: "lost" });
    expect(lost?.decidedAt).not.toBeNull();
    expect(await walk("/v1/disputes?status=open")).toEqual([]);
  });
});

describe("contracts", () => {
  it("are listed with whose they are, and narrowed to those whose notice is due", async () => {
    const all = await walk<ContractAnswer>("/v1/contracts");
    expect(all.map(({ number, customerName }) => `${number} ${customerName}`)).toEqual([
      "MSA-9 Brackwater Shipping",
      "MSA-7 Ingleside Foundry",
    ]);
    const numbers = (contracts: readonly ContractAnswer[]) => contracts.map(({ number }) => number);
    expect(numbers(await walk("/v1/contracts?noticeBefore=2027-01-01"))).toEqual(["MSA-7"]);
    expect(await walk("/v1/contracts?noticeBefore=2026-06-01")).toEqual([]);
  });

  it("say whether notice was given, and the timeline names the contract", async () => {
    const notice = { customer: "ingleside", contract: "k-ingleside" };
    await api.post("/v1/contract-notices", { id: "n-1", ...notice });
    const given = await api.get<ContractAnswer>("/v1/contracts/k-ingleside");
    expect(given).toMatchObject({ noticeGiven: true, renewsOn: null });
    await api.post("/v1/contract-notice-withdrawals", { id: "w-1", ...notice });
    expect(await api.get("/v1/contracts/k-ingleside")).toMatchObject({ noticeGiven: false });
    const { items } = await api.get<Timeline>(
      "/v1/customers/ingleside/timeline?group=subscription",
    );
    const told = items.filter(({ kind }) => kind.startsWith("contract"));
    expect(told.map(({ kind, about }) => `${kind} ${about}`)).toEqual([
      "contract-notice-withdrawal k-ingleside",
      "contract-notice k-ingleside",
      "contract k-ingleside",
    ]);
    expect(told.at(-1)?.name).toBe("Yearly agreement MSA-7");
  });
});
