import { describe, expect, it } from "vitest";
import { cookieOf, nobody, server } from "./one-server.ts";

/** Sessions of the console that a link or a key opens. */
export function consoleSessionsRead(writing: readonly string[]): void {
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
        expect(
          (await nobody.ask("GET", "/v1/summary", { headers: { cookie: forged } })).status,
        ).toBe(401);
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
}
