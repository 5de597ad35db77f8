import { describe, expect, it } from "vitest";
import { type Client, client } from "../running-florin.ts";
import { server } from "./one-server.ts";

/** What the search finds. */
export function searchFindsWhatMayBeRead(): void {
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
}
