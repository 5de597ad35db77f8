import { expect, test } from "vitest";
import { type CallFigures, callEvents, pointersOf } from "./call-events.ts";
import { callMatcher } from "./match-call.ts";

const match = callMatcher({
  chat: {
    name: "Chat",
    version: "v1",
    path: "/v1",
    routes: {
      ask: {
        path: "/{model}",
        events: [
          {
            event: "tokens",
            data: {
              tokens: { of: "response", field: "/usage/total", default: 0 },
              user: { of: "request", field: "/user" },
              model: { segment: "model" },
              ms: "milliseconds",
              in: "request-bytes",
              out: "response-bytes",
              api: "api",
              route: "route",
            },
          },
          { event: "call", of: "all", data: { n: "calls", status: "status", method: "method" } },
        ],
      },
    },
  },
});
const call = match("POST", "/v1/large");
const identity = { id: "c1", source: "gateway", customer: "acme", time: "2026-01-05T10:00:00Z" };
const figures: CallFigures = {
  method: "POST",
  status: 200,
  requestBytes: 10,
  responseBytes: 20,
  milliseconds: 30,
  whole: true,
  requestFields: new Map([["/user", "ada"]]),
  responseFields: new Map([["/usage/total", 42]]),
};
const eventsOf = (more: Partial<CallFigures>) =>
  call === undefined
    ? []
    : callEvents(call, { ...figures, ...more }, identity).map(({ event }) => event);

test("a call's events say what was measured", () => {
  expect(eventsOf({})).toEqual([
    {
      ...identity,
      type: "tokens",
      data: {
        tokens: 42,
        user: "ada",
        model: "large",
        ms: 30,
        in: 10,
        out: 20,
        api: "chat",
        route: "ask",
      },
    },
    { ...identity, id: "c1-2", type: "call", data: { n: 1, status: 200, method: "POST" } },
  ]);
});

test("what a body does not have is left out, or is the default", () => {
  const [event] = eventsOf({ requestFields: new Map(), responseFields: new Map() });
  expect(event?.data).toMatchObject({ tokens: 0 });
  expect(event?.data).not.toHaveProperty("user");
});

test.each(["4111 1111 1111 1111", "a\u0000b", "x".repeat(1025)])(
  "what no event may hold is passed over, and the call counts",
  (said) => {
    const named = match("POST", `/v1/${encodeURIComponent(said)}`);
    const asked = { ...figures, requestFields: new Map([["/user", said]]) };
    const [one] = named === undefined ? [] : callEvents(named, asked, identity);
    expect(one?.event.data).toMatchObject({ tokens: 42, api: "chat" });
    expect(one?.event.data).not.toHaveProperty("user");
    expect(one?.event.data).not.toHaveProperty("model");
  },
);

test.each([{ status: 400 }, { whole: false }])(
  "of %o only what is of all calls is told",
  (more) => {
    expect(eventsOf(more).map(({ type }) => type)).toEqual(["call"]);
  },
);

test("the fields to be read are those of its own body", () => {
  expect(call && pointersOf(call, "request")).toEqual(["/user"]);
  expect(call && pointersOf(call, "response")).toEqual(["/usage/total"]);
});
