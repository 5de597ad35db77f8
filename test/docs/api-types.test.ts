import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { apiTypes } from "./api-types.ts";
import { described, florin, portal } from "./described-api.ts";
import { root } from "./markdown.ts";

it.each([
  ["src/client/api/generated-types.ts", florin],
  ["web/src/portal/api/generated-types.ts", portal],
] as const)("%s says what the API's description says", (path, api) => {
  const file = join(root, path);
  const wanted = apiTypes(api);
  if (process.env.FLORIN_UPDATE === "1") writeFileSync(file, wanted);
  const isFresh = readFileSync(file, "utf8") === wanted;
  expect(isFresh, "write it anew with FLORIN_UPDATE=1").toBe(true);
});

/** What the pages are made of. */
const webFiles = readdirSync(join(root, "web/src"), { recursive: true })
  .map((path) => String(path).split("\\").join("/"))
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(root, "web/src", path), "utf8") }));

/** The console, without the customers' portal, which has an interface of its own. */
const consoleFiles = webFiles.filter(({ path }) => !path.startsWith("portal"));

it("the console calls no path that is not described", () => {
  const patterns = described.map(
    ({ path }) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+").replaceAll(".", "\\.")}$`),
  );
  const isKnown = (called: string): boolean => {
    const [head = "", end] = called.split("${");
    return end === undefined
      ? patterns.some((one) => one.test(called))
      : described.some(({ path }) => path.startsWith(head));
  };
  const called = consoleFiles.flatMap(({ path, text }) =>
    [...text.matchAll(/["`](\/v1\/[^"`?]*)["`?]/g)].map(([, one = ""]) => ({ path, called: one })),
  );
  expect(called.length).toBeGreaterThan(100);
  expect(called.filter((one) => !isKnown(one.called))).toEqual([]);
});

it("the console and the portal ask in one place each, which types what they ask", () => {
  const asking = webFiles.filter(({ text }) => /\bfetch\(|XMLHttpRequest/.test(text));
  expect(asking.map(({ path }) => path).sort()).toEqual([
    "api/request.ts",
    "portal/api/request.ts",
  ]);
});
