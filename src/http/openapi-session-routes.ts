import { fields } from "./openapi-bodies.ts";
import { bodyProblems, json, type Operation } from "./openapi-operation.ts";

const cookieNote =
  "The cookie reads for twelve hours; scripts cannot see it and other sites cannot send it. It is `Secure` but for a server on the caller's own machine.";

const readiness = (ready: boolean) =>
  fields(
    {
      ready: { const: ready },
      checks: { type: "object", additionalProperties: { type: "string" } },
    },
    true,
  );

const readyExample = {
  ready: true,
  checks: { running: "ok", database: "ok", migrations: "ok", clock: "ok", ingest: "ok" },
};

/** The routes that need no key: is it there, what can it do, and the console's sign-in. */
export const sessionRoutes: readonly Operation[] = [
  {
    method: "GET",
    url: "/health",
    id: "readHealth",
    tag: "Server",
    summary: "Whether the server answers",
    access: "open",
    answers: [
      {
        status: 200,
        description: "It does.",
        content: json(fields({ status: { const: "ok" } }, true), { status: "ok" }),
      },
    ],
    problems: [],
  },
  {
    method: "GET",
    url: "/healthz",
    id: "readHealthz",
    tag: "Server",
    summary: "The same, as probes call it",
    access: "open",
    answers: [
      {
        status: 200,
        description: "It does.",
        content: json(fields({ status: { const: "ok" } }, true), { status: "ok" }),
      },
    ],
    problems: [],
  },
  {
    method: "GET",
    url: "/readyz",
    id: "readReadiness",
    tag: "Server",
    summary: "Whether the server should be sent requests, and each thing that was looked at",
    access: "open",
    answers: [
      { status: 200, description: "It should.", content: json(readiness(true), readyExample) },
      {
        status: 503,
        description: "It should not; `checks` says why.",
        content: json(readiness(false), {
          ready: false,
          checks: { ...readyExample.checks, running: "the server is shutting down" },
        }),
      },
    ],
    problems: [],
  },
  {
    method: "GET",
    url: "/openapi.json",
    id: "readDescription",
    tag: "Server",
    summary: "This description, OpenAPI 3.1",
    access: "open",
    answers: [
      {
        status: 200,
        description: "The description.",
        content: json(() => ({ type: "object" }), { openapi: "3.1.0" }),
      },
    ],
    problems: [],
  },
  {
    method: "GET",
    url: "/login",
    id: "openConsole",
    tag: "Console",
    summary: "Open the console from a link that the server printed, once",
    description: `A good link brings the cookie; one that was used leads to the sign-in form, which says so. ${cookieNote}`,
    access: "open",
    query: [
      {
        name: "token",
        description: "The invitation in the link.",
        schema: { type: "string" },
      },
    ],
    answers: [
      {
        status: 302,
        description: "On to the console at `/`, or to its form at `/sign-in?link=used`.",
      },
    ],
    problems: [],
  },
  {
    method: "POST",
    url: "/login",
    id: "signIn",
    tag: "Console",
    summary: "Open the console with an API key",
    description: cookieNote,
    access: "open",
    body: json(fields({ key: { type: "string" } }, true), { key: "florin_default_…" }),
    answers: [{ status: 204, description: "Signed in; the cookie is set." }],
    problems: [...bodyProblems, "unauthenticated", "csrf-refused"],
  },
  {
    method: "GET",
    url: "/sign-in/ways",
    id: "readWaysToSignIn",
    tag: "Console",
    summary: "How people sign in here",
    access: "open",
    answers: [
      {
        status: 200,
        description:
          "By password; by a provider where the first organisation has one; and by those of others where a domain of an e-mail leads there.",
        content: json(
          fields(
            {
              password: { const: true },
              openId: { type: "boolean" },
              byDomain: { type: "boolean" },
            },
            true,
          ),
          { password: true, openId: false, byDomain: false },
        ),
      },
    ],
    problems: ["set-up-needed"],
  },
  {
    method: "GET",
    url: "/sign-in/openid",
    id: "beginOpenIdSignIn",
    tag: "Console",
    summary: "Go to an organisation's provider of sign-in (OpenID Connect)",
    description:
      "To that of the first organisation where nothing is named. A wrong name is answered as a provider that is away, and counted as a try to sign in.",
    access: "open",
    query: [
      {
        name: "organisation",
        description: "What stands in the address that the organisation hands out.",
        schema: { type: "string" },
      },
      {
        name: "domain",
        description: "The domain of an e-mail.",
        schema: { type: "string" },
      },
    ],
    answers: [
      {
        status: 302,
        description:
          "On to the provider, or to `/sign-in?openid=` with `unavailable` or `too-many-attempts`.",
      },
    ],
    problems: ["set-up-needed"],
  },
  {
    method: "GET",
    url: "/sign-in/openid/callback",
    id: "finishOpenIdSignIn",
    tag: "Console",
    summary: "Come back from the provider",
    description: cookieNote,
    access: "open",
    answers: [
      {
        status: 302,
        description:
          "On to the console at `/`, signed in, or to `/sign-in?openid=` with `refused` or `stranger`.",
      },
    ],
    problems: ["set-up-needed"],
  },
  {
    method: "GET",
    url: "/sign-in/openid/callback/:organisation",
    id: "finishOrganisationSignIn",
    tag: "Console",
    summary: "Come back from the provider of an organisation that set its own",
    description: cookieNote,
    access: "open",
    path: [
      {
        name: "organisation",
        description: "The organisation.",
        required: true,
        schema: { type: "string", minLength: 1, maxLength: 255 },
        example: "default",
      },
    ],
    answers: [
      {
        status: 302,
        description:
          "On to the console at `/`, signed in, or to `/sign-in?openid=` with `refused` or `stranger`.",
      },
    ],
    problems: ["set-up-needed"],
  },
  {
    method: "POST",
    url: "/logout",
    id: "signOut",
    tag: "Console",
    summary: "Leave the console",
    description: "Ends the session: its cookie opens nothing any more, wherever it was copied to.",
    access: "open",
    answers: [
      { status: 204, description: "Signed out; the session is over and the cookie is gone." },
    ],
    problems: ["csrf-refused"],
  },
];
