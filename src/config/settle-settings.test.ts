import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { mask, shownValue } from "./mask-settings.ts";
import { settingList, settings } from "./settings.ts";
import { settle } from "./settle-settings.ts";

const settled = (environment: Record<string, string>, file?: unknown) =>
  expectOk(settle({ environment, file }));

describe("settle", () => {
  it("takes the environment before the file, and the file before the standard", () => {
    const file = { server: { port: 5000, host: "0.0.0.0" } };
    const { port, host, dataFolder, clock } = settled({ FLORIN_PORT: "6000" }, file);
    expect([port, host, dataFolder, clock]).toEqual([
      { value: "6000", source: "environment" },
      { value: "0.0.0.0", source: "file" },
      { value: ".florin", source: "standard" },
      { value: undefined, source: "unset" },
    ]);
  });

  it("takes an empty variable as not set, but never the embedded database for an empty name of one", () => {
    expect(settled({ FLORIN_PORT: "", CLICKHOUSE_URL: "" }).port.value).toBe("4280");
    expect(settle({ environment: { DATABASE_URL: "" } })).toMatchObject({
      ok: false,
      faults: [{ code: "invalid-database-url", path: "DATABASE_URL" }],
    });
  });

  it("reads a list as such or between commas", () => {
    const allow = ["10.0.0.0/8", "fd00::/8"];
    expect(settled({}, { webhooks: { allow } }).webhookAllow.value).toBe("10.0.0.0/8,fd00::/8");
    expect(settled({ FLORIN_WEBHOOK_ALLOW: "10.0.0.0/8, fd00::/8" }).webhookAllow.source).toBe(
      "environment",
    );
  });

  it("says everything that is wrong at once, where it stands, and shows no secret", () => {
    const refused = settle({
      environment: {
        FLORIN_PORT: "70000",
        CLICKHOUSE_URL: "clickhouse:s3cret",
        FLORIN_LOG: "loud",
      },
      file: {
        servr: { port: 1 },
        database: { url: "mysql://me:s3cret@db/x" },
        server: { clock: "yesterday", host: ["a"] },
        webhooks: { allow: "10.0.0.0/99" },
        log: 7,
      },
    });
    expect(refused.ok).toBe(false);
    expect(JSON.stringify(refused)).not.toContain("s3cret");
    const faults = refused.ok ? [] : refused.faults;
    expect(faults.map(({ code, path }) => `${code} ${path}`).toSorted()).toEqual([
      "invalid-address-range /webhooks/allow",
      "invalid-database-url /database/url",
      "invalid-port FLORIN_PORT",
      "invalid-time /server/clock",
      "invalid-url CLICKHOUSE_URL",
      "unknown-choice FLORIN_LOG",
      "unknown-setting /servr",
      "wrong-type /log",
      "wrong-type /server/host",
    ]);
    expect(faults.find(({ path }) => path === "/servr")?.suggestion).toMatch(/did you mean server/);
  });

  it("takes an empty file for one that sets nothing, and no other than an object", () => {
    expect(settle({ environment: {}, file: null }).ok).toBe(true);
    expect(settle({ environment: {}, file: ["port"] })).toMatchObject({
      faults: [{ code: "wrong-type", path: "" }],
    });
  });
});

describe("the settings", () => {
  it("have each a variable and a key of its own, and a standard that they allow", () => {
    const variables = settingList.map(([, { variable }]) => variable);
    const keys = settingList.flatMap(([, { key }]) => key ?? []);
    expect(new Set(variables).size).toBe(variables.length);
    expect(new Set(keys).size).toBe(keys.length);
    for (const [name, { variable, standard }] of settingList)
      if (standard !== undefined)
        expect(settled({ [variable]: standard })[name].value, name).toBe(standard);
  });

  it("are shown without their secrets", () => {
    expect(shownValue(settings.taxKey, "tok-123")).toBe(mask);
    expect(shownValue(settings.databaseUrl, "postgres://me:s3cret@db:5432/books?password=x")).toBe(
      `postgres://${mask}@db:5432/books`,
    );
    expect(shownValue(settings.clickhouseUrl, "not a url s3cret")).toBe(mask);
    expect(shownValue(settings.port, "4280")).toBe("4280");
  });
});
