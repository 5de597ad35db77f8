import { describe, expect, it } from "vitest";
import { actions } from "../../../src/access/actions.ts";
import { routeActions } from "../../../src/http/route-actions.ts";
import { formatInstant } from "../../../src/time/instant.ts";
import { client } from "../running-florin.ts";
import { storedRows } from "../stored-rows.ts";
import { type AskedRoutes, nobody, server, withoutRequestId } from "./one-server.ts";

/** Keys that are missing, wrong, over, or without the action of a route. */
export function keysAreAskedFor({ reading, asking, writing, replacing }: AskedRoutes): void {
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
}
