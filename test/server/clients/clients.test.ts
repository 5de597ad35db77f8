import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { foreignOperations } from "../../../src/http/foreign/foreign-routes.ts";
import { client } from "../running-florin.ts";
import { type ClientServer, runForClients } from "./client-server.ts";
import { cloudEventsClient } from "./cloudevents-client.ts";
import { lagoClient } from "./lago-client.ts";
import { openFeatureClient } from "./openfeature-client.ts";
import { openMeterClient } from "./openmeter-client.ts";
import { stripeClient } from "./stripe-client.ts";

/** One server for the clients of all other systems; each speaks of customers of its own. */
let server: ClientServer;
beforeAll(async () => {
  server = await runForClients();
});
afterAll(() => server?.stop());

describe("@openmeter/sdk", () => openMeterClient(() => server));
describe("lago-javascript-client", () => lagoClient(() => server));
describe("stripe", () => stripeClient(() => server));
describe("@openfeature/server-sdk", () => openFeatureClient(() => server));
describe("cloudevents", () => cloudEventsClient(() => server));

describe("the routes of other systems", () => {
  it("answer nobody without a key", async () => {
    const nobody = client(server.origin, undefined);
    for (const operation of foreignOperations) {
      const [method = "", url = ""] = operation.split(" ");
      const path = url.replaceAll(/:[a-z]+/gi, "x");
      const { status, json } = await nobody.ask(
        method,
        path,
        method === "POST" ? { body: {} } : {},
      );
      expect([operation, status, typeof json]).toEqual([operation, 401, "object"]);
    }
    await nobody.close();
  });
});
