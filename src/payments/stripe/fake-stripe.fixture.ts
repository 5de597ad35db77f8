import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { WebhookDelivery } from "../webhook-delivery.ts";
import {
  emptyBooks,
  type FakeBooks,
  type FakeEvent,
  FakeRefusal,
} from "./fake-stripe-objects.fixture.ts";
import { answerRoute, type FakeForm } from "./fake-stripe-routes.fixture.ts";

/**
 * What happens to a POST: it is done or not, and answered or not. `in-use`: another call holds the idempotency key.
 * `unavailable`: turned away at the door, nothing saved. `error`: an error of Stripe's own, saved under the key as
 * Stripe does.
 */
export type FakeTrouble =
  | "hang-before"
  | "hang-after"
  | "reset-after"
  | "rate-limit"
  | "in-use"
  | "unavailable"
  | "error-before"
  | "error-after";

/** A call as it came. */
export interface FakeCall {
  readonly method: string;
  readonly path: string;
  readonly key: string | undefined;
  readonly version: string | undefined;
  readonly form: FakeForm;
}

/** A local server that speaks the calls that the SDK makes. */
export interface FakeStripe {
  readonly port: number;
  readonly books: FakeBooks;
  readonly calls: FakeCall[];
  /** What the next POSTs meet, in order. */
  readonly troubles: FakeTrouble[];
  /** A message as it would be posted to our endpoint, signed at `at` (epoch seconds). */
  readonly deliver: (event: FakeEvent, at: number, secret?: string) => WebhookDelivery;
  readonly close: () => Promise<void>;
}

export const fakeSecretKey = "sk_test_FixtureKey0123456789";
export const fakeWebhookSecret = "whsec_FixtureSecret0123456789";

interface Saved {
  readonly fingerprint: string;
  readonly answer: Answer;
}

interface Desk {
  readonly books: FakeBooks;
  readonly calls: FakeCall[];
  readonly troubles: FakeTrouble[];
  readonly saved: Map<string, Saved>;
}

/** Starts the server on a free port of this machine. */
export async function startFakeStripe(now: number): Promise<FakeStripe> {
  const desk: Desk = { books: emptyBooks(now), calls: [], troubles: [], saved: new Map() };
  const server = createServer((request, response) => {
    void receive(desk, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    books: desk.books,
    calls: desk.calls,
    troubles: desk.troubles,
    deliver: (event, at, secret = fakeWebhookSecret) => {
      const body = JSON.stringify(event);
      const digest = createHmac("sha256", secret).update(`${at}.${body}`).digest("hex");
      return { body, headers: { "stripe-signature": `t=${at},v1=${digest},v0=${"0".repeat(64)}` } };
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function receive(
  desk: Desk,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "", "http://stripe.invalid");
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  const method = request.method ?? "";
  const form = new Map(new URLSearchParams(method === "GET" ? url.search : text));
  const key = request.headers["idempotency-key"] as string | undefined;
  const version = request.headers["stripe-version"] as string | undefined;
  desk.calls.push({ method, path: url.pathname, key, version, form });
  const path = url.pathname;
  const trouble = method === "POST" ? desk.troubles.shift() : undefined;
  const posted = { key: key ?? "", fingerprint: `${path}?${text}`, form, path, trouble };
  const answer =
    request.headers.authorization === `Bearer ${fakeSecretKey}`
      ? method === "POST"
        ? answerPost(desk, posted)
        : run(desk, method, path, form)
      : wrongKey(request.headers.authorization ?? "");
  if (trouble === "hang-before" || trouble === "hang-after") return;
  if (trouble === "reset-after") response.socket?.destroy();
  else send(response, answer);
}

interface Posted {
  readonly key: string;
  readonly fingerprint: string;
  readonly form: FakeForm;
  readonly path: string;
  readonly trouble: FakeTrouble | undefined;
}

function answerPost(desk: Desk, { key, fingerprint, form, path, trouble }: Posted): Answer {
  const known = desk.saved.get(key);
  if (trouble === "hang-before") return { status: 500, body: "" };
  if (trouble === "rate-limit")
    return { status: 429, body: errorText(rateLimited), headers: { "retry-after": "2" } };
  if (trouble === "unavailable") return { status: 503, body: errorText(ownError) };
  if (trouble === "in-use") return { status: 409, body: errorText(keyInUse) };
  if (known !== undefined)
    return known.fingerprint === fingerprint
      ? { ...known.answer, headers: { "idempotent-replayed": "true" } }
      : { status: 400, body: errorText(otherParameters) };
  const done = trouble === "error-before" ? undefined : run(desk, "POST", path, form);
  const failed = trouble === "error-after" || done === undefined;
  const answer = failed ? { status: 500, body: errorText(ownError) } : done;
  // What fails the check of its parameters is not saved; what was begun is, also where it failed.
  if (answer.status !== 400 && answer.status !== 404) desk.saved.set(key, { fingerprint, answer });
  return answer;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const wrongKey = (authorization: string): Answer => ({
  status: 401,
  body: errorText({
    type: "invalid_request_error",
    message: `Invalid API Key provided: ${authorization}`,
  }),
});

function run(desk: Desk, method: string, path: string, form: FakeForm): Answer {
  try {
    const object = answerRoute(desk.books, method, path, form);
    if (object === undefined)
      return { status: 404, body: errorText({ message: `Unrecognized request URL (${path})` }) };
    return { status: 200, body: JSON.stringify(object) };
  } catch (error) {
    if (!(error instanceof FakeRefusal)) throw error;
    return { status: error.answer.status, body: errorText(error.answer.error) };
  }
}

const errorText = (error: object): string => JSON.stringify({ error });

const rateLimited = {
  type: "invalid_request_error",
  code: "lock_timeout",
  message: "This object cannot be accessed right now because another API request is accessing it.",
};
const keyInUse = {
  type: "idempotency_error",
  code: "idempotency_key_in_use",
  message: "There is currently another in-progress request using this Idempotent Key.",
};
const otherParameters = {
  type: "idempotency_error",
  message: "Keys for idempotent requests can only be used with the same parameters.",
};
const ownError = { type: "api_error", message: "An unknown error occurred." };

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(body);
}
