import {
  acceptanceShape,
  recoveryByCodeShape,
  recoveryByLinkShape,
  setUpShape,
  signInShape,
} from "../services/people-shapes.ts";
import { bodyProblems, component, json, type Operation } from "./openapi-operation.ts";

const tag = "People";
const email = "ada@example.com";
const password = "correct horse battery";
const secret = "default.Xq3bM0c9ZtKe.r5T0uV8wYb2Ce4Gh6Jk1Mn3Pq7Ss9Aa0";

/** What opens a session is open to anybody, and is tried a bounded number of times. */
const opening = (
  operation: Pick<Operation, "url" | "id" | "summary" | "description" | "body">,
  more: Operation["problems"] = [],
): Operation => ({
  method: "POST",
  tag,
  access: "open",
  ...operation,
  answers: [{ status: 204, description: "Signed in; the cookie is set." }],
  problems: [...bodyProblems, ...more, "too-many-attempts", "csrf-refused"],
});

/** How people get in. */
export const signInOperations: readonly Operation[] = [
  opening(
    {
      url: "/sign-in",
      id: "signInWithPassword",
      summary: "Sign in with e-mail and password, and a one-time code where they are on",
      body: json(component("SignIn", signInShape), { email, password, code: "287082" }),
    },
    ["sign-in-refused", "one-time-code-needed"],
  ),
  opening({
    url: "/invitations",
    id: "acceptInvitation",
    summary: "Take an invitation: choose a password, and be signed in",
    body: json(component("Acceptance", acceptanceShape), { invitation: secret, password }),
  }),
  opening(
    {
      url: "/set-up",
      id: "setUp",
      summary: "Make the first owner of a server that others reach",
      description:
        "Once, with the token in the link that the server printed; until then it answers its health and this, and nothing else.",
      body: json(component("SetUp", setUpShape), {
        token: "dG9rZW4gdGhhdCB0aGUgc2VydmVyIHByaW50ZWQ",
        email,
        name: "Ada",
        password,
      }),
    },
    ["set-up-refused"],
  ),
  opening(
    {
      url: "/recoveries",
      id: "recoverByLink",
      summary: "Choose another password by what an admin handed over",
      description:
        "Ends every session. One-time codes are asked for as at sign-in, unless they end with it.",
      body: json(component("RecoveryByLink", recoveryByLinkShape), { recovery: secret, password }),
    },
    ["sign-in-refused", "one-time-code-needed"],
  ),
  opening(
    {
      url: "/recoveries/by-code",
      id: "recoverByCode",
      summary: "Choose another password by a recovery code",
      description:
        "The recovery code stands for the password; `code` is of the app, or another recovery code. Ends every session.",
      body: json(component("RecoveryByCode", recoveryByCodeShape), {
        email,
        recoveryCode: "Xq3bM0c9ZtKe",
        password,
        code: "287082",
      }),
    },
    ["sign-in-refused"],
  ),
];
