import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { foreignOperations } from "../../src/http/foreign/foreign-routes.ts";
import { root } from "./markdown.ts";

describe("docs/clients.md", () => {
  it("names every route of another system, and no other one", async () => {
    const text = await readFile(join(root, "docs/clients.md"), "utf8");
    const named = [
      ...text.matchAll(/`((?:GET|POST|PUT|DELETE) \/(?:api|v2|ofrep|mcp|v1\/billing)[^`?]*)`/g),
    ].map(([, operation = ""]) => operation.replaceAll(/\{(\w+)\}/g, ":$1"));
    expect([...new Set(named)].sort()).toEqual([...foreignOperations].sort());
  });
});
