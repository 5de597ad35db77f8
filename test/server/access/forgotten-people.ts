import { describe, expect, it } from "vitest";
import { part } from "../../docs/described-api.ts";
import { client } from "../running-florin.ts";
import { tablesThatSay } from "../stored-rows.ts";
import { cookieOf, nobody, server, zeta } from "./one-server.ts";

/** Members who leave, and want to be forgotten. */
export function peopleAreForgotten(): void {
  describe("a member who leaves", () => {
    const traces = [
      "hopper@example.com",
      "Grace Brewster Hopper",
      "Cobol/1959",
      "Hopper@Example.com",
    ];
    const password = "correct horse battery";
    const agent = { "user-agent": traces[2] ?? "" };

    it("is told everything that is kept, and forgotten but for the id by which the log names them", async () => {
      const why = "Hopper@Example.com keeps our books";
      const asked = { email: traces[0], name: traces[1], role: "finance" };
      const sandbox = { name: "Trials", kind: "sandbox" };
      const elsewhere = String(part((await server.api.post("/v1/environments", sandbox)).json).id);
      const there = client(server.florin.origin, await server.addKey(["write"], elsewhere));
      const tablesWithTraces = async () => [
        ...(await tablesThatSay(server.florin.store, traces)),
        ...(await tablesThatSay(server.florin.store, traces, elsewhere)),
      ];
      const colleague = client(server.florin.origin, await server.addKey(["write"], elsewhere));
      const endpoint = await there.post("/v1/webhook-endpoints", { url: "https://example.com" });
      const hook = `/v1/webhook-endpoints/${String(part(endpoint.json).id)}`;
      expect((await there.post(`${hook}/disable`, {})).status).toBe(200);
      const typed = { ...asked, email: traces[3] };
      const proposal = { method: "POST", path: "/v1/members", body: typed, why };
      const once = { "idempotency-key": "invite-grace" };
      const proposed = await colleague.post("/v1/approvals", proposal, once);
      const approval = String(part(proposed.json).id);
      expect(approval).toMatch(/^apr_/);
      const reason = { reason: `${traces[1]} is with us in another place` };
      const refused = await there.post(`/v1/approvals/${approval}/refuse`, reason);
      expect(refused.status, refused.text).toBe(200);
      const navy = { id: "c-navy", name: "Navy", email: "hopper@EXAMPLE.com" };
      expect((await there.post("/v1/customers", navy)).status).toBe(201);
      const invited = await server.api.post("/v1/members", asked);
      const { id, invitation } = invited.json as { id: string; invitation: string };
      const taken = await nobody.post("/invitations", { invitation, password }, agent);
      const headers = { cookie: cookieOf(taken), origin: server.florin.origin, ...agent };
      const customer = { id: "c-by-grace", name: "By her" };
      const made = await nobody.ask("POST", "/v1/customers", { headers, body: customer });
      expect(made.status, made.text).toBe(201);

      const own = await nobody.ask("GET", "/v1/me/personal-data", { headers });
      expect(own.json).toMatchObject({
        member: id,
        environments: {
          default: {
            members: { count: 1, rows: [{ id, email: traces[0], name: traces[1] }] },
            sessions: { count: 1, rows: [{ agent: traces[2] }] },
            audit_log: {
              rows: expect.arrayContaining([
                expect.objectContaining({ action: "customers.write" }),
              ]),
            },
          },
        },
      });
      expect(own.text).not.toMatch(/hash|sealed|salt/);
      const asOthers = await server.api.get(`/v1/members/${id}/personal-data`);
      expect(part(asOthers.json, "environments")).toEqual(part(own.json, "environments"));
      expect((await zeta.get(`/v1/members/${id}/personal-data`)).status).toBe(404);

      const erase = () => server.api.post(`/v1/members/${id}/erase`, undefined);
      expect((await erase()).json).toMatchObject({ errors: [{ code: "still-member" }] });
      expect((await server.api.ask("DELETE", `/v1/members/${id}`)).status).toBe(200);
      expect((await zeta.post(`/v1/members/${id}/erase`, undefined)).status).toBe(404);
      expect(await tablesWithTraces()).toEqual([
        ...["members", "sessions", "approvals", "audit_changes"],
        ...["customers", "idempotency_keys", "webhook_events"],
      ]);
      const again = await server.api.post("/v1/members", typed);
      expect((await erase()).json).toMatchObject({ errors: [{ code: "member-again" }] });
      const second = `/v1/members/${String(part(again.json).id)}`;
      expect((await server.api.ask("DELETE", second)).status).toBe(200);
      expect((await erase()).json).toMatchObject({ member: id, requests: 1, forgottenChanges: 2 });
      const nothing = { requests: 0, forgottenChanges: 0 };
      expect((await server.api.post(`${second}/erase`, undefined)).json).toMatchObject(nothing);
      // A customer of the same address is somebody else's business; it is found in lower case.
      expect(await tablesWithTraces()).toEqual(["customers"]);
      expect((await erase()).json).toMatchObject(nothing);
      const ofNavy = await there.get("/v1/audit-log?customer=c-navy");
      expect(ofNavy.json).toMatchObject({ items: [{ after: navy, forgotten: false }] });

      const told = await server.api.get(`/v1/audit-log?actor=member:${id}`);
      expect(told.json).toMatchObject({ items: [{ action: "customers.write", after: customer }] });
      for (const one of [server.api, there])
        expect((await one.get("/v1/audit-log/verification")).json).toMatchObject({ sound: true });
      for (const one of [there, colleague]) await one.close();
    });
  });
}
