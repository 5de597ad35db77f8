import { describe, expect, it } from "vitest";
import { acme } from "../../../src/account/account.fixture.ts";
import { storedRows } from "../stored-rows.ts";
import { event, server, usagePath, withoutRequestId, zeta } from "./one-server.ts";

/** Two tenants on one server. */
export function tenantsAreApart(reading: readonly string[]): void {
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
      const named = await zeta.post("/v1/customers", {
        id: "c-3",
        name: "Three",
        tenant: "default",
      });
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
}
