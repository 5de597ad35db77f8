import { once } from "node:events";
import type http from "node:http";
import net, { type AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { countingServer } from "./counting-server.fixture.ts";
import { closeAll, closing, gatewayTo, get } from "./gateway.fixture.ts";
import { serverAccess } from "./server-access.ts";

afterEach(closeAll);

/** What a gateway says to bytes of a connection, up to its end. */
async function saidTo(url: string, sent: string): Promise<string> {
  const socket = net.connect(Number(new URL(url).port), "127.0.0.1");
  socket.write(sent);
  let said = "";
  for await (const piece of socket) said += String(piece);
  return said;
}

const lines = (...all: readonly string[]): string => `${all.join("\r\n")}\r\n\r\n`;

describe("a request that could hide another, or is no request", () => {
  const head = ["POST /v1/x HTTP/1.1", "Host: a", "X-Api-Key: good"];
  const hidden = "0\r\n\r\nGET /v1/hidden HTTP/1.1\r\nHost: a\r\nX-Api-Key: good\r\n\r\n";

  test.each([
    ["two lengths of two kinds", ["Content-Length: 6", "Transfer-Encoding: chunked"], 400],
    ["two lengths", ["Content-Length: 6", "Content-Length: 7"], 400],
    ["a length that is a list", ["Content-Length: 6, 6"], 400],
    ["a length with a sign", ["Content-Length: +6"], 400],
    ["a space before the colon", ["Transfer-Encoding : chunked"], 400],
    ["a folded line", ["Transfer-Encoding:", " chunked"], 400],
    ["a bare carriage return", ["X-A: b\rTransfer-Encoding: chunked"], 400],
    ["chunked that is not the last coding", ["Transfer-Encoding: chunked, identity"], 400],
    ["a coding that is unknown", ["Transfer-Encoding: xchunked"], 501],
    ["a coding before chunked", ["Transfer-Encoding: gzip, chunked"], 501],
    ["a head of twenty kilobytes", [`X-Long: ${"x".repeat(20_000)}`], 431],
    ["a WebSocket", ["Connection: Upgrade", "Upgrade: websocket"], 501],
  ])("%s", async (_, more, status) => {
    let called = 0;
    const { url } = await gatewayTo((_request, response) => {
      called += 1;
      response.end();
    });
    const said = await saidTo(url, lines(...head, ...more, "Connection: close") + hidden);
    expect(said.slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
    expect(called).toBe(0);
  });

  test("of an upstream's answer is not passed on", async () => {
    const behind = net.createServer((socket) => {
      socket.once("data", () =>
        socket.end(
          lines("HTTP/1.1 200 OK", "Content-Length: 3", "Transfer-Encoding: chunked") + hidden,
        ),
      );
    });
    await new Promise<void>((resolve) => behind.listen(0, "127.0.0.1", resolve));
    closing.push(() => behind.close());
    const { port } = behind.address() as AddressInfo;
    const { url } = await gatewayTo(() => undefined, { upstream: `http://127.0.0.1:${port}` });
    expect((await get(`${url}/v1/x`)).status).toBe(502);
  });

  test("keeps what belongs to its connection to itself", async () => {
    const seen: http.IncomingHttpHeaders[] = [];
    const { url } = await gatewayTo((request, response) => {
      seen.push(request.headers);
      response.writeHead(200, { connection: "x-inner", "x-inner": "1", "keep-alive": "timeout=9" });
      response.end("ok");
    });
    const said = await saidTo(
      url,
      lines(
        ...["GET /v1/x HTTP/1.1", "Host: a", "X-Api-Key: good", "TE: trailers"],
        ...["Connection: close, x-hop, florin-customer", "X-Hop: 1", "Upgrade: h2c"],
      ),
    );
    expect(said).toMatch(/^HTTP\/1.1 200 OK\r\n/);
    expect(said).not.toMatch(/x-inner|timeout=9/i);
    expect(seen[0]).toMatchObject({ "florin-customer": "acme" });
    for (const name of ["x-hop", "te", "upgrade", "x-api-key"])
      expect(seen[0]).not.toHaveProperty(name);
  });
});

describe("a gateway that is told to stop", () => {
  test("lets a stream end, and takes no more on the connections that it has", async () => {
    const sent: http.ServerResponse[] = [];
    const { url, events, gateway } = await gatewayTo((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("data: 1\n\n");
      sent.push(response);
    });
    const reader = (await get(`${url}/v1/x`)).body?.getReader();
    await reader?.read();
    const closed = gateway.close(new Promise(() => undefined));
    await expect(get(`${url}/v1/x`)).rejects.toThrow();
    sent[0]?.end('data: {"usage": {"total": 3}}\n\n');
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain("total");
    expect((await reader?.read())?.done).toBe(true);
    expect(await closed).toBe(0);
    expect((await events())[0]?.data).toMatchObject({ tokens: 3 });
  });

  test("breaks off at the limit, and counts what was answered by then", async () => {
    const { url, events, gateway } = await gatewayTo((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write('data: {"usage": {"total": 2}}\n\n');
    });
    const reader = (await get(`${url}/v1/x`)).body?.getReader();
    await reader?.read();
    expect(await gateway.close(Promise.resolve())).toBe(1);
    await expect(reader?.read()).rejects.toThrow();
    expect((await events())[0]?.data).toMatchObject({ tokens: 2 });
  });

  test("forwards nothing that comes behind a call in flight on its connection", async () => {
    const sent: http.ServerResponse[] = [];
    const { url, gateway } = await gatewayTo((_, response) => sent.push(response));
    const call = lines("GET /v1/x HTTP/1.1", "Host: a", "X-Api-Key: good");
    const socket = net.connect(Number(new URL(url).port), "127.0.0.1");
    socket.write(call);
    await expect.poll(() => sent.length).toBe(1);
    const closed = gateway.close(new Promise(() => undefined));
    socket.write(call);
    sent[0]?.end("ok");
    let said = "";
    for await (const piece of socket) said += String(piece);
    expect(said).toMatch(/^HTTP\/1.1 200/);
    expect([sent.length, await closed]).toEqual([1, 0]);
  });
});

describe("a caller who hangs up before the answer begins", () => {
  const connections = (server: http.Server): Promise<number> =>
    new Promise((resolve) => server.getConnections((_, count) => resolve(count)));

  /** Sends this, hangs up once `heard`, and waits until the gateway knows. */
  async function hangUp(
    { url, gateway }: Awaited<ReturnType<typeof gatewayTo>>,
    sent: string,
    heard: (said: string) => boolean,
  ): Promise<string> {
    let said = "";
    const socket = net.connect(Number(new URL(url).port), "127.0.0.1");
    socket.on("data", (piece) => {
      said += String(piece);
    });
    socket.write(sent);
    await expect.poll(() => heard(said), { interval: 5 }).toBe(true);
    socket.destroy();
    await expect.poll(() => connections(gateway.server), { interval: 5 }).toBe(0);
    return said;
  }
  const call = ["POST /v1/x HTTP/1.1", "Host: a", "X-Api-Key: good"];

  test("is counted, and passes no quota however often", async () => {
    const meters = {
      calls: { event: "call", aggregation: { kind: "sum", property: "n" }, unit: "call" },
    } as const;
    const events = [{ event: "call", data: { n: "calls", out: "response-bytes" } }] as const;
    const { server, stored } = countingServer(3);
    const asleep: http.ServerResponse[] = [];
    let kept = 0;
    const opened = await gatewayTo((_, response) => asleep.push(response), {
      kept: () => {
        kept += 1;
      },
      served: { apis: { api: { name: "API", version: "v1", path: "/v1", events } }, meters },
      access: serverAccess({ meters, features: {} }, server, () => 0),
    });
    const refused: string[] = [];
    for (let at = 1; at <= 8; at += 1) {
      const known = asleep.length;
      const said = await hangUp(
        opened,
        lines(...call),
        (heard) => asleep.length > known || heard !== "",
      );
      if (asleep.length === known) refused.push(said.slice(0, 12));
    }
    expect([asleep.length, refused]).toEqual([3, Array(5).fill("HTTP/1.1 402")]);
    for (const response of asleep) response.end("done");
    await expect.poll(() => kept, { interval: 5 }).toBe(3);
    const counted = await opened.events();
    expect(counted.map(({ data }) => data)).toEqual(Array(3).fill({ n: 1, out: 0 }));
    await server.post(counted);
    expect(stored.size).toBe(3);
  });

  test("is counted once all of a body has come, and broken off before", async () => {
    const begun: http.IncomingMessage[] = [];
    const asleep: http.ServerResponse[] = [];
    const opened = await gatewayTo((request, response) => {
      begun.push(request.resume());
      request.on("end", () => asleep.push(response));
    });
    const size = 300_000;
    const head = lines(...call, `Content-Length: ${size}`);
    await hangUp(opened, `${head}half`, () => begun.length === 1);
    await expect.poll(() => opened.ends.dropped, { interval: 5 }).toBe(1);
    await hangUp(opened, head + "x".repeat(size), () => asleep.length === 1);
    asleep[0]?.end("done");
    await expect.poll(() => opened.ends.ended, { interval: 5 }).toBe(1);
    expect((await opened.events())[0]?.data).toEqual({ in: size, out: 0 });
  });

  test("keeps no gateway that is told to stop beyond the limit", async () => {
    const asleep: http.ServerResponse[] = [];
    const opened = await gatewayTo((_, response) => asleep.push(response));
    await hangUp(opened, lines(...call), () => asleep.length === 1);
    expect(await opened.gateway.close(Promise.resolve())).toBe(1);
    expect(opened.ends).toEqual({ ended: 0, dropped: 1, unkept: 0 });
  });
});

test("a caller who stops in the middle of a body is broken off", async () => {
  const { url, ends } = await gatewayTo((request) => request.resume(), { silenceMsMax: 200 });
  const head = lines("POST /v1/x HTTP/1.1", "Host: a", "X-Api-Key: good", "Content-Length: 9");
  const socket = net.connect(Number(new URL(url).port), "127.0.0.1");
  socket.write(`${head}half`);
  socket.resume();
  await once(socket, "close");
  await expect.poll(() => ends.dropped).toBe(1);
});
