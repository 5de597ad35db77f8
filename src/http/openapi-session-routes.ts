import { fields } from "./openapi-bodies.ts";
import { bodyProblems, json, type Operation } from "./openapi-operation.ts";

const cookieNote =
  "The cookie reads for twelve hours; scripts cannot see it and other sites cannot send it. It is `Secure` but for a server on the caller's own machine.";

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
