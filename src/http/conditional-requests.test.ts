import Fastify from "fastify";
import { describe, expect, it } from "vitest";
import { acceptBodies } from "./bodies.ts";
import { answerConditions } from "./conditional-requests.ts";
import { handleErrors } from "./error-handler.ts";

/** A server of one thing that can be read and changed, and of a list that tags itself. */
function serving() {
  const app = Fastify();
  let kept: unknown = { a: 1 };
  handleErrors(app);
  answerConditions(app);
  acceptBodies(app);
  app.get("/v1/thing", async () => kept);
  app.get("/v1/other", async (_request, reply) => reply.header("etag", '"own"').send({ a: 1 }));
  app.get("/v1/text", async (_request, reply) => reply.type("text/csv").send("a,b"));
  app.get("/elsewhere", async () => kept);
  app.put("/v1/thing", async (request) => {
    kept = JSON.parse(String(request.body));
    return kept;
  });
  app.put("/v1/unread", async () => ({}));
  const put = (url: string, ifMatch?: string, body: object = { a: 2 }) =>
    app.inject({
      method: "PUT",
      url,
      headers: {
        "content-type": "application/json",
        ...(ifMatch === undefined ? {} : { "if-match": ifMatch }),
      },
      payload: JSON.stringify(body),
    });
  const get = (url: string, headers = {}) => app.inject({ url, headers });
  return { get, put };
}

describe("JSON that is read", () => {
  it("is tagged by what it says, and not sent again to who has it", async () => {
    const { get, put } = serving();
    const first = await get("/v1/thing");
    const tag = String(first.headers.etag);
    expect([first.statusCode, first.headers["cache-control"]]).toEqual([200, "private, no-cache"]);
    for (const known of [tag, `"x", W/${tag}`, "*"]) {
      const again = await get("/v1/thing", { "if-none-match": known });
      expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, "", tag]);
      expect(again.headers["content-type"]).toBeUndefined();
    }
    await put("/v1/thing");
    const changed = await get("/v1/thing", { "if-none-match": tag });
    expect([changed.statusCode, changed.json()]).toEqual([200, { a: 2 }]);
    expect(changed.headers.etag).not.toBe(tag);
  });

  it("keeps a tag of its own; other answers have none", async () => {
    const { get } = serving();
    expect((await get("/v1/other")).headers.etag).toBe('"own"');
    expect((await get("/v1/text")).headers.etag).toBeUndefined();
    expect((await get("/elsewhere")).headers.etag).toBeUndefined();
    expect((await get("/v1/nothing")).headers.etag).toBeUndefined();
  });
});

describe("a change", () => {
  it("is made to what the caller has seen, and to nothing else", async () => {
    const { get, put } = serving();
    const { etag } = (await get("/v1/thing")).headers;
    expect((await put("/v1/thing", String(etag))).statusCode).toBe(200);
    const late = await put("/v1/thing", String(etag), { a: 3 });
    expect(late.statusCode).toBe(412);
    const now = await get("/v1/thing");
    expect(now.json()).toEqual({ a: 2 });
    expect(late.headers.etag).toBe(now.headers.etag);
    expect((await put("/v1/thing", "*", { a: 4 })).statusCode).toBe(200);
    expect((await put("/v1/thing", undefined, { a: 5 })).statusCode).toBe(200);
  });

  it("of what no GET reads knows no such condition", async () => {
    expect((await serving().put("/v1/unread", '"x"')).statusCode).toBe(200);
  });
});
