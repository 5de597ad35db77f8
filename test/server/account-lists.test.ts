import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, apiClient } from "../../src/cli/demo/api-client.ts";
import type { ContractAnswer, Timeline } from "../../src/services/accounts/account-answers.ts";
import type { DisputeAnswer } from "../../src/services/accounts/disputes-report.ts";
import type { MilestoneAnswer } from "../../src/services/accounts/milestones-report.ts";
import type { Page } from "../../src/services/reports.ts";
import { tellMoneyStory } from "../browser/money-story.ts";
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
