import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actions } from "../../src/access/actions.ts";
import { totpCode, totpStep } from "../../src/access/totp.ts";
import { acme } from "../../src/account/account.fixture.ts";
import { routeActions } from "../../src/http/route-actions.ts";
import { formatInstant } from "../../src/time/instant.ts";
import {
  type Answer,
  type Client,
  client,
  type RunningFlorin,
  runFlorin,
} from "./running-florin.ts";
import { storedBytes, storedRows } from "./stored-rows.ts";

let server: RunningFlorin;
let zeta: Client;
let nobody: Client;

const event = {
  id: "e-1",
  type: "inference",
  customer: "c-1",
  time: "2026-01-05T10:00:00Z",
  data: { operations: 5_000 },
};

/** What a text in base32 stands for. */
function fromBase32(text: string): Buffer {
  const bits = [...text]
    .map((letter) =>
      "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
    )
    .join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** Everything of one tenant; both tenants use the same ids. */
async function tell(api: Client, name: string, operations: number): Promise<void> {
  const told: readonly (readonly [string, unknown])[] = [
    ["/v1/models", { ...acme, name }],
    ["/v1/customers", { id: "c-1", name: `${name} one` }],
    ["/v1/customers", { id: `c-of-${name}`, name: `${name} two` }],
    ["/v1/subscriptions", { id: "s-1", customer: "c-1", plan: "hybrid", start: "2026-01-01" }],
    ["/v1/events", { ...event, data: { operations } }],
    ["/v1/events", { ...event, id: `lost-${name}`, type: "sneeze" }],
  ];
  for (const [path, body] of told)
    expect((await api.post(path, body)).status, `${name} ${path}`).toBeLessThan(300);
}

beforeAll(async () => {
  server = await runFlorin("2026-01-31T00:00:00Z");
  zeta = await server.addTenant("zeta");
  nobody = client(server.florin.origin, undefined);
  await tell(server.api, "acme", 5_000);
  await tell(zeta, "zeta", 100);
  await server.moveTo("2026-02-02T00:00:00Z");
});
afterAll(async () => {
  await nobody?.close();
  await server?.stop();
});

/** Read again to compare tenants. */
const usagePath = "/v1/usage?meter=operations&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z";
const reading = [
  "/v1/summary",
  "/v1/search?q=c-1",
  "/v1/revenue",
  "/v1/plans",
  "/v1/obligations",
  "/v1/meters",
  "/v1/models",
  "/v1/models/acme/versions/1",
  "/v1/customers",
  "/v1/customers/c-1",
  "/v1/customers/c-1/drafts",
  "/v1/invoices",
  "/v1/invoices/c-1%3A1",
  usagePath,
  "/v1/usage/top?meter=operations&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z",
  "/v1/unbilled",
  "/v1/events?type=inference",
  "/v1/events/api/e-1",
  "/v1/clock",
  "/v1/subscriptions/s-1",
  "/v1/invoices/c-1%3A1/documents/html",
  "/v1/document-settings",
  "/v1/document-settings/logo",
  "/v1/document-settings/preview?format=html",
  "/v1/ledger/trial-balance",
  "/v1/ledger/accounts",
  "/v1/ledger/entries",
  "/v1/ledger/ageing",
  "/v1/ledger/dso",
  "/v1/ledger/foreign-currency",
  "/v1/ledger/foreign-payments",
  "/v1/milestones",
  "/v1/disputes",
  "/v1/ledger/export?format=csv",
  "/v1/ledger/verification",
  "/v1/revenue/schedule?from=2026-01&to=2026-02",
  "/v1/revenue/roll-forward?from=2026-01&to=2026-02",
  "/v1/revenue/remaining-obligations",
  "/v1/closes",
  "/v1/closes/2026-01",
  "/v1/metrics?from=2026-01&to=2026-02",
  "/v1/metrics/definitions",
  "/v1/metrics/mrr/rows?from=2026-01&to=2026-02",
  "/v1/metric-settings",
  "/v1/customers/c-1/drafts/c-1%3A2/documents/html",
  "/v1/customers/c-1/credits",
  "/v1/customers/c-1/timeline",
  "/v1/customers/c-1/receivables",
  "/v1/customers/c-1/upcoming",
  "/v1/customers/c-1/running-cost",
  "/v1/contracts",
  "/v1/contracts/k-1",
  "/v1/customers/c-1/contracts",
  "/v1/dunning",
  "/v1/dunning-notices",
  "/v1/credits",
  "/v1/customers/c-1/payments",
  "/v1/payment-intents",
  "/v1/payment-intents/pi-1",
  "/v1/payment-effects",
  "/v1/payment-providers",
  "/v1/payouts",
  "/v1/bank-lines",
  "/v1/customers/c-1/contracts",
  "/v1/contracts",
  "/v1/contracts/co-1",
  "/v1/plan/scenarios",
  "/v1/plan/forecast",
  "/v1/plan/bands",
  "/v1/plan/targets",
  "/v1/plan/flows",
  "/v1/plan/audit",
  "/v1/plan/drivers",
  "/v1/plan/locks",
  "/v1/plan/locks/none",
  "/v1/plan/locks/none/metrics",
  "/v1/plan/variance?lock=none",
  "/v1/plan/measured-drivers?lock=none",
  "/v1/plan/measured-targets?lock=none",
  "/v1/customers/c-1/entitlements",
  "/v1/members",
  "/v1/sessions",
  "/v1/environments",
  "/v1/approval-policy",
  "/v1/approvals",
  "/v1/approvals/none",
  "/v1/audit-log",
  "/v1/audit-log/verification",
  "/v1/audit-log/export?format=csv",
  "/v1/api-keys",
  "/v1/customers/c-1/keys",
  "/v1/alerts",
  "/v1/entitlements/reservations",
  "/v1/apis",
  "/v1/apis/none",
  "/v1/webhook-event-types",
  "/v1/webhook-endpoints",
  "/v1/webhook-endpoints/none",
  "/v1/webhook-deliveries",
  "/v1/webhook-deliveries/none",
  "/v1/customers/c-1/plan-suggestion",
  "/v1/exchange-rates",
  "/v1/exchange-rates/find?from=EUR&to=USD&day=2026-01-01",
] as const;
/** Posted to, and yet it changes nothing: a key that only reads may. */
const asking = [
  "/v1/preview",
  "/v1/entitlements/check",
  "/v1/plan/what-if",
  "/v1/plan/preview",
  "/v1/plan/tornado",
  "/v1/plan/seek",
  "/v1/migrations/preview",
  "/v1/models/preview",
  "/v1/document-settings/preview?format=html",
] as const;
const writing = [
  "/v1/models",
  "/v1/plan/locks",
  "/v1/customers",
  "/v1/tax-decisions",
  "/v1/subscriptions",
  "/v1/licences",
  "/v1/sales",
  "/v1/changes",
  "/v1/cancellations",
  "/v1/pauses",
  "/v1/resumptions",
  "/v1/reactivations",
  "/v1/contracts",
  "/v1/contract-renewals",
  "/v1/contract-notices",
  "/v1/contract-notice-withdrawals",
  "/v1/contract-renewal-withdrawals",
  "/v1/index-values",
  "/v1/volume-estimates",
  "/v1/undoings",
  "/v1/migrations",
  "/v1/customers/c-1/unpark",
  "/v1/customers/c-1/vat-checks",
  "/v1/events",
  "/v1/events/corrections",
  "/v1/clock",
  "/v1/ledger/entries",
  "/v1/ledger/entries/a-1/reversal",
  "/v1/partner-shares",
  "/v1/partner-payouts",
  "/v1/closes",
  "/v1/customers/c-1/keys",
  "/v1/customer-keys/holder",
  "/v1/members",
  "/v1/one-time-codes",
  "/v1/environments",
  "/v1/environments/none/clock",
  "/v1/api-keys",
  "/v1/api-keys/none/rotation",
  "/v1/approvals",
  "/v1/approvals/none/approve",
  "/v1/approvals/none/refuse",
  "/v1/entitlements/reserve",
  "/v1/entitlements/renew",
  "/v1/entitlements/finalize",
  "/v1/entitlements/release",
  "/v1/entitlements/track",
  "/v1/credit-notes",
  "/v1/coupon-redemptions",
  "/v1/milestones",
  "/v1/sale-amendments",
  "/v1/bundles",
  "/v1/credit-grants",
  "/v1/credit-grant-voids",
  "/v1/credit-grant-adjustments",
  "/v1/top-up-rules",
  "/v1/uptime",
  "/v1/apis/measurements",
  "/v1/sla-claims",
  "/v1/payments",
  "/v1/payment-returns",
  "/v1/write-offs",
  "/v1/write-off-reversals",
  "/v1/recoveries",
  "/v1/disputes",
  "/v1/dispute-outcomes",
  "/v1/balance-applications",
  "/v1/reassignments",
  "/v1/contests",
  "/v1/contest-ends",
  "/v1/payment-promises",
  "/v1/invoices/c-1%3A1/charge",
  "/v1/invoices/c-1%3A1/checkout",
  "/v1/refunds",
  "/v1/payment-intents/pi-1/look-up",
  "/v1/payment-intents/pi-1/withdraw",
  "/v1/payment-effects/e-1/retry",
  "/v1/customers/c-1/payment-methods",
  "/v1/customers/c-1/payment-method-pages",
  "/v1/bank-statements",
  "/v1/bank-lines/l-1/match",
  "/v1/bank-lines/l-1/ignore",
  "/v1/exchange-rates",
  "/v1/payouts",
  "/v1/webhook-endpoints",
  "/v1/webhook-endpoints/none/enable",
  "/v1/webhook-endpoints/none/disable",
  "/v1/webhook-endpoints/none/rotate",
  "/v1/webhook-endpoints/none/test",
  "/v1/webhook-endpoints/none/replay",
  "/v1/webhook-deliveries/none/replay",
  "/v1/contracts",
  "/v1/contract-renewals",
  "/v1/contract-notices",
  "/v1/contract-notice-withdrawals",
  "/v1/contract-renewal-withdrawals",
  "/v1/index-values",
  "/v1/volume-estimates",
] as const;
/** Replaced or deleted. */
const replacing = [
  ["PUT", "/v1/customers/c-1"],
  ["PUT", "/v1/customers/c-1/payments"],
  ["PUT", "/v1/payment-providers/sandbox"],
  ["DELETE", "/v1/payment-methods/m-1"],
  ["PUT", "/v1/approval-policy"],
  ["PUT", "/v1/metric-settings"],
  ["PUT", "/v1/document-settings"],
  ["PUT", "/v1/document-settings/logo"],
  ["DELETE", "/v1/document-settings/logo"],
  ["DELETE", "/v1/customers/c-1/keys/none"],
  ["DELETE", "/v1/api-keys/none"],
  ["PUT", "/v1/webhook-endpoints/none"],
  ["DELETE", "/v1/webhook-endpoints/none"],
  ["DELETE", "/v1/members/none"],
  ["DELETE", "/v1/sessions/none"],
  ["PUT", "/v1/one-time-codes"],
] as const;

/** Routes that say nothing of a tenant, that sign in, or that the sender's signature over the body opens. */
const open = [
  "/openapi.json",
  "/health",
  "/login",
  "/logout",
  "/sign-in",
  "/invitations",
  "/v1/webhooks/{tenant}/{provider}",
];

describe("the routes looked at here", () => {
  it("are all there are, so that none is left without a guard", async () => {
    const { paths } = (await nobody.get("/openapi.json")).json as {
      paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    };
    const offered = (method: string): string[] =>
      Object.keys(paths).filter(
        (path) => paths[path]?.[method] !== undefined && !open.includes(path),
      );
    const covers = (asked: readonly string[], template: string): boolean => {
      const pattern = new RegExp(`^${template.replaceAll(/\{\w+\}/g, "[^/]+")}$`);
      return asked.some((path) => pattern.test(path.split("?")[0] ?? path));
    };
    expect(offered("get").filter((path) => !covers(reading, path))).toEqual([]);
    expect(offered("post").filter((path) => !covers([...writing, ...asking], path))).toEqual([]);
    for (const method of ["PUT", "DELETE"]) {
      const own = replacing.filter(([one]) => one === method).map(([, path]) => path);
      expect(offered(method.toLowerCase()).filter((path) => !covers(own, path))).toEqual([]);
    }
    const methods = new Set(Object.values(paths).flatMap((methods) => Object.keys(methods)));
    const known = /^(get|post|put|delete|parameters)$/;
    expect([...methods].filter((method) => !known.test(method))).toEqual([]);
  });
});

const withoutRequestId = ({ text }: Answer): string => text.replace(/"requestId":"[^"]*"/, "");

describe("a request without a valid key", () => {
  it("gets one and the same answer on every route, whatever is wrong with the key", async () => {
    const [, tenant, id] = server.apiKey.split("_");
    const wrong = [
      undefined,
      "",
      "Bearer",
      "Bearer ",
      "Basic Zm9vOmJhcg==",
      "Bearer x",
      `Bearer ${server.apiKey.slice(0, -1)}`,
      `Bearer ${server.apiKey}x`,
      `Bearer ${server.apiKey.slice(0, -1)}${server.apiKey.endsWith("A") ? "B" : "A"}`,
      `Bearer florin_${tenant}_${"A".repeat(12)}_${"A".repeat(32)}`,
      `Bearer florin_zeta_${id}_${server.apiKey.slice(-32)}`,
      `Bearer florin_nobody_${id}_${server.apiKey.slice(-32)}`,
      `Bearer florin_'; drop table events--_${id}_${"A".repeat(32)}`,
      `Bearer ${"x".repeat(5_000)}`,
    ];
    const answers = new Set<string>();
    for (const authorization of wrong) {
      const headers = authorization === undefined ? {} : { authorization };
      const answer = await nobody.ask("GET", "/v1/summary", { headers });
      expect([answer.status, answer.headers["www-authenticate"]]).toEqual([
        401,
        'Bearer realm="florin"',
      ]);
      answers.add(withoutRequestId(answer));
    }
    for (const path of reading) answers.add(withoutRequestId(await nobody.get(path)));
    for (const path of [...writing, ...asking])
      answers.add(withoutRequestId(await nobody.post(path, {})));
    for (const [method, path] of replacing)
      answers.add(withoutRequestId(await nobody.ask(method, path, { body: {} })));
    expect(answers.size).toBe(1);
  });

  it("finds no way around: routes are guarded however they are spelled", async () => {
    for (const path of [
      "/%761/summary",
      "/v1%2Fsummary",
      "//v1/summary",
      "/v1/../v1/summary",
      "/V1/summary",
    ])
      expect([401, 404], path).toContain((await nobody.get(path)).status);
    expect((await nobody.get("/health")).json).toEqual({ status: "ok" });
  });

  it("is refused also with a key that was revoked or has expired; a key that reads cannot write", async () => {
    const { store } = server.florin;
    const keys = await Promise.all(["revoked", "expired", "reads"].map(() => server.addKey()));
    const ids = keys.map((key) => key.split("_")[2] ?? "");
    const owner = store.openOwnerPool();
    const set = (id: string | undefined, change: string) =>
      owner.query(
        `with tenant as (select set_config('florin.tenant', 'default', false))
        update api_keys set ${change} from tenant where id = $1`,
        [id],
      );
    await owner.query("select set_config('florin.tenant', 'default', false)");
    const past = formatInstant(Date.now() - 1_000);
    await set(ids[0], `revoked_at = '${past}'`);
    await set(ids[1], `expires_at = '${past}'`);
    await set(ids[2], "scopes = '{read}'");
    await owner.end();
    const [revoked, expired, reads] = keys.map((key) => client(server.florin.origin, key));
    expect((await revoked?.get("/v1/summary"))?.status).toBe(401);
    expect((await expired?.get("/v1/summary"))?.status).toBe(401);
    expect((await reads?.get("/v1/summary"))?.status).toBe(200);
    const before = await storedRows(store);
    const about = { customer: "c-1", subscription: "s-1" };
    const facts = [{ fact: "cancel", id: "ch-1", ...about, on: "2026-02-10" }];
    const preview = await reads?.post("/v1/preview", { customer: "c-1", facts });
    expect(preview?.status, preview?.text).toBe(200);
    for (const [method, path] of [
      ...writing.map((path) => ["POST", path] as const),
      ...replacing,
    ]) {
      const refused = await reads?.ask(method, path, { body: { id: "c-7", name: "No" } });
      expect(refused?.json).toMatchObject({ status: 403, code: "forbidden" });
    }
    expect(await storedRows(store)).toEqual(before);
    for (const one of [revoked, expired, reads]) await one?.close();
  });
});

describe("a key without the action of a route", () => {
  it("is told so, before anything of the request is read, and has every other route", async () => {
    const { store } = server.florin;
    const before = await storedRows(store);
    for (const action of actions) {
      const own = Object.keys(routeActions).filter((route) => routeActions[route] === action);
      const without = client(
        server.florin.origin,
        await server.addKey(actions.filter((other) => other !== action)),
      );
      for (const route of own) {
        const [method = "", url = ""] = route.split(" ");
        const asked = method === "GET" ? {} : { body: { id: "c-7", name: "No" } };
        const refused = await without.ask(method, url.replaceAll(/:\w+/g, "x"), asked);
        expect(refused.status, `${route} without ${action}`).toBe(403);
        // Routes that speak as another system refuse in its words.
        if (!url.startsWith("/v1/") || url.startsWith("/v1/billing/")) continue;
        expect(refused.json, route).toMatchObject({
          code: "forbidden",
          errors: [
            {
              code: "action-not-allowed",
              path: "/headers/authorization",
              value: action,
              suggestion: expect.stringContaining(`a key with the scope ${action}`),
            },
          ],
        });
      }
      await without.close();
    }
    expect(await storedRows(store)).toEqual({
      ...before,
      api_keys: (before.api_keys ?? 0) + actions.length,
    });
  });
});

describe("a search", () => {
  it("finds what is called so, of the kinds that the key may read", async () => {
    const found = async (api: Client, q: string) =>
      (
        (await api.get(`/v1/search?q=${q}`)).json as { items: { kind: string; id: string }[] }
      ).items.map(({ kind, id }) => `${kind} ${id}`);
    expect(await found(server.api, "ACME")).toEqual(["customer c-1", "customer c-of-acme"]);
    expect(await found(server.api, "s-1")).toEqual(["subscription s-1"]);
    expect(await found(server.api, "INV-2")).toEqual(["invoice c-1:2"]);
    expect(await found(server.api, "hybr")).toEqual(["plan hybrid"]);
    const narrow = client(
      server.florin.origin,
      await server.addKey(["overview.read", "models.read"]),
    );
    expect(await found(narrow, "ACME")).toEqual([]);
    expect(await found(narrow, "hybr")).toEqual(["plan hybrid"]);
    await narrow.close();
  });
});

describe("tenants", () => {
  it("use the same ids and see only their own", async () => {
    for (const [api, name, total, operations] of [
      [server.api, "acme", "305.00", "5000"],
      [zeta, "zeta", "100.00", "100"],
    ] as const) {
      const answers = await Promise.all(reading.map((path) => api.get(path)));
      const text = answers.map((answer) => answer.text).join("\n");
      expect(text).toContain(`${name} one`);
      expect(text).not.toContain(`${name === "acme" ? "zeta" : "acme"} one`);
      expect((await api.get("/v1/summary")).json).toMatchObject({
        customers: 2,
        subscriptions: 1,
        invoices: { count: 2 },
        events: { accepted: 2, unbilled: 1 },
      });
      const invoices = (await api.get("/v1/invoices")).json as {
        items: { number: string; total: string }[];
      };
      expect(invoices.items.map((invoice) => `${invoice.number} ${invoice.total}`)).toEqual([
        `INV-000002 ${total}`,
        "INV-000001 100.00",
      ]);
      const usage = await api.get(usagePath);
      expect(usage.json).toMatchObject({ total: operations, events: 1 });
    }
  });

  it("find of each other what they find of nothing: the same bytes, but for the request id", async () => {
    for (const [mine, other, absent] of [
      ["/v1/customers/", "c-of-acme", "c-of-none"],
      ["/v1/invoices/", "c-of-acme%3A1", "c-of-none%3A1"],
      ["/v1/payment-intents/", "pi-of-acme", "pi-of-none"],
    ] as const) {
      const found = await server.api.get(`${mine}${other}`);
      expect([200, 404]).toContain(found.status);
      const [others, none] = [
        await zeta.get(`${mine}${other}`),
        await zeta.get(`${mine}${absent}`),
      ];
      expect([others.status, withoutRequestId(others)]).toEqual([404, withoutRequestId(none)]);
      expect(Object.keys(others.headers)).toEqual(Object.keys(none.headers));
    }
    const drafts = [
      await zeta.get("/v1/customers/c-of-acme/drafts"),
      await zeta.get("/v1/customers/x/drafts"),
    ];
    expect(new Set(drafts.map(withoutRequestId)).size).toBe(1);
    const bought = { id: "s-2", plan: "team", cadence: "monthly", start: "2026-03-01" };
    const refusals = await Promise.all(
      ["c-of-acme", "c-of-none"].map((customer) =>
        zeta.post("/v1/subscriptions", { ...bought, customer }),
      ),
    );
    expect(refusals.map(({ status }) => status)).toEqual([422, 422]);
    expect(
      new Set(refusals.map((answer) => withoutRequestId(answer).replace(/c-of-\w+/, ""))).size,
    ).toBe(1);
    const { next } = (await server.api.get("/v1/customers?limit=1")).json as { next: string };
    expect((await zeta.get(`/v1/customers?cursor=${next}`)).json).toMatchObject({
      code: "invalid-cursor",
    });
  });

  it("cannot name another: not in a header, not in a body, not in a key", async () => {
    const before = [
      await storedRows(server.florin.store, "zeta"),
      await storedRows(server.florin.store),
    ];
    const headers = {
      "x-tenant": "default",
      "florin-tenant": "default",
      "x-forwarded-tenant": "default",
    };
    const seen = await zeta.ask("GET", "/v1/customers/c-of-acme", { headers });
    expect(seen.status).toBe(404);
    const named = await zeta.post("/v1/customers", { id: "c-3", name: "Three", tenant: "default" });
    expect(named.json).toMatchObject({ errors: [{ code: "unknown-field", path: "/tenant" }] });
    const after = [
      await storedRows(server.florin.store, "zeta"),
      await storedRows(server.florin.store),
    ];
    expect(after).toEqual(before);
  });

  it("change nothing of each other by writing under the same ids", async () => {
    const { store } = server.florin;
    const before = await storedRows(store);
    const mine = await server.api.get("/v1/customers/c-1");
    const written: readonly (readonly [string, unknown, number])[] = [
      ["/v1/customers", { id: "c-of-acme", name: "Not theirs" }, 201],
      ["/v1/customers", { id: "c-1", name: "Taken" }, 409],
      [
        "/v1/subscriptions",
        { id: "s-1", customer: "c-1", plan: "hybrid", start: "2026-01-02" },
        409,
      ],
      [
        "/v1/licences",
        { id: "l-1", customer: "c-1", licence: "standard", start: "2026-03-01" },
        201,
      ],
      ["/v1/sales", { id: "w-1", customer: "c-1", offer: "tuning", date: "2026-03-01" }, 201],
      ["/v1/events", { ...event, id: "lost-acme" }, 200],
      ["/v1/models", { ...acme, version: "2" }, 201],
    ];
    for (const [path, body, status] of written)
      expect((await zeta.post(path, body)).status, path).toBe(status);
    expect(await storedRows(store)).toEqual(before);
    expect((await server.api.get("/v1/customers/c-1")).text).toBe(mine.text);
    expect((await server.api.get("/v1/models")).json).toMatchObject({
      items: [{ version: acme.version }],
    });
    expect((await server.api.get("/v1/customers/c-of-acme")).json).toMatchObject({
      name: "acme two",
    });
  });

  it("use the same Idempotency-Key for different things", async () => {
    const key = { "idempotency-key": "shared" };
    const customers = [server.api, zeta].map((api, index) =>
      api.post("/v1/customers", { id: "c-keyed", name: `Keyed ${index}` }, key),
    );
    expect((await Promise.all(customers)).map(({ status }) => status)).toEqual([201, 201]);
  });
});

describe("a sandbox", () => {
  const all = async (api: Client) => (await api.get("/v1/invoices")).json as { items: unknown[] };

  it("keeps its own time and books, moved by years while the live environment stands still", async () => {
    const before = [
      await storedBytes(server.florin.store),
      await storedBytes(server.florin.store, "zeta"),
    ];
    const clockBefore = (await server.api.get("/v1/clock")).text;
    const asked = { name: "Spring tests", kind: "sandbox", startsAt: "2026-01-20T00:00:00Z" };
    const made = (await server.api.post("/v1/environments", asked)).json as {
      id: string;
      key: string;
    };
    expect(made.id).toMatch(/^default-spring-tests-[a-z0-9]{8}$/);
    const sandbox = client(server.florin.origin, made.key);
    await tell(sandbox, "acme", 5_000);
    const move = `/v1/environments/${made.id}/clock`;
    const moved = await sandbox.post(move, { hours: 24 });
    expect(moved.json).toMatchObject({ now: "2026-01-21T00:00:00Z", mode: "manual" });
    // The live environment of the organisation may move it too.
    const year = await server.api.post(move, { years: 1 });
    expect(year.json).toMatchObject({ now: "2027-01-21T00:00:00Z" });
    expect((await all(sandbox)).items.length).toBeGreaterThan(12);
    const late = { ...event, id: "e-late", time: "2026-03-05T10:00:00Z" };
    expect((await sandbox.post("/v1/events", late)).status).toBe(200);
    expect((await sandbox.get("/v1/events/api/e-late")).json).toMatchObject({
      versions: [{ receivedAt: "2027-01-21T00:00:00Z" }],
    });
    const now = { ...event, id: "e-now", time: "2026-02-01T10:00:00Z" };
    expect((await server.api.post("/v1/events", now)).status).toBe(200);
    expect((await server.api.get("/v1/events/api/e-now")).json).toMatchObject({
      versions: [{ receivedAt: "2026-02-02T00:00:00Z" }],
    });
    expect((await server.api.get("/v1/clock")).text).toBe(clockBefore);
    const [live, other] = before;
    const after = await storedBytes(server.florin.store);
    for (const table of ["invoices", "account_facts", "journal_entries"])
      expect(after[table], table).toBe(live?.[table]);
    expect(await storedBytes(server.florin.store, "zeta")).toEqual(other);
    await sandbox.close();
  });

  it("is seen and moved by its own organisation alone, and moves no other", async () => {
    const listed = (await server.api.get("/v1/environments")).json as {
      items: { id: string; current: boolean; kind: string }[];
    };
    expect(listed.items.map(({ kind, current }) => [kind, current])).toEqual([
      ["live", true],
      ["sandbox", false],
    ]);
    const id = listed.items[1]?.id ?? "";
    expect(((await zeta.get("/v1/environments")).json as { items: unknown[] }).items).toHaveLength(
      1,
    );
    const foreign = await zeta.post(`/v1/environments/${id}/clock`, { hours: 1 });
    const none = await zeta.post("/v1/environments/none/clock", { hours: 1 });
    expect([foreign.status, none.status]).toEqual([404, 404]);
    expect(withoutRequestId(foreign).replace(id, "none")).toBe(withoutRequestId(none));
    const sandbox = await (async () => {
      const { key } = (await server.api.post("/v1/environments", { name: "x", kind: "sandbox" }))
        .json as { key: string };
      return client(server.florin.origin, key);
    })();
    expect((await sandbox.post(`/v1/environments/${id}/clock`, { hours: 1 })).status).toBe(404);
    expect(
      (await sandbox.post("/v1/environments", { name: "y", kind: "sandbox" })).json,
    ).toMatchObject({ errors: [{ code: "sandbox-is-alone" }] });
    await sandbox.close();
    const back = await server.api.post(`/v1/environments/${id}/clock`, {
      now: "2026-01-01T00:00:00Z",
    });
    expect(back.json).toMatchObject({ status: 409, code: "clock-backwards" });
    const two = await server.api.post(`/v1/environments/${id}/clock`, { hours: 1, years: 1 });
    expect(two.json).toMatchObject({ errors: [{ code: "one-of" }] });
    const live = await server.api.post("/v1/environments", {
      name: "Live too",
      kind: "live",
      startsAt: "2026-01-01T00:00:00Z",
    });
    expect(live.json).toMatchObject({ errors: [{ code: "sandbox-only", path: "/startsAt" }] });
  });
});

const cookieOf = ({ headers }: Answer): string =>
  String(headers["set-cookie"] ?? "").split(";")[0] ?? "";

describe("people", () => {
  const password = "correct horse battery";
  const signIn = (more: object = {}) =>
    nobody.post("/sign-in", { email: "ada@example.com", password, ...more });
  /** What a browser sends that is signed in and shows the console's own pages. */
  const browser = (cookie: string) => ({ cookie, origin: server.florin.origin });
  const invite = async (email: string, role: string) =>
    (await server.api.post("/v1/members", { email, name: email, role })).json as {
      id: string;
      invitation: string;
    };

  it("are invited, choose a password, and may do what their role says, from the console's own pages", async () => {
    const { id, invitation } = await invite("Ada@Example.com", "finance");
    const twice = await server.api.post("/v1/members", {
      email: "ada@example.com",
      name: "Ada",
      role: "owner",
    });
    expect(twice.json).toMatchObject({ errors: [{ code: "already-member" }] });
    expect((await signIn()).json).toMatchObject({ status: 401, code: "sign-in-refused" });
    const short = await nobody.post("/invitations", { invitation, password: "short" });
    expect(short.json).toMatchObject({ errors: [{ code: "password-length" }] });
    const forged = await nobody.post("/invitations", { invitation: `${invitation}x`, password });
    expect(forged.json).toMatchObject({ errors: [{ code: "invitation-over" }] });
    const taken = await nobody.post("/invitations", { invitation, password });
    expect([taken.status, String(taken.headers["set-cookie"])]).toEqual([
      204,
      expect.stringMatching(/HttpOnly; SameSite=Strict/),
    ]);
    expect((await nobody.post("/invitations", { invitation, password })).status).toBe(422);
    const cookie = cookieOf(taken);
    const ask = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
      nobody.ask(method, path, { headers, ...(body === undefined ? {} : { body }) });
    expect((await ask("GET", "/v1/customers/c-1", { cookie })).status).toBe(200);
    const customer = { id: "c-by-ada", name: "By Ada" };
    for (const origin of ["", "https://evil.example", "null"]) {
      const headers = origin === "" ? { cookie } : { cookie, origin };
      expect((await ask("POST", "/v1/customers", headers, customer)).json).toMatchObject({
        status: 403,
        code: "csrf-refused",
      });
    }
    expect((await ask("POST", "/v1/customers", browser(cookie), customer)).status).toBe(201);
    expect((await ask("POST", "/v1/models", browser(cookie), {})).json).toMatchObject({
      code: "forbidden",
      errors: [{ code: "action-not-allowed", value: "models.publish" }],
    });
    const sessions = (await server.api.get("/v1/sessions")).json as {
      items: { id: string; email: string }[];
    };
    expect(sessions.items).toMatchObject([{ member: id, email: "ada@example.com" }]);
    expect((await server.api.ask("DELETE", `/v1/sessions/${sessions.items[0]?.id}`)).status).toBe(
      204,
    );
    expect((await ask("GET", "/v1/clock", { cookie })).status).toBe(401);
    expect((await zeta.get("/v1/members")).json).toEqual({ items: [] });
    expect((await zeta.ask("DELETE", `/v1/members/${id}`)).status).toBe(404);
    expect(JSON.stringify(await storedBytes(server.florin.store))).not.toContain(password);
  });

  it("give a code of their app once it is on, each code once, or a recovery code", async () => {
    const cookie = cookieOf(await signIn({ email: "ADA@example.com" }));
    const begun = await nobody.ask("POST", "/v1/one-time-codes", { headers: browser(cookie) });
    const { address } = begun.json as { address: string };
    const secret = fromBase32(new URL(address).searchParams.get("secret") ?? "");
    const codeAt = (step: number): string =>
      totpCode((counter) => createHmac("sha1", secret).update(counter).digest(), step);
    const step = totpStep(Date.now());
    const confirm = (code: string) =>
      nobody.ask("PUT", "/v1/one-time-codes", { headers: browser(cookie), body: { code } });
    expect((await confirm("000000x")).json).toMatchObject({ code: "sign-in-refused" });
    const { recoveryCodes } = (await confirm(codeAt(step))).json as { recoveryCodes: string[] };
    expect(new Set(recoveryCodes).size).toBe(10);
    expect((await signIn()).json).toMatchObject({ status: 401, code: "one-time-code-needed" });
    expect((await signIn({ code: codeAt(step) })).json).toMatchObject({ code: "sign-in-refused" });
    expect((await signIn({ code: codeAt(step + 1) })).status).toBe(204);
    expect((await signIn({ code: recoveryCodes[3] })).status).toBe(204);
    expect((await signIn({ code: recoveryCodes[3] })).json).toMatchObject({
      code: "sign-in-refused",
    });
    const byKey = await server.api.ask("POST", "/v1/one-time-codes");
    expect(byKey.json).toMatchObject({ errors: [{ code: "not-a-person" }] });
  });

  it("give nobody more than they have, keep an owner, and are out when they are removed", async () => {
    const { id, invitation } = await invite("grace@example.com", "owner");
    const cookie = cookieOf(await nobody.post("/invitations", { invitation, password }));
    const as = (method: string, path: string, body?: unknown) =>
      nobody.ask(method, path, { headers: browser(cookie), ...(body ? { body } : {}) });
    expect((await as("GET", "/v1/members")).status).toBe(200);
    expect((await as("DELETE", `/v1/members/${id}`)).json).toMatchObject({
      errors: [{ code: "last-owner" }],
    });
    const manager = client(
      server.florin.origin,
      await server.addKey(["members.read", "members.manage"]),
    );
    const asked = { email: "eve@example.com", name: "Eve", role: "owner" };
    expect((await manager.post("/v1/members", asked)).json).toMatchObject({
      errors: [{ code: "role-beyond-yours", path: "/role" }],
    });
    expect((await manager.ask("DELETE", `/v1/members/${id}`)).json).toMatchObject({
      errors: [{ code: "role-beyond-yours" }],
    });
    await manager.close();
    await invite("second@example.com", "owner");
    expect((await server.api.ask("DELETE", `/v1/members/${id}`)).status).toBe(200);
    expect((await as("GET", "/v1/members")).status).toBe(401);
    const gone = await nobody.post("/sign-in", { email: "grace@example.com", password });
    expect(gone.json).toMatchObject({ code: "sign-in-refused" });
  });

  it("are asked to wait after too many tries, whether they are there or not", async () => {
    for (const email of ["second@example.com", "nobody@example.com"]) {
      const answers: unknown[] = [];
      for (let tries = 0; tries < 9; tries += 1)
        answers.push((await nobody.post("/sign-in", { email, password: "wrong" })).status);
      expect(answers, email).toEqual([...Array(8).fill(401), 429]);
    }
  });
});

describe("a console session", () => {
  it("opens once from the server's link, reads, and never writes", async () => {
    const link = new URL(server.florin.consoleLink());
    const opened = await nobody.get(`${link.pathname}${link.search}`);
    expect([opened.status, opened.headers.location]).toEqual([302, "/"]);
    expect(String(opened.headers["set-cookie"])).toMatch(/HttpOnly; SameSite=Strict/);
    const cookie = cookieOf(opened);
    for (const path of ["/v1/summary", "/v1/customers/c-1"])
      expect((await nobody.ask("GET", path, { headers: { cookie } })).status).toBe(200);
    for (const path of writing) {
      const refused = await nobody.ask("POST", path, { body: {}, headers: { cookie } });
      expect(refused.json).toMatchObject({ status: 403, code: "forbidden" });
    }
    const again = await nobody.get(`${link.pathname}${link.search}`);
    expect([again.status, again.headers["set-cookie"]]).toEqual([302, undefined]);
    expect(again.headers.location).toBe("/sign-in?link=used");
    expect((await nobody.get("/login")).headers.location).toBe("/");
    for (const forged of [
      `${cookie}x`,
      cookie.replace(/\.(.)/, ".A$1"),
      "florin_session=",
      "florin_session=a.b",
    ])
      expect((await nobody.ask("GET", "/v1/summary", { headers: { cookie: forged } })).status).toBe(
        401,
      );
  });

  it("opens with a key from the console's own pages only", async () => {
    const { origin } = server.florin;
    const body = { key: server.apiKey };
    const opened = await nobody.ask("POST", "/login", { body, headers: { origin } });
    expect([opened.status, cookieOf(opened).startsWith("florin_session=")]).toEqual([204, true]);
    for (const foreign of ["https://evil.example", "null", `${origin}.evil.example`]) {
      const refused = await nobody.ask("POST", "/login", { body, headers: { origin: foreign } });
      expect(refused.json).toMatchObject({ status: 403, code: "csrf-refused" });
    }
    for (const key of ["", "x", 7, null, `${server.apiKey}x`])
      expect((await nobody.ask("POST", "/login", { body: { key } })).status).toBe(401);
    const closed = await nobody.ask("POST", "/logout", { headers: { origin } });
    expect([closed.status, cookieOf(closed)]).toEqual([204, "florin_session="]);
  });

  it("ends when somebody signs out, and no other with it", async () => {
    const open = async (): Promise<string> =>
      cookieOf(await nobody.ask("POST", "/login", { body: { key: server.apiKey } }));
    const [mine, other] = [await open(), await open()];
    const reads = async (cookie: string): Promise<number> =>
      (await nobody.ask("GET", "/v1/clock", { headers: { cookie } })).status;
    expect([await reads(mine), await reads(other)]).toEqual([200, 200]);
    const closed = await nobody.ask("POST", "/logout", { headers: { cookie: mine } });
    expect(String(closed.headers["set-cookie"])).toMatch(/HttpOnly; SameSite=Strict/);
    expect([await reads(mine), await reads(other)]).toEqual([401, 200]);
  });

  it("goes over TLS only, but on the server's own machine", async () => {
    const cookieFor = async (host: string): Promise<string> => {
      const asked = { body: { key: server.apiKey }, headers: { host } };
      return String((await nobody.ask("POST", "/login", asked)).headers["set-cookie"]);
    };
    for (const host of ["127.0.0.1:4280", "localhost", "[::1]:80", "florin.localhost:1"])
      expect(await cookieFor(host), host).not.toContain("Secure");
    for (const host of ["billing.example.com", "10.0.0.7:4280", "127.0.0.1.evil.example"])
      expect(await cookieFor(host), host).toContain("; Secure");
  });
});
