const api = (path: string, more: object = {}) => ({ name: "API", version: "v1", path, ...more });

/** What the rules find in APIs, in the small document, as the cases of the other rules are written. */
export const apiCases = [
  {
    rule: "metered-apis",
    edits: {
      "/apis/one": api("/v1", {
        events: [{ event: "calll", data: { calls: "calls" } }, { event: "sale" }],
        routes: {
          chat: {
            method: "POST",
            path: "/chat/{model}",
            events: [
              { event: "call", data: { calls: "calls", model: { segment: "model" } } },
              { event: "call", data: { calls: "calls", model: { segment: "modell" } } },
            ],
          },
          talk: { method: "POST", path: "/chat/{name}", events: [{ event: "nothing-like-it" }] },
        },
        deprecated: "2026-05-01",
        sunset: "2026-04-30",
      }),
      "/apis/two": api("/v1"),
    },
    finds: [
      "event-without-meter /apis/one/events/0/event",
      "property-not-measured /apis/one/events/1",
      "unknown-path-segment /apis/one/routes/chat/events/1/data/model/segment",
      "event-without-meter /apis/one/routes/talk/events/0/event",
      "duplicate-api-path /apis/one/routes/talk/path",
      "sunset-before-deprecation /apis/one/sunset",
      "duplicate-api-path /apis/two/path",
    ],
  },
  {
    rule: "metered-apis",
    edits: {
      "/meters/calls/dimensions": { region: ["eu", "us"], model: ["small", "other"] },
      "/apis/one": api("/v1", {
        events: [
          { event: "call", data: { calls: "calls" } },
          { event: "call", data: { calls: "calls", region: { of: "request", field: "/r" } } },
          {
            event: "call",
            data: { calls: "calls", region: { of: "response", field: "/r", default: "asia" } },
          },
          {
            event: "call",
            data: { calls: "calls", region: { of: "response", field: "/r", default: "us" } },
          },
        ],
        routes: {
          by: {
            path: "/{region}",
            events: [{ event: "call", data: { calls: "calls", region: { segment: "region" } } }],
          },
        },
      }),
    },
    finds: [
      "dimension-without-default /apis/one/events/0",
      "dimension-without-default /apis/one/events/1/data/region",
      "dimension-without-default /apis/one/events/2/data/region",
    ],
  },
  {
    rule: "known-names",
    edits: {
      "/apis/one": api("/v1", {
        plans: ["teem"],
        features: { ssso: true },
        sla: "gold",
        successor: "three",
        routes: { chat: { path: "/chat", plans: ["teem"], features: { ssso: true } } },
      }),
    },
    finds: [
      "unknown-plan /apis/one/plans/0",
      "unknown-feature /apis/one/features/ssso",
      "unknown-sla /apis/one/sla",
      "unknown-api /apis/one/successor",
      "unknown-plan /apis/one/routes/chat/plans/0",
      "unknown-feature /apis/one/routes/chat/features/ssso",
    ],
  },
  {
    rule: "feature-values",
    edits: {
      "/apis/one": api("/v1", {
        features: { sso: 3 },
        routes: { chat: { path: "/chat", features: { sso: "3" } } },
      }),
    },
    finds: [
      "wrong-feature-value /apis/one/features/sso",
      "wrong-feature-value /apis/one/routes/chat/features/sso",
    ],
  },
];
