import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { florin } from "./florin.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "florin-config-"));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

const configFile = (text: string): string => {
  const file = join(folder, "florin.yaml");
  writeFileSync(file, text);
  vi.stubEnv("FLORIN_CONFIG", file);
  return file;
};

describe("florin config", () => {
  it("shows what is in force, where it comes from, and no secret", async () => {
    configFile("database:\n  url: postgresql://me:s3cret@db/books\nserver: { port: 5001 }\n");
    vi.stubEnv("FLORIN_PORT", "5002");
    vi.stubEnv("FLORIN_TAX_KEY", "s3cret");
    const shown = await florin(["config"]);
    expect(shown.code).toBe(0);
    const line = (name: string) => shown.results.find((one) => one.startsWith(`${name} `));
    expect(line("server.port")).toMatch(/5002 +FLORIN_PORT$/);
    expect(line("database.url")).toMatch(/postgresql:\/\/•+@db\/books +file, database\.url$/);
    expect(line("data")).toMatch(/\.florin +standard$/);
    const asJson = await florin(["config", "--json"]);
    expect(JSON.parse(asJson.results.join("\n")).settings).toContainEqual(
      expect.objectContaining({ name: "server.port", value: "5002", source: "environment" }),
    );
    expect(JSON.stringify([shown, asJson])).not.toContain("s3cret");
  });

  it("refuses what is wrong, with its place in the file", async () => {
    const file = configFile("server:\n  prot: 5001\n");
    const { code, messages } = await florin(["config"]);
    expect(code).toBe(1);
    expect(messages.join("\n")).toContain(`${file}:2:3  /server/prot  unknown-setting`);
    configFile("server: [");
    expect((await florin(["config"])).messages.join("\n")).toContain("malformed-yaml");
    vi.stubEnv("FLORIN_CONFIG", join(folder, "nowhere.yaml"));
    expect((await florin(["config"])).messages.join("\n")).toContain("file-not-found");
  });

  it("is heeded by every command that has such an option, unless its own words say otherwise", async () => {
    vi.stubEnv("DATABASE_URL", undefined);
    configFile(`data: ${join(folder, "elsewhere")}\n`);
    expect((await florin(["verify"])).messages.join("\n")).toContain(join(folder, "elsewhere"));
    expect((await florin(["verify", "--data", folder])).messages.join("\n")).not.toContain(
      "elsewhere",
    );
    const { messages } = await florin(["serve", "--port", "x", "--webhook-allow", "10.0.0.0/99"]);
    expect(messages.filter((line) => line.startsWith("error"))).toEqual([
      expect.stringContaining("--port  invalid-port"),
      expect.stringContaining("--webhook-allow  invalid-address-range"),
    ]);
  });
});
