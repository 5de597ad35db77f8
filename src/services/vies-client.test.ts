import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { parseVatNumber } from "../tax/vat-number.ts";
import { type ViesOptions, viesClient } from "./vies-client.ts";

const number = expectOk(parseVatNumber("DE136695976"));
const noon = Date.UTC(2026, 0, 31, 12);

let server: Server | undefined;
const asked: unknown[] = [];
const waits: number[] = [];

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((closed) => (server === undefined ? closed(0) : server.close(closed)));
  server = undefined;
  asked.length = 0;
  waits.length = 0;
});

type Answer = (response: ServerResponse, attempt: number) => void;

async function bodyOf(message: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of message) text += String(chunk);
  return text;
}

/** A client of a server that answers each attempt as told. */
async function clientOf(answer: Answer, options: Partial<ViesOptions> = {}) {
  server = createServer(async (message, response) => {
    asked.push(JSON.parse(await bodyOf(message)));
    answer(response, asked.length);
  });
  await new Promise<void>((listening) => server?.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return viesClient({
    now: () => noon,
    url: `http://127.0.0.1:${port}/check-vat-number`,
    wait: async (ms) => waits.push(ms),
    ...options,
  });
}

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
};

const refused = (error: string) => ({ actionSucceed: false, errorWrappers: [{ error }] });

test("a valid number, with its holder and the consultation number", async () => {
  const client = await clientOf(
    (response) =>
      json(response, 200, {
        countryCode: "DE",
        vatNumber: "136695976",
        requestDate: "2026-01-31T12:00:00.000Z",
        valid: true,
        requestIdentifier: "WAPIAAAAW1234567",
        name: "Acme GmbH",
        address: "---",
      }),
    { requester: expectOk(parseVatNumber("ATU13585627")) },
  );
  expect(await client.check(number)).toEqual({
    ok: true,
    value: {
      number: "DE136695976",
      valid: true,
      name: "Acme GmbH",
      checkedAt: "2026-01-31T12:00:00Z",
      consultation: "WAPIAAAAW1234567",
    },
  });
  expect(asked).toEqual([
    {
      countryCode: "DE",
      vatNumber: "136695976",
      requesterMemberStateCode: "AT",
      requesterNumber: "U13585627",
    },
  ]);
});

test("a number that is not registered is an answer, not a refusal", async () => {
  const client = await clientOf((response) =>
    json(response, 200, { valid: false, name: "---", userError: "INVALID" }),
  );
  expect(await client.check(number)).toEqual({
    ok: true,
    value: { number: "DE136695976", valid: false, checkedAt: "2026-01-31T12:00:00Z" },
  });
});

test("what may pass is asked again, with growing pauses", async () => {
  const client = await clientOf((response, attempt) => {
    if (attempt === 1) json(response, 500, refused("MS_MAX_CONCURRENT_REQ"));
    else if (attempt === 2) response.destroy();
    else json(response, 200, { valid: true });
  });
  expect(await client.check(number)).toMatchObject({ ok: true, value: { valid: true } });
  expect(waits).toEqual([500, 1_000]);
});

test.each([
  ["MS_UNAVAILABLE", 200, "vat-check-unavailable", 3],
  ["GLOBAL_MAX_CONCURRENT_REQ", 500, "vat-check-limit", 3],
  ["IP_BLOCKED", 403, "vat-check-refused", 1],
  ["INVALID_REQUESTER_INFO", 400, "vat-check-refused", 1],
])("%s with %i is %s after %i attempts", async (error, status, code, attempts) => {
  const client = await clientOf((response) => json(response, status, refused(error)));
  expect(await client.check(number)).toMatchObject({ ok: false, faults: [{ code }] });
  expect(asked).toHaveLength(attempts);
});

test("an answer that is no JSON, too long, or says nothing of the number is none", async () => {
  const bodies = ["<html>", JSON.stringify({ valid: true, name: "x".repeat(200_000) }), "{}"];
  const client = await clientOf((response, attempt) => {
    response.writeHead(200);
    response.end(bodies[attempt - 1]);
  });
  expect(await client.check(number)).toMatchObject({
    ok: false,
    faults: [{ code: "vat-check-unavailable" }],
  });
  expect(asked).toHaveLength(3);
});

test("a server that never answers is left after the time-out", async () => {
  const timesMs: number[] = [];
  let over = new AbortController();
  // Its time is over as soon as the server was asked.
  const client = await clientOf(() => over.abort(), {
    timeoutMs: 40,
    attempts: 2,
    until: (ms) => {
      timesMs.push(ms);
      over = new AbortController();
      return over.signal;
    },
  });
  expect(await client.check(number)).toMatchObject({
    ok: false,
    faults: [{ code: "vat-check-unavailable" }],
  });
  expect(asked).toHaveLength(2);
  expect(timesMs).toEqual([40, 40]);
});

test("429 is a limit", async () => {
  const client = await clientOf((response) => json(response, 429, {}), { attempts: 1 });
  expect(await client.check(number)).toMatchObject({
    ok: false,
    faults: [{ code: "vat-check-limit" }],
  });
});

test("a number that VIES does not keep is not asked for", async () => {
  const client = await clientOf((response) => json(response, 200, { valid: true }));
  const swiss = expectOk(parseVatNumber("CHE-107.787.577"));
  expect(await client.check(swiss)).toMatchObject({
    ok: false,
    faults: [{ code: "vat-check-refused" }],
  });
  expect(asked).toEqual([]);
});
