import { describe, expect, it } from "vitest";
import { type Client, client } from "../running-florin.ts";
import { storedBytes } from "../stored-rows.ts";
import { event, server, tell, withoutRequestId, zeta } from "./one-server.ts";

/** Environments of one organisation. */
export function sandboxesAreApart(): void {
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
      expect(
        ((await zeta.get("/v1/environments")).json as { items: unknown[] }).items,
      ).toHaveLength(1);
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
}
