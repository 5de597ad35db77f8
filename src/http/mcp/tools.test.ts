import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { isObject } from "../../../test/docs/json-schema.ts";
import { everyAction, roleActions } from "../../access/roles.ts";
import { ok } from "../../fault/fault.ts";
import { wordsText } from "../../mcp/words.ts";
import planned from "../../model/fixtures/planned.ts";
import { askedRoute, type RouteRequest } from "./asked-route.ts";
import { modelFileTools } from "./model-file-tools.ts";
import { routeTools, toolsOf } from "./tools.ts";

const page = fileURLToPath(new URL("../../../docs/agents.md", import.meta.url));

const unasked = async () => {
  throw new Error("nobody asks");
};

const offline = async () =>
  new Set((await modelFileTools(async () => ok(planned))).map(({ name }) => name));

describe("docs/agents.md", () => {
  it.each([
    [
      "tools",
      async () => {
        const ofFile = await offline();
        return [
          "| tool | asks for | route | file | |",
          "|---|---|---|---|---|",
          ...routeTools.map(
            ({ name, action, operation: { method, url }, description }) =>
              `| \`${name}\` | \`${action}\` | \`${method} ${url.replaceAll(/:(\w+)/g, "{$1}")}\` | ${ofFile.has(name) ? "yes" : ""} | ${description} |`,
          ),
        ].join("\n");
      },
    ],
    ["words", async () => wordsText],
  ])("shows the %s that there are", async (name, drawn) => {
    const pattern = new RegExp(`(?<=<!-- ${name} -->\\n)[\\s\\S]*?(?=<!-- /${name} -->)`);
    const wanted = `${await drawn()}\n`;
    const text = readFileSync(page, "utf8");
    if (process.env.FLORIN_UPDATE === "1")
      writeFileSync(
        page,
        text.replace(pattern, () => wanted),
      );
    expect(pattern.exec(readFileSync(page, "utf8"))?.[0]).toBe(wanted);
  });
});

describe("each tool", () => {
  const tools = toolsOf(everyAction, unasked);

  it("has a name of its own, and only looks, but for proposals, which somebody else performs", () => {
    const names = tools.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+(_[a-z]+)*$/.test(name))).toEqual([]);
    const others = tools.filter(({ readsOnly }) => !readsOnly);
    expect(others.map(({ name }) => name)).toEqual(["propose_change"]);
  });

  it("describes objects whose parts are all there", () => {
    for (const { name, inputSchema, outputSchema } of tools)
      for (const schema of [inputSchema, outputSchema]) {
        expect(schema.type, name).toBe("object");
        const { $defs = {} } = schema;
        const text = JSON.stringify(schema);
        const referred = new Set([...text.matchAll(/"#\/\$defs\/([^"]+)"/g)].map(([, id]) => id));
        expect([...referred].sort(), name).toEqual(Object.keys($defs as object).sort());
      }
  });

  it("cuts a list that its answer has", () => {
    for (const { name, outputSchema, inputSchema } of tools) {
      const { properties } = outputSchema;
      const cursor = isObject(inputSchema.properties) && "cursor" in inputSchema.properties;
      expect(cursor, name).toBe(isObject(properties) && "next" in properties);
    }
  });

  it("is shown to those who may use it", () => {
    const names = toolsOf(roleActions.support, unasked).map(({ name }) => name);
    expect(names).toContain("find_customers");
    expect(names).not.toContain("get_forecast");
    expect(toolsOf(new Set(), unasked)).toEqual([]);
  });
});

describe("a call", () => {
  const asked: RouteRequest[] = [];
  const customer = routeTools.find(({ name }) => name === "get_customer_timeline");
  const check = routeTools.find(({ name }) => name === "check_entitlement");
  const to = (
    given: Readonly<Record<string, unknown>>,
    tool = customer,
    named: Readonly<Record<string, string>> = { customer: "id" },
  ) => {
    if (tool === undefined) throw new Error("there is such a tool");
    return askedRoute({ operation: tool.operation, named }, given, async (one) => {
      asked.push(one);
      return { status: 200, json: {} };
    });
  };

  it("puts each argument where the route reads it", async () => {
    await to({ customer: "a/b ?#$&'c", group: "x&y", limit: 3 });
    expect(asked.pop()).toEqual({
      method: "GET",
      url: "/v1/customers/a%2Fb%20%3F%23%24%26'c/timeline?group=x%26y&limit=3",
    });
    await to({ customer: "c-1", meter: "calls" }, check, {});
    expect(asked.pop()).toEqual({
      method: "POST",
      url: "/v1/entitlements/check",
      body: '{"customer":"c-1","meter":"calls"}',
    });
  });

  it.each(["", ".", ".."])("does not leave its route by the id %j", async (id) => {
    expect(await to({ customer: id })).toMatchObject({
      ok: false,
      refusal: { errors: [{ code: "invalid-id", path: "/customer" }] },
    });
    expect(asked).toEqual([]);
  });

  it("takes no object for a text", async () => {
    expect(await to({ customer: "c-1", group: {} })).toMatchObject({
      ok: false,
      refusal: { errors: [{ code: "wrong-type", path: "/group" }] },
    });
  });
});
