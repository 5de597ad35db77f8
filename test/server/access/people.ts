import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { roles } from "../../../src/access/roles.ts";
import { totpCode, totpStep } from "../../../src/access/totp.ts";
import { fromBase32 } from "../from-base32.ts";
import { type Client, client } from "../running-florin.ts";
import { tablesThatSay } from "../stored-rows.ts";
import { cookieOf, nobody, server, zeta } from "./one-server.ts";

/** Members, their sessions, and how they sign in. */
export function peopleSignIn(): void {
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
      expect(await tablesThatSay(server.florin.store, [password])).toEqual([]);
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
      expect((await signIn({ code: codeAt(step) })).json).toMatchObject({
        code: "sign-in-refused",
      });
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
      const second = await invite("second@example.com", "owner");
      const invited = await server.api.ask("DELETE", `/v1/members/${id}`);
      expect(invited.json).toMatchObject({ errors: [{ code: "last-owner" }] });
      await nobody.post("/invitations", { invitation: second.invitation, password });
      expect((await server.api.ask("DELETE", `/v1/members/${id}`)).status).toBe(200);
      expect((await as("GET", "/v1/members")).status).toBe(401);
      const gone = await nobody.post("/sign-in", { email: "grace@example.com", password });
      expect(gone.json).toMatchObject({ code: "sign-in-refused" });
    });

    it("are given other roles, those of the organisation too, and are kept out and let in", async () => {
      const role = {
        id: "book-keeping",
        name: "Book-keeping",
        actions: ["ledger.read", "usage.read"],
      };
      expect((await server.api.post("/v1/roles", role)).status).toBe(201);
      const { id, invitation } = await invite("lin@example.com", "book-keeping");
      const cookie = cookieOf(await nobody.post("/invitations", { invitation, password }));
      const as = (method: string, path: string, body?: unknown) =>
        nobody.ask(method, path, { headers: browser(cookie), ...(body ? { body } : {}) });
      expect((await as("GET", "/v1/ledger/entries")).status).toBe(200);
      expect((await as("GET", "/v1/customers")).status).toBe(403);
      expect((await as("GET", "/v1/me")).json).toEqual({
        kind: "session",
        organisation: "default",
        environment: "default",
        member: id,
        actions: ["ledger.read", "usage.read", "self.read", "self.manage"],
      });
      const wider = { name: "Book-keeping", actions: ["ledger.read", "customers.read"] };
      expect((await server.api.ask("PUT", "/v1/roles/book-keeping", { body: wider })).status).toBe(
        200,
      );
      expect((await as("GET", "/v1/customers")).status).toBe(200);
      expect((await server.api.ask("DELETE", "/v1/roles/book-keeping")).json).toMatchObject({
        errors: [{ code: "role-in-use" }],
      });
      const change = (body: unknown) => server.api.ask("PUT", `/v1/members/${id}`, { body });
      expect((await change({ role: "boss" })).json).toMatchObject({
        errors: [{ code: "unknown-role", path: "/role" }],
      });
      expect((await change({ role: "support" })).json).toMatchObject({ role: "support" });
      expect((await as("GET", "/v1/ledger/entries")).status).toBe(403);
      expect((await server.api.ask("DELETE", "/v1/roles/book-keeping")).status).toBe(200);
      expect((await server.api.ask("POST", `/v1/members/${id}/suspend`)).json).toMatchObject({
        state: "suspended",
      });
      expect((await as("GET", "/v1/customers")).status).toBe(401);
      const back = { email: "lin@example.com", password };
      expect((await nobody.post("/sign-in", back)).json).toMatchObject({ code: "sign-in-refused" });
      await server.api.ask("POST", `/v1/members/${id}/resume`);
      expect((await as("GET", "/v1/customers")).status).toBe(401);
      expect((await nobody.post("/sign-in", back)).status).toBe(204);
    });

    it("make no role that may do more than they, nor change one", async () => {
      const known = (await server.api.get("/v1/roles")).json as { items: { id: string }[] };
      expect(known.items.map(({ id }) => id)).toEqual([...roles]);
      const keeper = client(
        server.florin.origin,
        await server.addKey(["roles.manage", "members.read", "self.read", "self.manage"]),
      );
      const more = { id: "more", name: "More", actions: ["members.read", "keys.manage", "x"] };
      expect((await keeper.post("/v1/roles", more)).json).toMatchObject({
        errors: [
          { code: "role-beyond-yours", path: "/actions/1" },
          { code: "unknown-action", path: "/actions/2" },
        ],
      });
      const actions = ["members.read"];
      expect((await keeper.post("/v1/roles", { ...more, actions })).status).toBe(201);
      expect((await keeper.post("/v1/roles", { ...more, actions })).json).toMatchObject({
        status: 409,
        code: "already-exists",
      });
      for (const [id, code] of [
        ["owner", "already-exists"],
        ["Owner", "invalid-role-id"],
      ])
        expect((await keeper.post("/v1/roles", { ...more, id, actions })).text).toContain(code);
      const put = (api: Client, id: string, body: object) =>
        api.ask("PUT", `/v1/roles/${id}`, { body: { name: "x", ...body } });
      await put(server.api, "more", { actions: ["keys.manage"] });
      expect((await put(keeper, "more", { actions })).text).toContain("role-beyond-yours");
      expect((await keeper.ask("DELETE", "/v1/roles/more")).text).toContain("role-beyond-yours");
      expect((await put(keeper, "owner", { actions })).text).toContain("built-in-role");
      expect((await put(zeta, "more", { actions })).status).toBe(404);
      expect((await server.api.ask("DELETE", "/v1/roles/more")).status).toBe(200);
      await keeper.close();
    });

    it("choose another password: knowing the old one, by a link, or by recovery codes", async () => {
      const email = "kay@example.com";
      const { id, invitation } = await invite(email, "analyst");
      const recovering = (api: Client, body: object = {}) =>
        api.post(`/v1/members/${id}/recovery`, body);
      expect((await recovering(server.api)).text).toContain("member-invited");
      const first = cookieOf(await nobody.post("/invitations", { invitation, password }));
      const second = cookieOf(await nobody.post("/sign-in", { email, password }));
      const reads = async (cookie: string) =>
        (await nobody.ask("GET", "/v1/me", { headers: { cookie } })).status;
      const change = (current: string, next: string) =>
        nobody.ask("PUT", "/v1/password", {
          headers: browser(first),
          body: { current, password: next },
        });
      expect((await change("not this one", "staple correct horse")).text).toContain(
        "wrong-password",
      );
      expect((await change(password, "short")).text).toContain("password-length");
      expect((await change(password, "staple correct horse")).status).toBe(204);
      expect([await reads(first), await reads(second)]).toEqual([200, 401]);
      expect((await nobody.post("/sign-in", { email, password })).status).toBe(401);

      const begun = await nobody.ask("POST", "/v1/one-time-codes", { headers: browser(first) });
      const secret = fromBase32(
        new URL((begun.json as { address: string }).address).searchParams.get("secret") ?? "",
      );
      const code = totpCode(
        (counter) => createHmac("sha1", secret).update(counter).digest(),
        totpStep(Date.now()),
      );
      const { recoveryCodes } = (
        await nobody.ask("PUT", "/v1/one-time-codes", { headers: browser(first), body: { code } })
      ).json as { recoveryCodes: string[] };
      const byCode = (recoveryCode = "", other = "") =>
        nobody.post("/recoveries/by-code", { email, recoveryCode, code: other, password });
      const [one, two, three] = recoveryCodes;
      for (const wrong of [await byCode(one, one), await byCode("x", two)])
        expect(wrong.json).toMatchObject({ status: 401, code: "sign-in-refused" });
      const helped = await byCode(one, two);
      expect([helped.status, await reads(cookieOf(helped)), await reads(first)]).toEqual([
        204, 200, 401,
      ]);

      const link = (await recovering(server.api)).json as { recovery: string };
      const byLink = (more: object, { recovery } = link) =>
        nobody.post("/recoveries", { recovery, password: "horse staple correct", ...more });
      expect((await byLink({})).json).toMatchObject({ status: 401, code: "one-time-code-needed" });
      expect((await byLink({ code: two })).json).toMatchObject({ code: "sign-in-refused" });
      expect((await byLink({ code: three })).status).toBe(204);
      expect((await byLink({ code: three })).text).toContain("recovery-over");
      const ending = (await recovering(server.api, { endOneTimeCodes: true })).json as typeof link;
      expect((await byLink({}, ending)).status).toBe(204);
      const signedIn = await nobody.post("/sign-in", { email, password: "horse staple correct" });
      expect(signedIn.status).toBe(204);
      expect((await recovering(zeta)).status).toBe(404);
      const manager = client(server.florin.origin, await server.addKey(["members.manage"]));
      expect((await recovering(manager)).text).toContain("role-beyond-yours");
      await manager.close();
    });

    it("go on in another environment that they may enter, and reach no further than they are let", async () => {
      const made = (await server.api.post("/v1/environments", { name: "Try", kind: "sandbox" }))
        .json as { id: string; key: string };
      const sandbox = client(server.florin.origin, made.key);
      const email = "mo@example.com";
      const asked = { email, name: "Mo", role: "admin", environments: [made.id] };
      expect(
        (await sandbox.post("/v1/members", { ...asked, environments: ["default"] })).json,
      ).toMatchObject({ errors: [{ code: "environment-beyond-yours", path: "/environments/0" }] });
      expect(
        (await sandbox.post("/v1/members", { ...asked, environments: undefined })).text,
      ).toContain("environment-beyond-yours");
      expect((await sandbox.post("/v1/members", { ...asked, environments: ["x"] })).text).toContain(
        "unknown-environment",
      );
      const { id, invitation } = (await sandbox.post("/v1/members", asked)).json as {
        id: string;
        invitation: string;
      };
      let cookie = cookieOf(await nobody.post("/invitations", { invitation, password }));
      const as = (method: string, path: string, body?: unknown) =>
        nobody.ask(method, path, { headers: browser(cookie), ...(body ? { body } : {}) });
      const switchTo = async (environment: string) => {
        const answer = await as("POST", "/v1/sessions/environment", { environment });
        if (answer.status === 200) cookie = cookieOf(answer);
        return answer.status;
      };
      expect((await as("GET", "/v1/me")).json).toMatchObject({ environment: made.id });
      expect(await switchTo("default")).toBe(404);
      for (const [method, path, body] of [
        ["PUT", "/v1/organisation", { name: "Mine" }],
        ["POST", "/v1/roles", { id: "r", name: "R", actions: ["self.read"] }],
        ["POST", "/v1/environments", { name: "Live", kind: "live" }],
      ] as const)
        expect((await as(method, path, body)).text, path).toContain("organisation-wide");
      const seen = (await as("GET", "/v1/environments")).json as { items: { id: string }[] };
      expect(seen.items.map((one) => one.id)).toEqual([made.id]);
      const owner = (
        (await server.api.get("/v1/members")).json as { items: { id: string; role: string }[] }
      ).items.find(({ role }) => role === "owner");
      expect((await as("DELETE", `/v1/members/${owner?.id}`)).status).toBe(404);
      expect((await as("PUT", `/v1/members/${id}`, { role: "owner" })).text).toContain(
        "environment-beyond-yours",
      );

      await server.api.ask("PUT", `/v1/members/${id}`, { body: { role: "admin" } });
      const before = cookie;
      expect(await switchTo("default")).toBe(200);
      expect(await switchTo("zeta")).toBe(404);
      expect((await as("GET", "/v1/customers/c-1")).status).toBe(200);
      expect((await nobody.ask("GET", "/v1/me", { headers: { cookie: before } })).status).toBe(401);
      expect((await as("PUT", "/v1/organisation", { name: "Acme & Co" })).json).toMatchObject({
        id: "default",
        name: "Acme & Co",
      });
      expect((await sandbox.get("/v1/organisation")).json).toMatchObject({ name: "Acme & Co" });
      expect((await zeta.get("/v1/organisation")).json).toMatchObject({ id: "zeta", name: "zeta" });
      const limitTo = (environments: readonly string[]) =>
        server.api.ask("PUT", `/v1/members/${id}`, { body: { role: "admin", environments } });
      // A key of the first environment speaks for all: it is given nothing that goes further than they.
      await limitTo(["default"]);
      const key = (scope: string) => as("POST", "/v1/api-keys", { scopes: [scope] });
      for (const scope of ["members.manage", "environments.manage", "write", "read"])
        expect((await key(scope)).text, scope).toContain("scope-beyond-yours");
      expect((await key("usage.write")).status).toBe(201);
      await limitTo([made.id]);
      expect((await as("GET", "/v1/me")).status).toBe(401);
      await sandbox.close();
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
}
