import { beforeAll, describe, expect, it } from "vitest";
import { portalRouteActs } from "../../../src/http/portal/portal-route-acts.ts";
import { part } from "../../docs/described-api.ts";
import { type Answer, client } from "../running-florin.ts";
import { tablesThatSay } from "../stored-rows.ts";
import { cookieOf, nobody, server, withoutRequestId, zeta } from "./one-server.ts";

/** A link as it was made. */
interface Link {
  readonly id: string;
  readonly token: string;
  readonly url: string;
  readonly member: { readonly id: string } | null;
}

/** As much of the first page as is looked at. */
interface Overview {
  readonly plans: readonly {
    readonly subscription: string;
    readonly changes: readonly { readonly id: string; readonly undoable: boolean }[];
  }[] & { readonly 0: { readonly changes: readonly { readonly id: string }[] } };
}

const link = async (body: object = {}, api = server.api): Promise<Link> => {
  const answer = await api.post("/v1/portal-links", { customer: "c-1", ...body });
  expect(answer.status, answer.text).toBe(201);
  return answer.json as Link;
};

const enter = (token: string): Promise<Answer> => nobody.post("/portal/v1/session", { token });

/** Asks the portal by a cookie, from its own pages. */
const asking =
  (cookie: string) =>
  (method: string, path: string, body?: unknown): Promise<Answer> =>
    nobody.ask(method, `/portal/v1${path}`, {
      headers: {
        cookie,
        origin: server.florin.origin,
        "idempotency-key": `${cookie.slice(-8)}${method}${path}`,
      },
      ...(body === undefined ? {} : { body }),
    });

const opened = async (body: object = {}, api = server.api) =>
  asking(cookieOf(await enter((await link(body, api)).token)));

const codeOf = ({ json }: Answer): string =>
  (json as { errors?: { code: string }[] }).errors?.[0]?.code ?? "";

/** Changes what is stored, as time or a hand on the database would. */
const stored = (statement: string, tenant = "default") =>
  server.florin.store.withTenant(tenant, (tx) => tx.run(statement));

/** The portal of customers: who gets in, and what opens what. */
export function portalOpensByLinks(): void {
  describe("the portal", () => {
    beforeAll(async () => {
      const bought = { id: "s-portal", customer: "c-portal", plan: "team", cadence: "monthly" };
      for (const [path, body] of [
        ["/v1/customers", { id: "c-portal", name: "Portal" }],
        ["/v1/subscriptions", { ...bought, start: "2026-02-02" }],
      ] as const)
        expect((await server.api.post(path, body)).status, path).toBe(201);
      await server.moveTo("2026-02-02T08:00:00Z");
    });

    it("opens by a link, for the customer that it names and for nobody else", async () => {
      const made = await link({ for: { name: "Ada", email: "Ada@c-1.example" }, language: "de" });
      expect(made.url).toBe(`${server.florin.origin}/portal/#${made.token}`);
      const entered = await enter(made.token);
      expect(entered.json).toMatchObject({ embed: false, token: null });
      expect(String(entered.headers["set-cookie"])).toMatch(
        /^florin_portal=\S+; Max-Age=28800; Path=\/portal; HttpOnly; SameSite=Lax$/,
      );
      const ask = asking(cookieOf(entered));
      expect((await ask("GET", "/me")).json).toMatchObject({
        customer: { id: "c-1", name: "acme one" },
        member: { id: made.member?.id, email: "ada@c-1.example", role: "admin" },
        branding: { name: "acme", textOnColour: "#ffffff" },
        language: "de",
        environment: { id: "default", live: true },
        currency: "USD",
      });
      const overview = await ask("GET", "/overview");
      expect(overview.json).toMatchObject({
        plans: [{ subscription: "s-1", plan: "hybrid", standing: "active", mayChange: true }],
        nextInvoice: { issuedAt: expect.any(String) },
        cost: { soFar: expect.any(String) },
      });
      expect((await ask("DELETE", "/session")).status).toBe(204);
      expect(codeOf(await ask("GET", "/me"))).toBe("portal-session-ended");
    });

    it("keeps its sessions apart from keys and sessions of /v1, both ways", async () => {
      const entered = await enter((await link()).token);
      const cookie = cookieOf(entered);
      const token = cookie.split("=")[1] ?? "";
      for (const headers of [{ cookie }, { authorization: `Bearer ${token}` }] as const)
        expect((await nobody.ask("GET", "/v1/customers", { headers })).status).toBe(401);
      const asConsole = { cookie: `florin_session=${token}` };
      expect((await nobody.ask("GET", "/v1/customers", { headers: asConsole })).status).toBe(401);
      for (const route of Object.keys(portalRouteActs)) {
        const [method = "", url = ""] = route.split(" ");
        if (route === "POST /portal/v1/session") continue;
        const path = url.replaceAll(/:\w+/g, "x");
        expect((await server.api.ask(method, path)).status, route).toBe(401);
      }
    });

    it("stays shut to links that are over, taken back, used up, forged or another tenant's", async () => {
      const once = await link({ once: true });
      expect((await enter(once.token)).status).toBe(200);
      expect(codeOf(await enter(once.token))).toBe("portal-link-used");
      const late = await link();
      await stored(
        `insert into portal_links (created_at, expires_at, id, customer, role, embed, once, secret_hash)
          select created_at, created_at, 'Over00000000', customer, role, embed, once, secret_hash
          from portal_links where id = '${late.id}'`,
      );
      expect(codeOf(await enter(late.token.replace(late.id, "Over00000000")))).toBe(
        "portal-link-expired",
      );
      const forged = `${late.token.slice(0, -1)}${late.token.endsWith("a") ? "b" : "a"}`;
      for (const token of [forged, late.token.replace(/^default/, "zeta"), "x", "default.a.b"])
        expect(codeOf(await enter(token)), token).toBe("portal-link-unknown");
      expect((await enter(late.token)).status).toBe(200);
      const revoked = await server.api.ask("DELETE", `/v1/portal-links/${late.id}`);
      expect(revoked.json).toMatchObject({ state: "revoked", sessions: 0 });
      expect(codeOf(await enter(late.token))).toBe("portal-link-revoked");
      expect((await zeta.ask("DELETE", `/v1/portal-links/${late.id}`)).status).toBe(404);
    });

    it("ends a session with its link, with its member, when nobody came, and at its end", async () => {
      const states = async (ask: ReturnType<typeof asking>) => (await ask("GET", "/me")).status;
      const made = await link({ for: { name: "Bo", email: "bo@c-1.example" } });
      const [byLink, byMember] = [
        made.token,
        (await link({ for: { name: "Cy", email: "cy@c-1.example" } })).token,
      ];
      const [first, second] = [
        asking(cookieOf(await enter(byLink))),
        asking(cookieOf(await enter(byMember))),
      ];
      expect([await states(first), await states(second)]).toEqual([200, 200]);
      await server.api.ask("DELETE", `/v1/portal-links/${made.id}`);
      expect(await states(first)).toBe(401);
      const listed = await server.api.get("/v1/customers/c-1/portal-members");
      const cy = (
        listed.json as { items: { id: string; name: string; state: string }[] }
      ).items.find(({ name }) => name === "Cy");
      const ofCy = `portal-members/${cy?.id}`;
      expect((await server.api.ask("DELETE", `/v1/customers/c-of-acme/${ofCy}`)).status).toBe(404);
      expect((await server.api.ask("DELETE", `/v1/customers/c-1/${ofCy}`)).status).toBe(200);
      expect(await states(second)).toBe(401);
      expect(codeOf(await enter(byMember))).toBe("portal-link-revoked");
      const idle = await opened();
      await stored("update portal_sessions set seen_at = seen_at - interval '31 minutes'");
      expect(await states(idle)).toBe(401);
    });

    it("answers what /v1 answers for its customer, and nothing of another", async () => {
      const ask = await opened();
      const range = "meter=operations&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z";
      for (const [own, same] of [
        ["/invoices/c-1%3A1", "/v1/invoices/c-1%3A1"],
        ["/cost", "/v1/customers/c-1/running-cost"],
        ["/upcoming", "/v1/customers/c-1/upcoming"],
        ["/credits", "/v1/customers/c-1/credits"],
        [`/usage?${range}`, `/v1/usage?${range}&customer=c-1`],
      ] as const) {
        const [here, there] = [await ask("GET", own), await server.api.get(same)];
        expect([here.status, here.text], own).toEqual([200, there.text]);
      }
      expect((await ask("GET", "/invoices?limit=1")).json).toMatchObject({
        items: [{ id: "c-1:2", total: "305.00", open: "305.00", status: "open" }],
        next: expect.any(String),
      });
      expect((await ask("GET", "/meters")).json).toMatchObject({ items: [{ id: "operations" }] });
      expect((await ask("GET", "/alerts")).json).toEqual({ items: [], next: null });
      expect((await ask("GET", "/plans")).json).toMatchObject({ items: expect.any(Array) });
      const pdf = await ask("GET", "/invoices/c-1%3A1/documents/pdf?language=de");
      expect([pdf.headers["content-type"], pdf.text.slice(0, 5)]).toEqual([
        "application/pdf",
        "%PDF-",
      ]);

      const bought = { id: "s-other", customer: "c-of-acme", plan: "hybrid", start: "2026-02-02" };
      expect((await server.api.post("/v1/subscriptions", bought)).status).toBe(201);
      await server.moveTo("2026-02-02T12:00:00Z");
      expect((await server.api.get("/v1/invoices/c-of-acme%3A1")).status).toBe(200);
      for (const path of ["", "/documents/pdf"]) {
        const [foreign, absent] = await Promise.all(
          ["c-of-acme%3A1", "nobody%3A1"].map((id) => ask("GET", `/invoices/${id}${path}`)),
        );
        expect(foreign?.status).toBe(404);
        expect(foreign && withoutRequestId(foreign)).toBe(absent && withoutRequestId(absent));
      }
      expect(codeOf(await ask("GET", `/usage?${range}&customer=c-of-acme`))).toBe("unknown-field");
      expect(codeOf(await ask("GET", `/usage?${range}&groupBy=engine`))).toBe("unknown-dimension");
      const unused = range.replace("operations", "nodes");
      expect((await server.api.get(`/v1/usage?${unused}`)).status).toBe(200);
      expect(codeOf(await ask("GET", `/usage?${unused}`))).toBe("unknown-meter");
      const viewer = await opened({ role: "viewer" });
      expect((await viewer("GET", "/overview")).json).toMatchObject({ owing: null });
      const shut = await viewer("GET", "/invoices");
      expect([shut.status, codeOf(shut)]).toEqual([403, "portal-act-not-allowed"]);
    });

    it("shows whoever another pays for its usage, and nothing of the payer's account", async () => {
      const child = { id: "c-child", name: "Child", payer: "c-1" };
      expect((await server.api.post("/v1/customers", child)).status).toBe(201);
      const ask = await opened({ customer: "c-child" });
      expect((await ask("GET", "/overview")).json).toMatchObject({
        plans: [],
        cost: null,
        nextInvoice: null,
        owing: null,
      });
      for (const path of ["/invoices", "/cost", "/upcoming", "/credits"])
        expect(codeOf(await ask("GET", path)), path).toBe("portal-act-not-allowed");
    });

    it("changes and ends a plan as /v1 does, after showing what comes of it, and takes it back", async () => {
      const ask = await opened({
        customer: "c-portal",
        for: { name: "Di", email: "di@x.example" },
      });
      const terms = { subscription: "s-portal", plan: "hybrid", when: "now" };
      const shown = await ask("POST", "/changes/preview", terms);
      expect(shown.json).toMatchObject({ currency: "USD", totals: { with: expect.any(String) } });
      const { totals } = shown.json as { totals: Readonly<Record<string, string>> };
      expect(totals.difference).not.toBe("0.00");
      for (const [path, body, code] of [
        ["/changes/preview", { ...terms, subscription: "s-1" }, "not-found"],
        ["/changes", { ...terms, subscription: "s-1" }, "not-found"],
        ["/cancellations", { subscription: "s-1" }, "not-found"],
        ["/undoings", { subscription: "s-portal", change: "none" }, "not-found"],
        ["/changes", { ...terms, plan: "no-such" }, "invalid-request"],
      ] as const)
        expect((await ask("POST", path, body)).json, path).toMatchObject({ code });
      const cadence = await ask("POST", "/changes/preview", { ...terms, cadence: "sometimes" });
      expect(cadence.json).toMatchObject({ errors: [{ path: "/cadence" }] });

      const ended = await ask("POST", "/cancellations", {
        subscription: "s-portal",
        reason: "dear",
      });
      expect([ended.status, ended.json]).toEqual([
        201,
        { state: "done", id: expect.stringMatching(/^portal-/) },
      ]);
      const { id } = ended.json as { id: string };
      const again = await ask("POST", "/cancellations", {
        subscription: "s-portal",
        reason: "dear",
      });
      expect(again.text).toBe(ended.text);
      expect((await ask("GET", "/overview")).json).toMatchObject({
        plans: [{ mayCancel: false, changes: [{ id, kind: "cancel", undoable: true }] }],
      });
      const log = await server.api.get("/v1/audit-log?limit=1");
      expect(log.json).toMatchObject({
        items: [
          {
            actor: expect.stringMatching(/^portal:\w{12}$/),
            action: "subscriptions.write",
            customer: "c-portal",
            after: { subscription: "s-portal", reason: "dear" },
          },
        ],
      });
      const kept = await ask("POST", "/undoings", { subscription: "s-portal", change: id });
      expect([kept.status, kept.text]).toEqual([201, expect.stringContaining("done")]);
      const changed = await ask("POST", "/changes", terms);
      expect([changed.status, changed.text]).toEqual([201, expect.stringContaining("done")]);
      expect((await ask("GET", "/overview")).json).toMatchObject({ plans: [{ plan: "hybrid" }] });
    });

    it("waits for the seller where the seller's policy says so", async () => {
      const put = (rules: readonly object[]) =>
        server.api.ask("PUT", "/v1/approval-policy", { body: { rules } });
      await put([{ action: "subscriptions.write", approvers: ["owner"] }]);
      const ask = await opened({ customer: "c-portal" });
      const waiting = await ask("POST", "/cancellations", {
        subscription: "s-portal",
        reason: "no use for it",
      });
      const { id } = waiting.json as { id: string };
      expect([waiting.status, waiting.json]).toEqual([202, { state: "waiting", id }]);
      const asked = await server.api.get(`/v1/approvals/${id}`);
      expect(asked.json).toMatchObject({
        customer: "c-portal",
        askedBy: expect.stringMatching(/^portal-link:/),
        why: "no use for it",
      });
      const approved = await server.api.post(`/v1/approvals/${id}/approve`, {});
      expect([approved.status, approved.text]).toEqual([200, expect.stringContaining("performed")]);
      await put([]);
      expect((await ask("GET", "/overview")).json).toMatchObject({ plans: [{ mayCancel: false }] });
      const closed = { allow: { cancel: false } };
      await server.api.ask("PUT", "/v1/portal-settings", { body: closed });
      const [{ changes }] = ((await ask("GET", "/overview")).json as Overview).plans;
      const told = { subscription: "s-portal", change: changes[0]?.id };
      expect(changes).toMatchObject([{ kind: "cancel", undoable: false }]);
      const undone = await ask("POST", "/undoings", told);
      expect([undone.status, codeOf(undone)]).toEqual([403, "portal-act-not-allowed"]);
      await server.api.ask("PUT", "/v1/portal-settings", { body: {} });
    });

    it("leaves to the seller what was agreed on with the seller", async () => {
      const sold = { customer: "c-agreed", plan: "team", start: "2026-02-02" };
      for (const [path, body] of [
        ["/v1/customers", { id: "c-agreed", name: "Agreed" }],
        ["/v1/subscriptions", { ...sold, id: "s-years", cadence: "annual", termYears: 2 }],
        ["/v1/subscriptions", { ...sold, id: "s-told", cadence: "monthly" }],
        [
          "/v1/changes",
          {
            id: "by-seller",
            customer: "c-agreed",
            subscription: "s-told",
            plan: "hybrid",
            when: "period-end",
          },
        ],
      ] as const)
        expect((await server.api.post(path, body)).status, JSON.stringify(body)).toBe(201);
      const ask = await opened({ customer: "c-agreed" });
      const { plans } = (await ask("GET", "/overview")).json as Overview;
      expect(plans.find(({ subscription }) => subscription === "s-years")).toMatchObject({
        mayChange: false,
        mayCancel: false,
      });
      expect(plans.find(({ subscription }) => subscription === "s-told")).toMatchObject({
        changes: [{ id: "by-seller", undoable: false }],
      });
      const agreed = { ...sold, id: "s-point", plan: "enterprise", agreed: { base: "12000 USD" } };
      expect((await server.api.post("/v1/subscriptions", agreed)).status).toBe(201);
      const priced = ((await ask("GET", "/overview")).json as Overview).plans;
      expect(priced.find(({ subscription }) => subscription === "s-point")).toMatchObject({
        cadence: "monthly",
        price: "12000 USD",
      });
      const offered = await ask("GET", "/plans?subscription=s-point");
      const { items } = offered.json as { items: { id: string }[] };
      expect(items.find(({ id }) => id === "enterprise")).toMatchObject({
        current: true,
        prices: { monthly: "12000 USD" },
      });
      expect(items.map(({ id }) => id)).not.toContain("draft");
      expect((await ask("GET", "/plans?subscription=s-1")).status).toBe(404);
      for (const path of ["/changes", "/changes/preview", "/cancellations"])
        expect(codeOf(await ask("POST", path, { subscription: "s-years" })), path).toBe(
          "agreed-with-seller",
        );
      const told = { subscription: "s-told", change: "by-seller" };
      expect((await ask("POST", "/undoings", told)).status).toBe(404);
    });

    it("keeps the ways to pay of its customer, and pays what is open", async () => {
      const ask = await opened({ role: "billing" });
      expect(codeOf(await ask("POST", "/payment-methods", {}))).toBe("no-payment-provider");
      const keys = { webhook: "a long random text" };
      await server.api.ask("PUT", "/v1/payment-providers/sandbox", { body: { keys } });
      const sandbox = `${server.florin.origin}/sandbox/default?token=`;
      const page = await ask("POST", "/payment-methods", { returnPath: "/portal/payment?added=1" });
      expect([page.status, page.json]).toMatchObject([
        201,
        { url: expect.stringContaining(sandbox) },
      ]);
      for (const returnPath of ["https://evil.example/", "//evil.example", "/portal/../v1"])
        expect(codeOf(await ask("POST", "/payment-methods", { returnPath }))).toBe(
          "invalid-return-path",
        );
      const named = { provider: "sandbox", reference: "sandbox-succeeds" };
      await server.api.post("/v1/customers/c-1/payment-methods", named);
      const kept = await ask("POST", "/payment-methods/refresh", {});
      const { methods } = kept.json as { methods: { id: string }[] };
      expect([kept.json, methods.length > 0]).toMatchObject([{ providers: ["sandbox"] }, true]);
      const [first] = methods;
      await server.api.post("/v1/customers/c-of-acme/payment-methods", named);
      const others = (await server.api.get("/v1/customers/c-of-acme/payments"))
        .json as typeof kept.json;
      const [other] = (others as { methods: { id: string }[] }).methods;
      expect((await ask("DELETE", `/payment-methods/${other?.id}`)).status).toBe(404);
      expect((await ask("DELETE", `/payment-methods/${first?.id}`)).json).toMatchObject({
        methods: methods.slice(1).map(({ id }) => ({ id })),
      });
      const order = await ask("PUT", "/payment-methods", { autopay: "due" });
      expect(order.json).toMatchObject({ autopay: "due", customer: "c-1" });
      await ask("PUT", "/payment-methods", { autopay: null });
      for (const way of ["charge", "checkout"])
        expect((await ask("POST", `/invoices/c-of-acme%3A1/${way}`, {})).status, way).toBe(404);
      const paid = await ask("POST", "/invoices/c-1%3A2/checkout", {});
      expect([paid.status, paid.text]).toEqual([202, expect.stringContaining('"amount":"305.00"')]);
      expect((await ask("POST", "/changes/preview", {})).status).toBe(403);
    });

    it("lets a customer let in its own people, and no other customer's", async () => {
      const ask = await opened({ for: { name: "Ed", email: "ed@c-1.example" } });
      const invitation = { name: "Flo", email: "Flo@c-1.example", role: "viewer" };
      const invited = await ask("POST", "/members", invitation);
      expect([invited.status, invited.json]).toMatchObject([
        201,
        { email: "flo@c-1.example", state: "invited", role: "viewer" },
      ]);
      const { id, link: way } = invited.json as { id: string; link: string };
      const twice = await opened({ for: { name: "Ed", email: "ed@c-1.example" }, role: "viewer" });
      expect(codeOf(await twice("POST", "/members", invitation))).toBe("already-member");
      const flo = asking(cookieOf(await enter(way.split("#")[1] ?? "")));
      expect((await flo("GET", "/me")).json).toMatchObject({ role: "viewer", member: { id } });
      expect(codeOf(await flo("GET", "/members"))).toBe("portal-act-not-allowed");
      const raised = await ask("PUT", `/members/${id}`, { role: "admin" });
      expect(raised.json).toMatchObject({ role: "admin", current: false });
      expect((await flo("GET", "/members")).status).toBe(200);
      const foreign = await opened({
        customer: "c-of-acme",
        for: { name: "Gil", email: "gil@acme.example" },
      });
      expect((await foreign("GET", "/members")).json).toMatchObject({
        items: [{ name: "Gil", current: true }],
      });
      for (const [method, path, body] of [
        ["PUT", `/members/${id}`, { role: "viewer" }],
        ["POST", `/members/${id}/links`, undefined],
        ["DELETE", `/members/${id}`, undefined],
      ] as const)
        expect((await foreign(method, path, body)).status, path).toBe(404);
      const anew = await ask("POST", `/members/${id}/links`);
      expect([anew.status, (await flo("GET", "/me")).status]).toEqual([201, 401]);
      expect((await ask("DELETE", `/members/${id}`)).status).toBe(204);
      const { link: late } = anew.json as { link: string };
      expect(codeOf(await enter(late.split("#")[1] ?? ""))).toBe("portal-link-revoked");
      const log = await server.api.get("/v1/audit-log?customer=c-1&limit=20");
      const ofFlo = `/v1/customers/c-1/portal-members/${id}`;
      const entries = (log.json as { items: { actor: string; subject: string }[] }).items.filter(
        ({ subject }) => subject === ofFlo,
      );
      expect(entries.map(({ actor }) => actor.split(":")[0])).toEqual(Array(4).fill("portal"));
      expect(log.text).not.toContain("flo@c-1");

      const made = await ask("POST", "/keys", { name: "portal" });
      const key = made.json as { id: string; key: string };
      expect(
        (await server.api.post("/v1/customer-keys/holder", { key: key.key })).json,
      ).toMatchObject({ customer: "c-1", name: "portal" });
      expect((await foreign("DELETE", `/keys/${key.id}`)).status).toBe(404);
      expect((await ask("DELETE", `/keys/${key.id}`)).json).toMatchObject({ state: "revoked" });
      expect((await ask("GET", "/keys")).text).toContain(key.id);
    });

    it("lets nobody without a name make access that stays, and nobody have too many people", async () => {
      const nameless = await opened();
      expect((await nameless("GET", "/members")).status).toBe(200);
      for (const [path, body] of [
        ["/members", { name: "Hal", email: "hal@c-1.example", role: "admin" }],
        ["/keys", { name: "mine" }],
        ["/alert-rules", { of: "cost", at: "5 USD" }],
      ] as const)
        expect(codeOf(await nameless("POST", path, body)), path).toBe("portal-act-not-allowed");
      await stored(
        `insert into portal_members (created_at, id, customer, email, name, role)
          select now(), 'of-child-' || n, 'c-child', n || '@child.example', 'One of many', 'admin'
          from generate_series(1, 200) n`,
      );
      const someone = (email: string) => ({
        customer: "c-child",
        for: { name: "Ida", email },
      });
      const one = await opened(someone("7@child.example"));
      const invitation = { name: "Ida", email: "ida@child.example", role: "viewer" };
      expect(codeOf(await one("POST", "/members", invitation))).toBe("too-many-members");
      const refused = await server.api.post("/v1/portal-links", someone("ida@child.example"));
      expect(codeOf(refused)).toBe("too-many-members");
      expect((await one("DELETE", "/members/of-child-9")).status).toBe(204);
      const again = { ...invitation, email: "IDA@child.example" };
      expect((await one("POST", "/members", again)).status).toBe(201);
    });

    it("lets an admin set alerts of its customer, and no other's", async () => {
      const ask = await opened({ for: { name: "Ada", email: "ada@c-1.example" } });
      const set = await ask("POST", "/alert-rules", { of: "cost", at: "500 USD" });
      expect(set.status, set.text).toBe(201);
      const { id } = set.json as { readonly id: string };
      const again = await ask("PUT", `/alert-rules/${id}`, { of: "credits", at: "20 USD" });
      expect(again.json).toMatchObject({ id, of: "credits", at: "20 USD" });
      expect((await ask("GET", "/alert-rules")).json).toMatchObject({
        items: [{ id, setBy: expect.stringMatching(/^portal(-link)?:/) }],
      });
      const log = await server.api.get("/v1/audit-log?limit=1");
      const rules = "/v1/customers/c-1/alert-rules";
      const sellers = await server.api.post(rules, { of: "cost", at: "900 USD" });
      expect(sellers.json).toMatchObject({ setBy: expect.stringMatching(/^key:/) });
      const { items } = (await ask("GET", "/alert-rules")).json as { readonly items: object[] };
      expect(items).toContainEqual({ ...(sellers.json as object), setBy: null });
      expect(log.json).toMatchObject({
        items: [
          {
            actor: expect.stringMatching(/^portal:/),
            action: "alerts.manage",
            customer: "c-1",
            before: { of: "cost", at: "500 USD" },
            after: { of: "credits", at: "20 USD" },
          },
        ],
      });
      const child = await opened({
        customer: "c-child",
        for: { name: "Jo", email: "8@child.example" },
      });
      expect((await child("DELETE", `/alert-rules/${id}`)).status).toBe(404);
      const ofPayer = await child("POST", "/alert-rules", { of: "cost", at: "5 USD" });
      expect(codeOf(ofPayer)).toBe("paid-by-another");
      expect((await ask("DELETE", `/alert-rules/${id}`)).status).toBe(200);
    });

    it("keeps fifty sessions of a link open, and ends the one that was not used for longest", async () => {
      const made = await link();
      const first = asking(cookieOf(await enter(made.token)));
      await stored(
        `insert into portal_sessions (created_at, seen_at, expires_at, id, link, customer, secret_hash)
          select created_at, seen_at + interval '1 second', expires_at, 'more-' || n, link, customer, ''
          from portal_sessions, generate_series(1, 49) n where link = '${made.id}'`,
      );
      expect((await first("GET", "/me")).status).toBe(200);
      const last = asking(cookieOf(await enter(made.token)));
      expect([(await first("GET", "/me")).status, (await last("GET", "/me")).status]).toEqual([
        401, 200,
      ]);
      const listed = await server.api.get("/v1/portal-links?customer=c-1&limit=1");
      expect(listed.json).toMatchObject({ items: [{ id: made.id, sessions: 50 }] });
    });

    it("is forgotten with its customer: people, links and sessions, and requests that let them in", async () => {
      await server.api.post("/v1/customers", { id: "c-gone", name: "Gone" });
      const traces = ["Gustav Adolf", "Gus@Gone", "gus@gone", "Never Let-In"];
      const colleague = client(server.florin.origin, await server.addKey(["write"]));
      const member = {
        customer: "c-gone",
        for: { name: "Gustav Adolf", email: "Gus@Gone.example" },
      };
      await link(member);
      const given = { id: "g-gone", customer: "c-gone", amount: "1 USD", kind: "goodwill" };
      const proposal = {
        method: "POST",
        path: "/v1/credit-grants",
        body: { ...given, date: "2026-02-02", reason: "gus@gone.example asked" },
        why: "For Gustav Adolf",
      };
      const kept = part((await colleague.post("/v1/approvals", proposal)).json).id;
      expect(kept).toMatch(/^apr_/);
      const reason = "Who is Never Let-In?";
      const asked = {
        customer: "c-gone",
        for: { name: "Never Let-In", email: "Never@Gone.example" },
      };
      // Links wait no longer, but requests for them may be stored.
      await stored(
        `insert into approvals (id, state, action, method, path, body, customer, why, asked_by, asked_for, asked_at, expires_at)
          select 'apr_never', state, 'portal.links', method, '/v1/portal-links', '${JSON.stringify(asked)}', customer,
            'For Never Let-In', asked_by, asked_for, asked_at, expires_at from approvals where id = '${kept}'`,
      );
      const refused = await server.api.post("/v1/approvals/apr_never/refuse", { reason });
      expect(refused.status, refused.text).toBe(200);
      await colleague.close();
      const ask = await opened({
        customer: "c-gone",
        for: { name: "Gus", email: "gus@gone.example" },
      });
      const known = await server.api.get("/v1/customers/c-gone/personal-data");
      expect(known.text).toContain("gus@gone.example");
      expect(known.text).not.toContain("secret");
      expect(await tablesThatSay(server.florin.store, traces)).toEqual(
        expect.arrayContaining(["approvals", "audit_changes", "portal_members"]),
      );
      const erased = await server.api.post("/v1/customers/c-gone/erase", {});
      expect(erased.text).toContain('{"table":"portal_members","rows":1}');
      expect(await tablesThatSay(server.florin.store, traces)).toEqual([]);
      expect((await server.api.get("/v1/audit-log/verification")).json).toMatchObject({
        sound: true,
      });
      expect((await ask("GET", "/me")).status).toBe(401);
      expect((await server.api.get("/v1/portal-links?customer=c-gone")).json).toMatchObject({
        items: [],
      });
    });

    it("is framed by pages that its settings name, where a session is a token", async () => {
      const refused = await server.api.post("/v1/portal-links", { customer: "c-1", embed: true });
      expect(codeOf(refused)).toBe("no-embed-origin");
      const origins = ["https://app.example.com"];
      const put = (body: object) => server.api.ask("PUT", "/v1/portal-settings", { body });
      expect((await put({ origins })).json).toMatchObject({ origins, shownName: "acme" });
      const made = await link({ embed: true, role: "viewer" });
      expect(made.url).toContain("/portal/embed/default#");
      const entered = await enter(made.token);
      expect(entered.headers["set-cookie"]).toBeUndefined();
      const { token } = entered.json as { token: string };
      const headers = { authorization: `Bearer ${token}` };
      const me = await nobody.ask("GET", "/portal/v1/me", { headers });
      expect(me.json).toMatchObject({ embed: true, role: "viewer", member: null });
      for (const [body, code] of [
        [{ colour: "#ffee00" }, "portal-colour-too-pale"],
        [{ colour: "red" }, "invalid-colour"],
        [{ logo: "data:image/png;base64,AAAA" }, "invalid-picture"],
        [{ logo: `data:image/png;base64,${"A".repeat(100_000)}` }, "picture-too-large"],
        [{ origins: ["http://app.example.com"] }, "invalid-origin"],
        [{ origins: ["https://app.example.com/path"] }, "invalid-origin"],
        [{ plans: ["hybird"] }, "unknown-plan"],
        [{ supportUrl: "javascript:alert(1)" }, "invalid-url"],
      ] as const)
        expect(codeOf(await put(body)), JSON.stringify(body).slice(0, 60)).toBe(code);
      expect((await put({})).json).toMatchObject({ origins: [], plans: "all" });
    });
  });
}
