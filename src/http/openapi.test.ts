import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  described,
  description,
  florin,
  part,
  portal,
  referred,
  undescribed,
} from "../../test/docs/described-api.ts";
import { isObject, violations } from "../../test/docs/json-schema.ts";
import { actions } from "../access/actions.ts";
import { everyAction } from "../access/roles.ts";
import { modelSchema } from "../model/model-schema.ts";
import { manualClock } from "../services/clock.ts";
import type { Services } from "../services/services.ts";
import { createSessions } from "../services/sessions.ts";
import { sharedClock } from "../services/tenant-clocks.ts";
import { foreignOperations } from "./foreign/foreign-routes.ts";
import { florinApi, operations } from "./openapi.ts";
import { problemsOf } from "./openapi-document.ts";
import { portalApi } from "./portal/openapi-portal.ts";
import { portalDescription, portalRouteActs } from "./portal/portal-route-acts.ts";
import { isProblemCode } from "./problem-types.ts";
import { openRoutes, routeActions } from "./route-actions.ts";
import { sandboxPages } from "./sandbox/sandbox-page-routes.ts";
import { buildServer } from "./server.ts";

const unused = (): never => {
  throw new Error("the description asks nothing of the services");
};

/** Routes are declared, and refuse what they cannot read, without a service being called. */
const services: Services = {
  clock: sharedClock(manualClock(0)),
  live: { changed: unused, watch: unused, run: unused },
  authenticate: async () => ({
    tenant: "acme",
    credential: "test",
    kind: "key",
    allowed: everyAction,
  }),
  ingest: unused,
  ingestOnce: unused,
  previewIngest: unused,
  correctEvents: unused,
  previewCorrections: unused,
  publishModel: unused,
  recordFact: unused,
  amendCustomer: unused,
  mergeCustomer: unused,
  vatChecks: { check: unused, askDue: unused },
  told: { customer: unused, today: unused, subscription: unused, subscribers: unused },
  taxDecisions: { askDue: unused },
  unpark: unused,
  advanceClock: unused,
  billDue: unused,
  reports: new Proxy({}, { get: () => unused }) as Services["reports"],
  accounts: new Proxy({}, { get: () => unused }) as Services["accounts"],
  ledger: new Proxy({}, { get: () => unused }) as Services["ledger"],
  documents: new Proxy({}, { get: () => unused }) as Services["documents"],
  payments: new Proxy({}, { get: () => unused }) as Services["payments"],
  migrations: {} as Services["migrations"],
  models: {} as Services["models"],
  metrics: new Proxy({}, { get: () => unused }) as Services["metrics"],
  exchangeRates: { add: unused, list: unused, find: unused },
  plan: new Proxy({}, { get: () => unused }) as Services["plan"],
  readAhead: unused,
  planActuals: new Proxy({}, { get: () => unused }) as Services["planActuals"],
  entitlements: new Proxy({}, { get: () => unused }) as Services["entitlements"],
  suggestPlan: unused,
  quotaAlerts: { look: unused, list: unused },
  alertRules: { list: unused, add: unused, change: unused, remove: unused },
  openId: {
    ways: async () => ({ openId: false, byDomain: false }),
    begin: unused,
    finish: unused,
  },
  signInProviders: {
    signInProvider: unused,
    setSignInProvider: unused,
    removeSignInProvider: unused,
  },
  setUp: { isDemanded: false, isNeeded: async () => false, token: "", setUp: unused },
  organisations: { organisation: unused, rename: unused, caller: unused },
  people: new Proxy({}, { get: () => unused }) as Services["people"],
  environments: new Proxy({}, { get: () => unused }) as Services["environments"],
  takeEvidence: unused,
  personalRecords: { exported: unused, erase: unused },
  takeRequests: unused,
  hold: { isHeld: async () => false, view: unused, release: unused },
  memberRecords: { exported: unused, erase: unused },
  approvals: new Proxy({}, { get: () => unused }) as Services["approvals"],
  auditLog: new Proxy({}, { get: () => unused }) as Services["auditLog"],
  requestLog: new Proxy({}, { get: () => unused }) as Services["requestLog"],
  apiKeys: new Proxy({}, { get: () => unused }) as Services["apiKeys"],
  apis: { list: unused, read: unused, measure: unused, tellUptime: unused, keepTelling: unused },
  portal: new Proxy({}, { get: () => unused }) as Services["portal"],
  customerKeys: new Proxy({}, { get: () => unused }) as Services["customerKeys"],
  webhooks: new Proxy({}, { get: () => unused }) as Services["webhooks"],
};

type App = Awaited<ReturnType<typeof buildServer>>;
let app: App;

beforeAll(async () => {
  app = await buildServer({
    services,
    sessions: createSessions(),
    logger: pino({ level: "silent" }),
    consoleFolder: "/nowhere",
  });
  await app.ready();
});
afterAll(() => app.close());

/** `GET /v1/customers/:id` of every route there is, from the router's own listing; HEAD comes with each GET. */
function routesOf(listing: string): readonly string[] {
  const parents: string[] = [];
  return listing.split("\n").flatMap((line) => {
    const [, indent = "", part = "", methods = ""] =
      /^([│ ]*)[├└]── (\S*) ?(?:\(([A-Z, ]+)\))?$/.exec(line) ?? [];
    const depth = indent.length / 4;
    parents.length = depth;
    parents.push(part);
    return methods
      .split(", ")
      .filter((method) => method !== "" && method !== "HEAD")
      .map((method) => `${method} ${parents.join("")}`);
  });
}

describe("the routes", () => {
  it("are described, all of them but those of other systems, and no others", () => {
    const actual = routesOf(app.printRoutes({ commonPrefix: false }));
    expect(actual).toContain("GET /v1/customers/:id/drafts");
    const stated = operations.map(({ method, url }) => `${method} ${url}`);
    const ofPortal = portalApi.operations.map(({ method, url }) => `${method} ${url}`);
    // Other systems publish a description of their own; pages are for people.
    const others = [...foreignOperations, ...sandboxPages];
    expect([...stated, ...ofPortal, ...others].sort()).toEqual([...actual].sort());
    const withActs = [...Object.keys(portalRouteActs), `GET ${portalDescription}`];
    expect(withActs.sort()).toEqual([...ofPortal].sort());
  });

  it("name the action that they ask for, each in a line of route-actions.ts, and no others", () => {
    const guarded = routesOf(app.printRoutes({ commonPrefix: false })).filter(
      (route) => / \/(api\/)?(v\d|ofrep)\b/.test(route) && !openRoutes.has(route),
    );
    const listed = Object.keys(routeActions);
    expect({
      unlisted: guarded.filter((route) => !listed.includes(route)),
      gone: listed.filter((route) => !guarded.includes(route)),
    }).toEqual({ unlisted: [], gone: [] });
    const asked: ReadonlySet<string> = new Set(Object.values(routeActions));
    expect(actions.filter((action) => !asked.has(action))).toEqual([]);
  });

  it("describe each part of their path", () => {
    for (const { url, path = [] } of [...operations, ...portalApi.operations]) {
      const named = [...url.matchAll(/:([a-z]+)/gi)].map(([, name]) => name);
      expect(path.map(({ name }) => name)).toEqual(named);
    }
  });

  it("have names of their own", () => {
    for (const api of [florinApi, portalApi]) {
      const ids = api.operations.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it("read the query parameters that are described", async () => {
    for (const { method, url, query = [] } of operations) {
      if (method !== "GET" || !url.startsWith("/v1/")) continue;
      const asked = `${url.replace(/:[a-z]+/gi, "x")}?zzzzzzzzzz=1`;
      const answer = await app.inject({ url: asked, headers: { authorization: "Bearer key" } });
      const hint = part(answer.json(), "errors", "0").suggestion;
      const names = typeof hint === "string" ? hint.replace("known are ", "").split(", ") : [];
      expect(names, url).toEqual(query.map(({ name }) => name));
    }
  });
});

const documents = [
  ["what Florin answers", florin],
  ["what its portal answers", portal],
] as const;

describe("the document", () => {
  it("is served without a key", async () => {
    const answer = await app.inject("/openapi.json");
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["content-type"]).toContain("application/json");
    expect(answer.json()).toEqual(description);
    expect(description.openapi).toBe("3.1.0");
    expect((await app.inject("/portal/v1/openapi.json")).json()).toEqual(portal.document);
  });

  it.each(documents)(
    "%s refers to nothing that is missing, and holds nothing that is not referred to",
    (_, { document }) => {
      const text = JSON.stringify(document);
      const named = new Set(
        [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name ?? ""),
      );
      expect(text).not.toContain("#/$defs/");
      expect([...named].sort()).toEqual(
        Object.keys(part(document, "components", "schemas")).sort(),
      );
    },
  );

  it.each(documents)(
    "%s says nothing long twice: what stands in several places has a name",
    (_, { document, described }) => {
      const places = new Map<string, string[]>();
      const look = (value: unknown, place: string): void => {
        if (Array.isArray(value)) for (const one of value) look(one, place);
        if (!isObject(value)) return;
        const text = JSON.stringify(value);
        const isLong =
          text.length > 450 && (isObject(value.properties) || Array.isArray(value.enum));
        if (isLong) places.set(text, [...(places.get(text) ?? []), place]);
        for (const [name, inner] of Object.entries(value))
          if (!/^examples?$/.test(name)) look(inner, `${place}/${name}`);
      };
      for (const [name, schema] of Object.entries(part(document, "components", "schemas")))
        for (const inner of Object.values(part(schema))) look(inner, name);
      for (const { path, operation } of described) look([operation.parameters].flat(), path);
      expect([...places.values()].filter(({ length }) => length > 1)).toEqual([]);
    },
  );

  it("takes no name that the model has for something else", () => {
    const ofModel = Object.keys(part(modelSchema(), "$defs"));
    const schemas = part(description, "components", "schemas");
    const shared = ofModel.filter((name) => Object.hasOwn(schemas, name));
    /** Names that only the description has are spelled out. */
    const spelled = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(spelled);
      if (!isObject(value)) return value;
      const name = String(value.$ref).replace("#/components/schemas/", "");
      if (Object.hasOwn(schemas, name) && !ofModel.includes(name)) return spelled(schemas[name]);
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, spelled(one)]));
    };
    const closedOf = (schema: unknown) =>
      JSON.stringify(spelled(schema)).replaceAll("#/components/schemas/", "#/$defs/");
    for (const name of shared)
      expect(closedOf(schemas[name]), name).toBe(
        JSON.stringify(part(modelSchema(), "$defs")[name]),
      );
  });

  it.each(documents)(
    "%s has examples that its own schemas allow, for every body and answer",
    (_, api) => {
      let checked = 0;
      const around = { document: api.document, closed: true };
      const check = (holder: unknown, where: string): void => {
        for (const [type, media] of Object.entries(part(holder, "content"))) {
          const { schema, example, examples } = part(media);
          const given = [
            ...(example === undefined ? [] : [example]),
            ...Object.values(part(examples)).map((one) => part(referred(one, api)).value),
          ];
          for (const one of given) {
            checked += 1;
            expect(violations(one, part(schema), around), `${where} ${type}`).toEqual([]);
          }
        }
      };
      for (const { method, path, operation } of api.described) {
        check(operation.requestBody, `${method} ${path}`);
        for (const [status, response] of Object.entries(part(operation, "responses")))
          check(referred(response, api), `${method} ${path} ${status}`);
        for (const parameter of [operation.parameters].flat()) {
          const { schema, example, name } = part(parameter);
          if (example !== undefined)
            expect(violations(example, part(schema), around), `${path} ${name}`).toEqual([]);
        }
      }
      expect(checked).toBeGreaterThan(100);
    },
  );

  it("says which problems a route may answer with, each with its status", () => {
    const raised = new Set(operations.flatMap((one) => problemsOf(one, florinApi)));
    const everywhere = ["no-such-route", "unknown-api-version", "method-not-allowed"];
    const source = readdirSync(fileURLToPath(new URL("..", import.meta.url)), { recursive: true })
      .map(String)
      .filter((file) => /\.ts$/.test(file) && !/\.test\.ts$|problem-types|openapi/.test(file))
      .map((file) => readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), "utf8"))
      .join("\n");
    const named = [...source.matchAll(/(?:new Refusal\(\s*|code: )"([a-z-]+)"/g)]
      .map(([, code]) => code ?? "")
      .filter((code) => isProblemCode(code) && !everywhere.includes(code));
    expect([...raised].sort()).toEqual([...new Set(named)].sort());
  });
});

describe("the check of answers", () => {
  const list = described.find(({ path }) => path === "/v1/meters");

  it("finds what a description does not say", () => {
    if (!isObject(list)) throw new Error("the meters are not described");
    const meter = {
      id: "m",
      name: "M",
      unit: "u",
      event: "e",
      aggregation: "count",
      dimensions: [],
    };
    const type = "application/json";
    expect(undescribed(list, 200, type, { items: [meter] })).toEqual([]);
    expect(undescribed(list, 200, type, { items: [{ ...meter, extra: 1 }] })).toEqual([
      "/items/0: says more than its schema: extra",
    ]);
    const { unit: _, ...without } = meter;
    expect(undescribed(list, 200, type, { items: [without] })).toEqual(["/items/0: lacks unit"]);
    expect(undescribed(list, 201, type, {})).toEqual(["status 201 is not described"]);
    expect(undescribed(list, 200, "text/plain", {})).toEqual([
      "text/plain is not described for 200",
    ]);
  });
});
