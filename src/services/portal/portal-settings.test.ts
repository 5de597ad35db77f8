import { expect, it } from "vitest";
import type { Store } from "../../store/store.ts";
import { createPortalSettings } from "./portal-settings.ts";

/** A store in which only one tenant chose something. */
const store = {
  withTenant: (tenant: string, work: (tx: unknown) => unknown) =>
    work({
      tenant,
      rows: async () =>
        tenant === "acme" ? [{ settings: '{"origins":["https://a.example"]}' }] : [],
    }),
} as unknown as Store;

it("tells whose pages may show the portal without opening models: any name may be asked for", async () => {
  const never = async () => {
    throw new Error("models are opened");
  };
  const library = { of: never, recent: never, publish: never };
  const { origins } = createPortalSettings({ store, library });
  expect(await origins("acme")).toEqual(["https://a.example"]);
  expect(await origins("made-up")).toEqual([]);
});
