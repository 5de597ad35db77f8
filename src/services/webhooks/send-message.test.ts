import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseRange } from "../../webhook/address-rules.ts";
import type { Resolve } from "./guarded-agents.ts";
import { createSender, type Sender, sendLimits } from "./send-message.ts";
import { loopback } from "./webhook-scene.fixture.ts";

const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  "/taken": (response) => response.writeHead(204).end(),
  "/broken": (response) => response.writeHead(503, { "retry-after": "120" }).end("not\0now"),
  "/moved": (response) => response.writeHead(302, { location: "/taken" }).end(),
  "/endless": (response) => {
    response.writeHead(200);
    const pump = (): void => {
      while (response.writable && response.write("x".repeat(1_000)));
    };
    response.on("drain", pump);
    pump();
  },
  "/hangs": () => {},
  "/stalls": (response) => {
    response.writeHead(200);
    response.write("begun");
  },
  "/cut": (response) => response.destroy(),
};

let server: Server;
let origin = "";
const heard: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    heard.push(request.url ?? "");
    answers[request.url ?? ""]?.(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function sentBy(sender: Sender, url: string) {
  try {
    return await sender.send({ url, headers: { "content-type": "application/json" }, body: "{}" });
  } finally {
    await sender.close();
  }
}

const port = (): string => origin.split(":")[1] ?? "";

describe("sending a message", () => {
  it("takes an answer of 2xx, and nothing else, for delivered", async () => {
    const to = (path: string) => sentBy(createSender(loopback), `http://${origin}${path}`);
    expect(await to("/taken")).toEqual({ outcome: "delivered", status: 204, detail: "" });
    expect(await to("/broken")).toEqual({
      outcome: "refused",
      status: 503,
      detail: "notnow",
      retryAfterMs: 120_000,
    });
    expect(await to("/cut")).toMatchObject({ outcome: "unreachable", status: null });
  });

  it("follows no redirect", async () => {
    heard.length = 0;
    const moved = await sentBy(createSender(loopback), `http://${origin}/moved`);
    expect(moved).toMatchObject({ outcome: "redirected", status: 302 });
    expect(heard).toEqual(["/moved"]);
  });

  it("reads the beginning of an answer and no more", async () => {
    const endless = await sentBy(createSender(loopback), `http://${origin}/endless`);
    expect(endless).toMatchObject({ outcome: "delivered", status: 200 });
    expect(endless.detail).toHaveLength(sendLimits.answerBytes);
  });

  it("gives up what does not answer, or does not end, in time", async () => {
    for (const path of ["/hangs", "/stalls"]) {
      const sender = createSender(loopback, undefined, 100);
      expect(await sentBy(sender, `http://${origin}${path}`)).toEqual({
        outcome: "timed-out",
        status: null,
        detail: "no whole answer in time",
      });
    }
  });

  it("connects to no address of its own network unless it is allowed", async () => {
    heard.length = 0;
    const url = (host: string, scheme = "https") => `${scheme}://${host}:${port()}/taken`;
    const named =
      (...addresses: readonly string[]): Resolve =>
      async () =>
        addresses;
    const refused = [
      await sentBy(createSender([]), url("127.0.0.1")),
      await sentBy(createSender([]), url("[::1]")),
      await sentBy(createSender([]), url("2130706433")),
      await sentBy(createSender([], named("127.0.0.1", "::1")), url("receiver.example")),
      await sentBy(createSender([], named("169.254.169.254")), url("metadata.example")),
      await sentBy(createSender([], named()), url("nobody.example")),
      // Plain HTTP goes where the settings say, and nowhere else.
      await sentBy(createSender([], named("127.0.0.1")), url("receiver.example", "http")),
      await sentBy(createSender(loopback, named("93.184.216.34")), url("public.example", "http")),
    ];
    expect(refused.map(({ outcome }) => outcome)).toEqual(refused.map(() => "address-refused"));
    expect(heard).toEqual([]);
  });

  it("connects to the address that was looked at, and looks again with each connection", async () => {
    heard.length = 0;
    const asked: string[] = [];
    const rebinding: Resolve = async (name) => {
      asked.push(name);
      return asked.length === 1 ? ["127.0.0.1"] : ["127.0.0.2"];
    };
    const only = ["127.0.0.1/32"].flatMap((text) => parseRange(text) ?? []);
    const sender = createSender(only, rebinding);
    const send = (path: string) =>
      sender.send({ url: `http://rebinding.example:${port()}${path}`, headers: {}, body: "{}" });
    expect(await send("/taken")).toMatchObject({ outcome: "delivered" });
    // Of one name there is one look for each connection: the next one is refused.
    await send("/cut");
    expect(await send("/taken")).toMatchObject({ outcome: "address-refused" });
    expect(heard.filter((path) => path === "/taken")).toHaveLength(1);
    await sender.close();
  });
});
