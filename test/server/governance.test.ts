import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import type { ApprovalView } from "../../src/services/governance/approval-views.ts";
import { asking } from "./asking.ts";
import { daysOf, equalTo, narrowsAsLooking } from "./narrowed-lists.ts";
import {
  type Answer,
  type Client,
  client,
  type RunningFlorin,
  runFlorin,
} from "./running-florin.ts";
import { tablesThatSay } from "./stored-rows.ts";

let server: RunningFlorin;

beforeAll(async () => {
  server = await runFlorin("2026-01-31T00:00:00Z");
  expect((await server.api.post("/v1/models", acme)).status).toBe(201);
});
afterAll(async () => {
  await server?.stop();
});

interface Entry {
  readonly position: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly request: string;
  readonly before: unknown;
  readonly after: unknown;
}

const log = async (query = ""): Promise<readonly Entry[]> =>
  ((await server.api.get(`/v1/audit-log${query}`)).json as { items: readonly Entry[] }).items;

describe("the audit log", () => {
  it("tells who changed what, from what to what", async () => {
    const made = await server.api.post("/v1/customers", { id: "c-1", name: "Ada" });
    const amended = await server.api.ask("PUT", "/v1/customers/c-1", { body: { name: "Eve" } });
    expect([made.status, amended.status]).toEqual([201, 200]);
    const told = await log("?customer=c-1");
    expect(told.map(({ request }) => request)).toEqual([
      amended.headers["x-request-id"],
      made.headers["x-request-id"],
    ]);
    expect(told[0]).toMatchObject({
      action: "customers.write",
      actor: expect.stringMatching(/^key:[A-Za-z0-9]{12}$/),
      subject: "/v1/customers/c-1",
      before: { id: "c-1", name: "Ada" },
      after: { name: "Eve" },
    });
    expect(told[1]).toMatchObject({ before: null, after: { id: "c-1", name: "Ada" } });
  });

  it("says nothing of what was refused, repeated, only asked, or sent as usage", async () => {
    const before = await log();
    const event = { id: "e-1", type: "inference", customer: "c-1", time: "2026-01-05T10:00:00Z" };
    for (const [path, body, status] of [
      ["/v1/customers", { id: "c-2" }, 422],
      ["/v1/customers", { id: "c-1", name: "Somebody else" }, 409],
      ["/v1/models", acme, 200],
      ["/v1/preview", { customer: "c-1", facts: [] }, 200],
      ["/v1/events", { ...event, data: { operations: 5 } }, 200],
    ] as const)
      expect((await server.api.post(path, body)).status, path).toBe(status);
    expect(await log()).toEqual(before);
  });

  it("is narrowed down, paged, and written as CSV and as lines", async () => {
    const { apiKey } = server;
    const actor = `key:${apiKey.split("_")[2]}`;
    expect((await log(`?actor=${actor}&action=models.publish`)).length).toBe(1);
    expect(await log("?subject=/v1/nothing")).toEqual([]);
    expect(await log("?to=2020-01-01T00:00:00Z")).toEqual([]);
    const first = (await server.api.get("/v1/audit-log?limit=1")).json as { next: string };
    const second = await log(`?limit=1&cursor=${first.next}`);
    expect(second.map(({ position }) => position)).toEqual([(await log()).length - 1]);
    const csv = await server.api.get("/v1/audit-log/export?format=csv");
    expect(csv.text.split("\r\n")[0]).toBe(
      "position,at,actor,action,subject,customer,request,approval,before,after,forgotten,hash",
    );
    const lines = await server.api.get("/v1/audit-log/export?format=ndjson&customer=c-1");
    expect(
      lines.text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).subject),
    ).toEqual(["/v1/customers/c-1", "/v1/customers/c-1"]);
    expect((await server.api.get("/v1/audit-log/verification")).json).toMatchObject({
      sound: true,
      broken: null,
    });
  });
});

interface Kept {
  readonly id: string;
  readonly state: string;
  readonly askedBy: string;
  readonly rule: unknown;
  readonly answer: { readonly status: number | null; readonly body: unknown } | null;
}

const codeOf = ({ status, json }: Answer): string => `${status} ${(json as { code: string }).code}`;

describe("approvals", () => {
  let other: Client;
  let finance: Client;
  let agent: Client;
  const grant = (id: string, amount: string) => ({
    ...{ id, customer: "c-1", kind: "goodwill", amount, date: "2026-01-30" },
    reason: "a slow answer",
  });
  const kept = (answer: Answer): Kept => {
    expect(answer.status, answer.text).toBe(202);
    return answer.json as Kept;
  };
  const approve = (who: Client, { id }: Kept) => who.post(`/v1/approvals/${id}/approve`, {});
  const find = async ({ id }: Kept): Promise<Kept> =>
    (await server.api.get(`/v1/approvals/${id}`)).json as Kept;

  beforeAll(async () => {
    const open = async (scopes?: readonly string[]) =>
      client(server.florin.origin, await server.addKey(scopes));
    other = await open();
    finance = await open(["role:finance"]);
    agent = await open(["read", "approvals.propose"]);
    const endpoint = await server.api.post("/v1/webhook-endpoints", { url: "https://example.com" });
    const { id } = endpoint.json as { id: string };
    await server.api.post(`/v1/webhook-endpoints/${id}/disable`, {});
    const rules = [
      { action: "credits.grant", above: ["500 USD"], approvers: ["owner"] },
      { action: "models.publish", approvers: ["admin", "finance"], days: 3 },
    ];
    const set = await server.api.ask("PUT", "/v1/approval-policy", { body: { rules } });
    expect([set.status, set.json]).toEqual([200, { rules }]);
  });
  afterAll(async () => {
    for (const one of [other, finance, agent]) await one?.close();
  });

  it("keeps what a rule makes wait, does nothing, and does it once when somebody else approves", async () => {
    expect((await server.api.post("/v1/credit-grants", grant("g-1", "500 USD"))).status).toBe(201);
    const once = { "idempotency-key": "big-grant" };
    const asked = await server.api.post("/v1/credit-grants", grant("g-2", "500.01 USD"), once);
    const waiting = kept(asked);
    const again = await server.api.post("/v1/credit-grants", grant("g-2", "500.01 USD"), once);
    expect(again.text).toBe(asked.text);
    const grants = async () => (await server.api.get("/v1/customers/c-1/credits")).text;
    expect(await grants()).not.toContain("g-2");
    expect(codeOf(await approve(server.api, waiting))).toBe("403 own-request");
    expect(codeOf(await approve(finance, waiting))).toBe("403 not-approver");
    expect((await find(waiting)).state).toBe("open");
    const approved = await approve(other, waiting);
    expect(approved.json).toMatchObject({
      state: "performed",
      decidedBy: expect.stringMatching(/^key:/),
      answer: { status: 201, body: { id: "g-2", amount: "500.01 USD" } },
    });
    expect(await grants()).toContain("g-2");
    expect(codeOf(await approve(other, waiting))).toBe("409 approval-closed");
    const [done, decided, asking] = (await log("?limit=4")).filter(
      ({ action }) => action !== "models.publish",
    );
    const { decidedBy } = approved.json as { decidedBy: string };
    expect(done).toMatchObject({
      ...{ action: "credits.grant", actor: decidedBy, approval: waiting.id, customer: "c-1" },
      subject: "/v1/credit-grants/g-2",
    });
    expect(decided).toMatchObject({
      ...{ action: "approvals.decide", actor: decidedBy, after: { state: "approved" } },
      before: { state: "open" },
    });
    expect(asking).toMatchObject({
      ...{ action: "approvals.propose", subject: `/v1/approvals/${waiting.id}` },
      actor: waiting.askedBy,
    });
  });

  it("is not got around with a key of one's own making", async () => {
    const waiting = kept(await server.api.post("/v1/credit-grants", grant("g-3", "900 USD")));
    const made = await server.api.post("/v1/api-keys", { scopes: ["write"] });
    const own = client(server.florin.origin, (made.json as { key: string }).key);
    expect(codeOf(await approve(own, waiting))).toBe("403 own-request");
    const reason = "Too much";
    const refused = await other.post(`/v1/approvals/${waiting.id}/refuse`, { reason });
    expect(refused.json).toMatchObject({ state: "refused", reason, answer: null });
    expect(codeOf(await approve(other, waiting))).toBe("409 approval-closed");
    await own.close();
  });

  it("fails clearly where the model or what stands there has changed meanwhile", async () => {
    const version = (name: string) => ({ ...acme, version: name });
    const second = kept(await server.api.post("/v1/models", version("2")));
    const third = kept(await server.api.post("/v1/models", version("3")));
    expect((await approve(other, third)).json).toMatchObject({ answer: { status: 201 } });
    expect(codeOf(await approve(other, second))).toBe("409 approval-outdated");
    expect(await find(second)).toMatchObject({
      state: "failed",
      answer: { status: null, body: { code: "approval-outdated" } },
    });
    const body = { id: "x-1", customer: "c-1", subscription: "gone", on: "2026-02-01" };
    const proposal = { method: "POST", path: "/v1/cancellations", body, why: "They asked" };
    const left = kept(await agent.post("/v1/approvals", proposal));
    expect(codeOf(await approve(server.api, left))).toBe("409 approval-failed");
    expect(await find(left)).toMatchObject({ state: "failed", answer: { status: 422 } });
  });

  it("takes proposals of what an agent may not do itself, and of nothing that cannot wait", async () => {
    const body = { name: "Ada Lovelace" };
    const proposal = { method: "PUT", path: "/v1/customers/c-1", body, why: "She said so" };
    expect((await agent.ask("PUT", proposal.path, { body })).status).toBe(403);
    const proposed = kept(await agent.post("/v1/approvals", proposal));
    expect(proposed.rule).toBeNull();
    expect(codeOf(await approve(agent, proposed))).toBe("403 forbidden");
    expect((await approve(server.api, proposed)).json).toMatchObject({ state: "performed" });
    expect((await server.api.get("/v1/customers/c-1")).json).toMatchObject(body);
    for (const [method, path] of [
      ["POST", "/v1/preview"],
      ["POST", "/v1/nowhere"],
      ["POST", "/v1/api-keys"],
      ["POST", "/v1/events"],
      ["POST", "/v1/approvals"],
      ["PUT", "/v1/customers/c-1?x=1"],
      ["PUT", "/login"],
    ])
      expect((await agent.post("/v1/approvals", { ...proposal, method, path })).json).toMatchObject(
        {
          errors: [{ code: "not-approvable" }],
        },
      );
  });

  it("are listed by where they stand, and told to other systems", async () => {
    const listed = async (state: string) =>
      ((await server.api.get(`/v1/approvals?state=${state}`)).json as { items: Kept[] }).items;
    expect((await listed("open")).length).toBe(0);
    expect((await listed("failed")).length).toBe(2);
    expect((await listed("refused")).length).toBe(1);
    await narrowsAsLooking<ApprovalView>(asking(() => server.api).get, "/v1/approvals", [
      {
        name: "state",
        values: () => ["open", "performed", "failed", "refused"],
        keeps: ({ state }, value) => state === value,
      },
      {
        name: "action",
        values: () => ["credits.grant", "models.publish", "usage.write"],
        keeps: ({ action }, value) => action === value,
      },
      equalTo("customer", ({ customer }) => customer),
      equalTo("askedBy", ({ askedBy }) => askedBy),
      ...daysOf<ApprovalView>("asked", ({ askedAt }) => askedAt),
    ]);
    expect((await server.api.get("/v1/approvals?action=grants")).status).toBe(422);
    const told = await server.florin.store.withTenant("default", (tx) =>
      tx.rows<{ type: string; count: number }>(
        "select type, count(*)::int as count from webhook_events where type like 'approval.%' group by type order by type",
      ),
    );
    expect(told).toEqual([
      { type: "approval.decided", count: 6 },
      { type: "approval.requested", count: 6 },
    ]);
    const policy = { rules: [{ action: "usage.write", approvers: [] }] };
    const wrong = await server.api.ask("PUT", "/v1/approval-policy", { body: policy });
    expect((wrong.json as { errors: { code: string }[] }).errors.map(({ code }) => code)).toEqual([
      "not-approvable",
      "no-approver",
    ]);
    expect((await server.api.get("/v1/audit-log/verification")).json).toMatchObject({
      sound: true,
    });
  });
});

describe("evidence", () => {
  const taken = async (control: string) => {
    const range = "from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z";
    const answer = await server.api.get(`/v1/evidence?control=${control}&${range}`);
    expect(answer.status, answer.text).toBe(200);
    return answer.json as { sha256: string; rows: readonly Readonly<Record<string, unknown>>[] };
  };

  it("says who gets in, what was changed and approved, and that all adds up, each with a digest", async () => {
    const access = await taken("access");
    expect(access.rows).toContainEqual(
      expect.objectContaining({ kind: "key", may: "role:finance", state: "works", madeBy: null }),
    );
    expect(access.rows.map(({ madeBy }) => madeBy)).toContainEqual(expect.stringMatching(/^key:/));
    const { rows } = await taken("changes");
    expect(rows).toContainEqual(
      expect.objectContaining({
        ...{ action: "models.publish", subject: "/v1/models/acme/versions/3" },
        approvedBy: expect.stringMatching(/^key:/),
        askedBy: expect.stringMatching(/^key:/),
      }),
    );
    const books = await taken("reconciliations");
    expect(books.rows.map(({ what, sound }) => [what, sound])).toEqual([
      ["journal", true],
      ["invoices and usage", true],
      ["audit log", true],
    ]);
    const approvals = await taken("approvals");
    expect(approvals.rows).toHaveLength(6);
    const lines = approvals.rows.map((row) => `${JSON.stringify(row)}\n`).join("");
    expect(approvals.sha256).toBe(createHash("sha256").update(lines).digest("hex"));
    const csv = await server.api.get(
      "/v1/evidence?control=approvals&from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z&format=csv",
    );
    const digest = createHash("sha256").update(csv.text).digest("base64");
    expect(csv.headers["repr-digest"]).toBe(`sha-256=:${digest}:`);
  });
});

describe("a policy that follows the model", () => {
  const put = (body: unknown) => server.api.ask("PUT", "/v1/approval-policy", { body });
  const buy = (id: string) => {
    const bought = { customer: "c-1", plan: "hybrid", start: "2026-02-01" };
    return server.api.post("/v1/subscriptions", { id, ...bought, discounts: ["volume"] });
  };

  it("makes wait what the current version says, as long as it follows", async () => {
    const consent = { name: "Consent", kind: "approval", of: "discount", above: "1%", by: "owner" };
    const next = { ...acme, version: "4", policies: { consent } };
    expect((await put({ rules: [] })).status).toBe(200);
    expect((await server.api.post("/v1/models", next)).status).toBe(201);
    expect((await buy("s-free")).status).toBe(201);
    expect((await put({ rules: [], followModel: true })).status).toBe(200);
    expect((await buy("s-kept")).json).toMatchObject({
      state: "open",
      rule: { action: "subscriptions.write", discountAbove: "1%", approvers: ["owner"] },
    });
    const shown = await server.api.get("/v1/approval-policy");
    expect(shown.json).toMatchObject({ rules: [], followModel: true, modelRules: [{}, {}] });
    await put({ rules: [] });
  });

  it("judges a change by the version that bills it, however its JSON is sent", async () => {
    const bands = [{ from: 100, percent: "1%" }] as const;
    const discounts = { ...acme.discounts, volume: { ...acme.discounts?.volume, bands } };
    const consent = { name: "Consent", kind: "approval", of: "discount", above: "1%", by: "owner" };
    const lower = { ...acme, version: "5", policies: { consent }, discounts };
    expect((await server.api.post("/v1/models", lower)).status).toBe(201);
    await put({ rules: [], followModel: true });
    const change = { id: "ch-1", customer: "c-1", subscription: "s-free", discounts: ["volume"] };
    expect((await server.api.post("/v1/changes", change)).status).toBe(202);
    for (const type of ["application/cloudevents+json", "text/plain"]) {
      const headers = { "content-type": type };
      expect((await server.api.post("/v1/changes", change, headers)).status, type).toBe(415);
    }
    await put({ rules: [] });
  });
});

describe("a person who wants to be forgotten", () => {
  const traces = [
    "Ada Augusta Byron",
    "Augusta King-Noel",
    "ada@analytical.example",
    "12 St James",
  ];

  const tablesWithTraces = () => tablesThatSay(server.florin.store, traces);
  const erase = (body: unknown) => server.api.post("/v1/customers/p-1/erase", body);
  const figures = async () => [
    (await server.api.get("/v1/ledger/trial-balance")).json,
    (await server.api.get("/v1/invoices?customer=p-1")).text.match(/"total":"[^"]*"/g),
  ];

  it("leaves no trace but in invoices that the law asks for, and none once they may go; books and chains hold", async () => {
    const address = { line1: "12 St James's Square", city: "London", country: "GB" };
    const person = { name: "Ada Augusta Byron", email: "ada@analytical.example", address };
    const told = [
      ["POST", "/v1/customers", { id: "p-1", ...person }],
      ["PUT", "/v1/customers/p-1", { ...person, name: "Augusta King-Noel" }],
      [
        "POST",
        "/v1/subscriptions",
        { id: "sub-p", customer: "p-1", plan: "hybrid", start: "2026-01-31" },
      ],
    ] as const;
    for (const [method, path, body] of told) {
      const headers = { "idempotency-key": `erase:${path}` };
      const answer = await server.api.ask(method, path, { body, headers });
      expect(answer.status, answer.text).toBeLessThan(300);
    }
    expect((await erase({})).json).toMatchObject({ errors: [{ code: "account-in-use" }] });
    const cancel = { id: "end-p", customer: "p-1", subscription: "sub-p", on: "2026-02-28" };
    expect((await server.api.post("/v1/cancellations", cancel)).status).toBe(201);
    await server.moveTo("2026-04-15T00:00:00Z");
    const kept = await server.api.get("/v1/customers/p-1/personal-data");
    for (const trace of traces) expect(kept.text).toContain(trace);
    expect(kept.text).not.toMatch(/secret|salt/);
    const before = await figures();
    expect((await tablesWithTraces()).length).toBeGreaterThan(4);
    const erased = await erase({});
    expect(erased.status, erased.text).toBe(200);
    expect(await tablesWithTraces()).toEqual(["invoices"]);
    expect((await erase({ keepInvoicesYears: 0 })).json).toMatchObject({ invoicesKeptSince: null });
    expect(await tablesWithTraces()).toEqual([]);
    expect(await figures()).toEqual(before);
    expect((await server.api.get("/v1/customers/p-1")).json).toMatchObject({ name: "[erased]" });
    for (const path of ["/v1/audit-log/verification", "/v1/ledger/verification"])
      expect((await server.api.get(path)).json).toMatchObject({ sound: true });
    const { items } = (await server.api.get("/v1/audit-log?customer=p-1")).json as {
      items: readonly { action: string; forgotten: boolean }[];
    };
    for (const { action, forgotten } of items)
      expect(forgotten, action).toBe(action !== "personal-data.erase");
    expect((await server.api.get("/v1/customers/c-1")).json).toMatchObject({
      name: "Ada Lovelace",
    });
  });
});
