import { expect, test } from "vitest";
import type { Api } from "../model/api.ts";
import { callMatcher, isPlainPath } from "./match-call.ts";

const api = (path: string, more: Partial<Api> = {}): Api => ({
  name: "API",
  version: "v1",
  path,
  ...more,
});
const match = callMatcher({
  all: api("/files"),
  engine: api("/engine/v1", {
    plans: ["team"],
    events: [{ event: "call" }],
    routes: {
      chat: { method: "POST", path: "/{family}/chat", events: [{ event: "chat" }] },
      one: { path: "/status" },
      family: { path: "/{family}/*", plans: ["enterprise"] },
    },
  }),
  engines: api("/engine"),
});

test.each([
  ["GET", "/engine/v1", "engine", undefined, {}],
  ["POST", "/engine/v1/ai/chat", "engine", "chat", { family: "ai" }],
  ["GET", "/engine/v1/ai/chat", "engine", "family", { family: "ai" }],
  ["GET", "/engine/v1/a%20i/x/y", "engine", "family", { family: "a i" }],
  ["GET", "/engine/v1/%zz/x", "engine", "family", { family: "%zz" }],
  ["GET", "/engine/v1/status", "engine", "one", {}],
  ["GET", "/engine/v1//x", "engine", "family", { family: "x" }],
  ["GET", "/engine/v10", "engines", undefined, {}],
  ["GET", "/files/", "all", undefined, {}],
])("%s %s is a call of %s", (method, path, apiId, routeId, segments) => {
  expect(match(method, path)).toMatchObject({ apiId, routeId, segments });
});

test.each([
  ["POST", "/engine/v1/ai/ch%61t", "engine", "chat"],
  ["POST", "/engine/v1/ai/chat/", "engine", "chat"],
  ["POST", "/engine/v1/ai//chat", "engine", "chat"],
  ["POST", "/engine/%761/ai/chat", "engine", "chat"],
  ["POST", "/engine//v1/ai/chat", "engine", "chat"],
  ["GET", "/engine/v1/statu%73", "engine", "one"],
  ["GET", "/engine/v1;a/status;b=1", "engine", "one"],
  ["GET", "/engine/V1/Status", "engine", "one"],
  ["POST", "/ENGINE/v1/ai/CHAT", "engine", "chat"],
  ["POST", "/engine/v1/ai/%43hat", "engine", "chat"],
  ["GET", "/engine/v1/\u017ftatus", "engine", "one"],
])(
  "%s %s, written otherwise, does not get past the terms of %s",
  (method, path, apiId, routeId) => {
    expect(match(method, path)).toMatchObject({ apiId, routeId });
  },
);

test("of routes and APIs that differ in letter case alone, a call has the one that is written like it", () => {
  const cased = callMatcher({
    upper: api("/Files"),
    lower: api("/files", {
      routes: { index: { path: "/Index/{a}" }, other: { path: "/index/{b}" }, all: { path: "/*" } },
    }),
  });
  expect(cased("GET", "/Files/x")).toMatchObject({ apiId: "upper" });
  expect(cased("GET", "/files/x")).toMatchObject({ apiId: "lower", routeId: "all" });
  expect(cased("GET", "/files/index/X")).toMatchObject({ routeId: "other", segments: { b: "X" } });
  expect(cased("GET", "/files/Index/X")).toMatchObject({ routeId: "index", segments: { a: "X" } });
  // Neither is written so: the first has it.
  expect(cased("GET", "/files/INDEX/X")).toMatchObject({ routeId: "index" });
});

test("an encoded slash is a part of its segment", () => {
  expect(match("POST", "/engine/v1/a%2Fi/chat")).toMatchObject({
    routeId: "chat",
    segments: { family: "a/i" },
  });
});

test("a path that no API begins with is no call", () => {
  expect(match("GET", "/filesystem")).toBeUndefined();
  expect(match("GET", "/")).toBeUndefined();
});

test("a route's terms stand in the place of the API's", () => {
  expect(match("POST", "/engine/v1/ai/chat")?.terms).toEqual({
    plans: ["team"],
    events: [{ event: "chat" }],
  });
  expect(match("GET", "/engine/v1/ai/x")?.terms).toEqual({
    plans: ["enterprise"],
    events: [{ event: "call" }],
  });
});

test.each(["/a/../b", "/a/%2E./b", "/.", "/a\\b", "/a#b", "*"])("%s is no plain path", (path) => {
  expect(isPlainPath(path)).toBe(false);
});

test("dots within a step are plain", () => {
  expect(isPlainPath("/a..b/.well-known/...")).toBe(true);
});
