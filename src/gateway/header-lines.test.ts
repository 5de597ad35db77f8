import { expect, test } from "vitest";
import { headerOf, passedOn } from "./header-lines.ts";

test("headers of the connection are not passed on, others as they came", () => {
  const lines = [
    ...["Connection", "close, X-Once, Content-Length", "X-Once", "1", "Keep-Alive", "timeout=5"],
    ...["Transfer-Encoding", "chunked", "Set-Cookie", "a=1", "set-cookie", "b=2", "TE", "trailers"],
    ...["Upgrade", "h2c", "Content-Length", "3", "X-Api-Key", "secret"],
  ];
  expect(passedOn(lines, ["x-api-key"])).toEqual([
    ...["Set-Cookie", "a=1", "set-cookie", "b=2", "Content-Length", "3"],
  ]);
});

test("a header that stands twice is joined", () => {
  expect(headerOf(["Accept", "a", "accept", "b"], "accept")).toBe("a, b");
  expect(headerOf([], "accept")).toBeUndefined();
});
