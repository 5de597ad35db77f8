import { once } from "node:events";
import type http from "node:http";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { decimalOf, zero } from "../money/decimal.ts";
import { crashingDisk } from "../spool/crashing-disk.fixture.ts";
import { openSpool, spoolLimits } from "../spool/spool.ts";
import type { CallDecision } from "./call-decision.ts";
import { allowed, closeAll, gatewayTo, get, now, withKey } from "./gateway.fixture.ts";

afterEach(closeAll);

describe("a call that may pass", () => {
  test("reaches the upstream as it was sent, but for its key, and is measured", async () => {
    const seen: { url?: string; headers?: http.IncomingHttpHeaders; body?: string } = {};
    const { url, events, ends } = await gatewayTo((request, response) => {
      let body = "";
      request.on("data", (piece) => {
        body += String(piece);
      });
      request.on("end", () => {
        Object.assign(seen, { url: request.url, headers: request.headers, body });
        response.writeHead(201, { "Content-Type": "application/json", "X-Own": "yes" });
        response.end('{"usage": {"total": 42}}');
      });
    });
    const body = '{"model": "large"}';
    const answer = await fetch(`${url}/v1/chat?x=%2F`, {
      method: "POST",
      headers: { ...withKey, "content-type": "application/json", "florin-customer": "someone" },
      body,
    });
    expect([answer.status, answer.headers.get("x-own")]).toEqual([201, "yes"]);
    expect(await answer.json()).toEqual({ usage: { total: 42 } });
    expect(seen).toMatchObject({ url: "/v1/chat?x=%2F", body });
    expect(seen.headers).toMatchObject({ "florin-customer": "acme", "content-length": "18" });
    expect(seen.headers).not.toHaveProperty("authorization");
    expect(await events()).toEqual([
      {
        id: expect.stringMatching(/-1$/),
        source: "gateway",
        type: "call",
        customer: "acme",
        time: "2026-03-01T00:00:00.000Z",
        data: { in: 18, out: 24, tokens: 42, model: "large" },
      },
    ]);
    expect(ends).toEqual({ ended: 1, dropped: 0, unkept: 0 });
  });

  test("streams: an event arrives before the next is sent, and the last usage counts", async () => {
    const sent: http.ServerResponse[] = [];
    const { url, events } = await gatewayTo((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write('data: {"usage": {"total": 1}}\n\n');
      sent.push(response);
    });
    const answer = await get(`${url}/v1/stream`);
    const reader = answer.body?.getReader();
    const first = await reader?.read();
    expect(String(new TextDecoder().decode(first?.value))).toContain('"total": 1');
    sent[0]?.end('data: {"usage": {"total": 7}}\n\ndata: [DONE]\n\n');
    while ((await reader?.read())?.done === false);
    expect((await events())[0]?.data).toMatchObject({ tokens: 7 });
  });

  test("is measured inside a packed body too, which goes on packed", async () => {
    const packed = gzipSync('{"usage": {"total": 9}}');
    const { url, events } = await gatewayTo((_, response) => {
      response.writeHead(200, {
        "content-type": "application/json",
        "content-encoding": "gzip",
        "content-length": packed.length,
      });
      response.end(packed);
    });
    expect(await (await get(`${url}/v1/packed`)).json()).toEqual({ usage: { total: 9 } });
    expect((await events())[0]?.data).toEqual({ in: 0, out: packed.length, tokens: 9 });
  });

  test("and comes back whole at once goes out in one piece, once it is kept", async () => {
    const { url, ends } = await gatewayTo((_, response) => {
      response.writeHead(200, { "content-length": "4" });
      response.end("done");
    });
    const { port } = new URL(url);
    const socket = connect(Number(port), "127.0.0.1");
    socket.write("GET /v1/x HTTP/1.1\r\nhost: x\r\nauthorization: Bearer good\r\n\r\n");
    const [piece] = (await once(socket, "data")) as [Buffer];
    expect(String(piece)).toMatch(/^HTTP\/1.1 200 OK\r\n.*\r\n\r\ndone$/s);
    expect(ends.ended).toBe(1);
    socket.destroy();
  });

  test("counts with what stands in for a value that no meter takes", async () => {
    const meters = {
      tokens: {
        event: "call",
        aggregation: { kind: "sum", property: "out" },
        unit: "byte",
        dimensions: { model: ["large", "other"] },
      },
    } as const;
    const { url, events, strays } = await gatewayTo((_, response) => response.end("ok"), {
      meters,
    });
    const headers = { ...withKey, "content-type": "application/json" };
    for (const model of ["large", "huge"])
      await fetch(`${url}/v1/x`, { method: "POST", headers, body: JSON.stringify({ model }) });
    expect((await events()).map(({ data }) => data.model)).toEqual(["large", "other"]);
    expect(strays).toEqual(["model: huge as other"]);
  });

  test.each(["HEAD", "GET", "DELETE"])(
    "by %s without a body in the answer ends well",
    async (method) => {
      const { url, events } = await gatewayTo((_, response) => {
        response.writeHead(method === "DELETE" ? 204 : 200, { "content-length": "0" });
        response.end();
      });
      const answer = await fetch(`${url}/v1/x`, { method, headers: withKey });
      expect(await answer.text()).toBe("");
      expect(await events()).toHaveLength(1);
    },
  );

  test("of many megabytes goes through both ways", async () => {
    const { url, events } = await gatewayTo((request, response) => {
      response.writeHead(200);
      request.pipe(response);
    });
    const body = Buffer.alloc(5_000_000, 7);
    const answer = await fetch(`${url}/v1/echo`, { method: "POST", headers: withKey, body });
    expect((await answer.arrayBuffer()).byteLength).toBe(body.length);
    expect((await events())[0]?.data).toEqual({ in: body.length, out: body.length });
  });

  test("makes no event where the upstream refuses it", async () => {
    const { url, events, ends } = await gatewayTo((_, response) => {
      response.writeHead(500);
      response.end("no");
    });
    expect((await get(`${url}/v1/x`)).status).toBe(500);
    expect(await events()).toEqual([]);
    expect(ends).toEqual({ ended: 0, dropped: 1, unkept: 0 });
  });

  test("that its caller breaks off counts what was answered by then", async () => {
    const { url, events, ends } = await gatewayTo((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write('data: {"usage": {"total": 5}}\n\n');
    });
    const abort = new AbortController();
    const answer = await fetch(`${url}/v1/x`, { headers: withKey, signal: abort.signal });
    await answer.body?.getReader().read();
    abort.abort();
    await expect.poll(() => ends.ended).toBe(1);
    expect((await events())[0]?.data).toMatchObject({ tokens: 5 });
  });

  test("whose answer the upstream breaks off ends badly, and makes no event", async () => {
    const { url, ends } = await gatewayTo((_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half", () => response.destroy());
    });
    const answer = await get(`${url}/v1/x`);
    await expect(answer.text()).rejects.toThrow();
    await expect.poll(() => ends.dropped).toBe(1);
  });

  test("does not end well where its usage cannot be kept", async () => {
    const spool = await openSpool(crashingDisk(2));
    const { url } = await gatewayTo(
      (_, response) => {
        response.writeHead(200, { "content-length": "4" });
        response.end("done");
      },
      { spool },
    );
    await expect(get(`${url}/v1/x`).then((answer) => answer.text())).rejects.toThrow();
  });

  test("is refused before it is served once usage cannot be kept, or passes unmetered where that is wanted", async () => {
    let served = 0;
    const upstream: http.RequestListener = (_, response) => {
      served += 1;
      response.writeHead(200, { "content-length": "4" });
      response.end("done");
    };
    const failing = await gatewayTo(upstream, { spool: await openSpool(crashingDisk(2)) });
    await expect(get(`${failing.url}/v1/x`).then((one) => one.text())).rejects.toThrow();
    expect(await (await get(`${failing.url}/v1/x`)).json()).toMatchObject({
      status: 503,
      code: "usage-spool-failed",
    });
    expect(served).toBe(1);
    const passing = await gatewayTo(upstream, {
      spool: await openSpool(crashingDisk(2)),
      whenUnkept: "pass",
    });
    for (let at = 0; at < 2; at += 1)
      expect(await (await get(`${passing.url}/v1/x`)).text()).toBe("done");
    expect(passing.ends).toEqual({ ended: 0, dropped: 2, unkept: 2 });
  });

  test("is told when the API is on its way out", async () => {
    const { url } = await gatewayTo((_, response) => response.end("ok"));
    const { headers } = await get(`${url}/old/x`);
    expect(headers.get("deprecation")).toBe("@1767225600");
    expect(headers.get("sunset")).toBe("Mon, 01 Jun 2026 00:00:00 GMT");
    expect(headers.get("link")).toBe('</v1>; rel="successor-version"');
  });
});

describe("a call that may not pass", () => {
  const never: http.RequestListener = () => {
    throw new Error("the upstream was called");
  };
  const quota = {
    id: "burst",
    meter: "calls",
    per: "minute" as const,
    overage: "block" as const,
    allowance: decimalOf(10),
    grace: zero,
    taken: decimalOf(10),
    resetsAtMs: now + 30_500,
    windowMs: 60_000,
  };
  const refusedBy = (refusal: CallDecision["refusal"], because?: string): CallDecision => ({
    refusal,
    because,
    quotas: because === undefined ? [] : [{ quota, left: zero }],
  });

  test.each([
    ["/nothing", withKey, allowed, 404, "no-such-api"],
    ["/ended/x", withKey, allowed, 410, "api-ended"],
    ["/v1/x", {}, allowed, 401, "unauthenticated"],
    ["/v1/x", { "x-api-key": "bad" }, allowed, 401, "unauthenticated"],
    ["/v1/x", { "x-api-key": "good" }, refusedBy("suspended"), 402, "suspended"],
    ["/v1/x", withKey, refusedBy("quota-exceeded", "burst"), 402, "quota-exceeded"],
    ["/v1/x", withKey, refusedBy("plan-without-access"), 403, "plan-without-access"],
    ["/v1/x", withKey, refusedBy("rate-limited", "burst"), 429, "rate-limited"],
  ] as const)("%s with %o", async (path, headers, decision, status, code) => {
    const { url } = await gatewayTo(never, { decision });
    const answer = await get(`${url}${path}`, { ...headers });
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await answer.json()).toMatchObject({ status, code });
    expect(answer.status).toBe(status);
  });

  test("learns why and until when", async () => {
    const { url } = await gatewayTo(never, { decision: refusedBy("rate-limited", "burst") });
    const { headers } = await get(`${url}/v1/x`);
    expect(headers.get("ratelimit-policy")).toBe('"burst";q=10;w=60');
    expect(headers.get("ratelimit")).toBe('"burst";r=0;t=31');
    expect(headers.get("retry-after")).toBe("31");
  });

  test("since nobody can say whether it may", async () => {
    const away = async (): Promise<never> => {
      throw new Error("away");
    };
    const { url } = await gatewayTo(never, { access: { holder: away, ask: away } });
    expect(await (await get(`${url}/v1/x`)).json()).toMatchObject({ code: "server-unreachable" });
  });

  test("since its path has a value that no meter takes", async () => {
    const meters = {
      calls: {
        event: "call",
        aggregation: { kind: "count" },
        unit: "call",
        dimensions: { family: ["ai"] },
      },
    } as const;
    const events = [{ event: "call", data: { family: { segment: "family" } } }] as const;
    const one = { path: "/{family}", events };
    const api = { name: "API", version: "v1", path: "/v1", routes: { one } };
    const { url, ends } = await gatewayTo(never, { served: { apis: { api }, meters } });
    expect(await (await get(`${url}/v1/quantum`)).json()).toMatchObject({
      status: 404,
      code: "not-sold",
      because: "family",
    });
    expect(ends).toEqual({ ended: 0, dropped: 1, unkept: 0 });
  });

  test("since its usage could not be kept", async () => {
    const spool = await openSpool(crashingDisk(Infinity), { ...spoolLimits, bytesMax: 10 });
    const { url } = await gatewayTo(never, { spool });
    const answer = await get(`${url}/v1/x`);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  });
});

describe("an upstream", () => {
  test("that cannot be reached is a 502", async () => {
    const { url, ends } = await gatewayTo(() => undefined, { upstream: "http://127.0.0.1:1" });
    expect(await (await get(`${url}/v1/x`)).json()).toMatchObject({ code: "upstream-unreachable" });
    expect(ends.dropped).toBe(1);
  });

  test("that keeps silent is a 504", async () => {
    const { url } = await gatewayTo(() => undefined, { silenceMsMax: 30 });
    expect(await (await get(`${url}/v1/x`)).json()).toMatchObject({ code: "upstream-timeout" });
  });
});
