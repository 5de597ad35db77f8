import { expect, test } from "vitest";
import { headFault } from "./request-guard.ts";

const head = (target: string, ...headers: string[]) => ({ target, headers });

test.each([
  ["/v1/x?a=/../b", []],
  ["/v1/a%2Fb", ["Host", "a"]],
  ["/v1/x", ["Transfer-Encoding", "Chunked"]],
  ["/v1/x", ["Content-Length", "3"]],
  ["/v1/x", ["Connection", "Upgrade, HTTP2-Settings", "Upgrade", "h2c"]],
  ["/v1/a;b=c", []],
  ["/v1/x//", []],
] as const)("%s with %o goes on", (target, headers) => {
  expect(headFault(head(target, ...headers))).toBeUndefined();
});

test.each([
  ["/v1/../admin", []],
  ["/v1/%2E%2e/admin", []],
  ["/v1/..%2fadmin", []],
  ["/v1/a%2f..%2F..%2Fadmin", []],
  ["/v1/..%5cadmin", []],
  ["/v1/..;a=b/admin", []],
  ["//admin", []],
  ["/%2fadmin", []],
  ["http://other.example/v1/x", []],
  ["*", []],
  ["/v1/x", ["Content-Length", "3", "Transfer-Encoding", "chunked"]],
  ["/v1/x", ["Content-Length", "3", "content-length", "3"]],
  ["/v1/x", ["Transfer-Encoding", "chunked", "Transfer-Encoding", "identity"]],
  ["/v1/x", ["Host", "a", "Host", "b"]],
] as const)("%s with %o cannot be read in one way", (target, headers) => {
  expect(headFault(head(target, ...headers))).toBe("malformed-request");
});

test("what the gateway cannot meter is named", () => {
  expect(headFault(head("/v1/x", "Upgrade", "h2c, WebSocket"))).toBe("upgrade-unsupported");
  expect(headFault(head("/v1/x", "Transfer-Encoding", "gzip, chunked"))).toBe("coding-unsupported");
});
