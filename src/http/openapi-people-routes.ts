import { list } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import type { MemberView } from "../services/people.ts";
import type { SessionView } from "../services/people-sessions.ts";
import {
  acceptanceShape,
  codeShape,
  invitationShape,
  memberShape,
  newMemberShape,
  recoveryCodesShape,
  sessionShape,
  signInShape,
  totpSecretShape,
} from "../services/people-shapes.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  idInPath,
  json,
  type Operation,
  reading,
} from "./openapi-operation.ts";

const tag = "People";

const member = {
  id: "Xq3bM0c9ZtKe",
  email: "ada@example.com",
  name: "Ada",
  role: "finance",
  state: "member",
  oneTimeCodes: true,
  createdAt: "2026-01-10T10:00:00Z",
} as const;
const invitation = "default.Xq3bM0c9ZtKe.r5T0uV8wYb2Ce4Gh6Jk1Mn3Pq7Ss9Aa0";
const session = {
  id: "Zt9cM0b3XqKe",
  member: member.id,
  email: member.email,
  agent: "Mozilla/5.0",
  createdAt: "2026-01-10T10:00:00Z",
  seenAt: "2026-01-10T11:00:00Z",
  expiresAt: "2026-01-10T22:00:00Z",
} as const;

const members = object<{ readonly items: readonly MemberView[] }>({ items: list(memberShape) });
const sessions = object<{ readonly items: readonly SessionView[] }>({ items: list(sessionShape) });
const signedIn = { status: 204, description: "Signed in; the cookie is set." };

/** People, their sessions, and how they sign in. */
export const peopleOperations: readonly Operation[] = [
  {
    method: "POST",
    url: "/sign-in",
    id: "signInWithPassword",
    tag,
    summary: "Sign in with e-mail and password, and a one-time code where they are on",
    access: "open",
    body: json(component("SignIn", signInShape), {
      email: member.email,
      password: "correct horse battery",
      code: "287082",
    }),
    answers: [signedIn],
    problems: [
      ...bodyProblems,
      "sign-in-refused",
      "one-time-code-needed",
      "too-many-attempts",
      "csrf-refused",
    ],
  },
  {
    method: "POST",
    url: "/invitations",
    id: "acceptInvitation",
    tag,
    summary: "Take an invitation: choose a password, and be signed in",
    access: "open",
    body: json(component("Acceptance", acceptanceShape), {
      invitation,
      password: "correct horse battery",
    }),
    answers: [signedIn],
    problems: [...bodyProblems, "csrf-refused"],
  },
  reading(
    {
      url: "/v1/members",
      id: "listMembers",
      tag,
      summary: "Who may sign in, oldest first",
      problems: [],
    },
    answerComponent("Members", members),
    { items: [member] },
  ),
  {
    method: "POST",
    url: "/v1/members",
    id: "inviteMember",
    tag,
    summary: "Invite somebody",
    description:
      "The invitation is in this answer alone, for them to choose a password with, within seven days. Nobody gives a role that may do more than they.",
    access: "write",
    body: json(component("Invitation", invitationShape), {
      email: member.email,
      name: member.name,
      role: member.role,
    }),
    answers: [
      {
        status: 201,
        description: "They are invited.",
        content: json(answerComponent("NewMember", newMemberShape), {
          ...member,
          state: "invited",
          oneTimeCodes: false,
          invitation,
          invitedUntil: "2026-01-17T10:00:00Z",
        }),
      },
    ],
    problems: bodyProblems,
  },
  {
    method: "DELETE",
    url: "/v1/members/:id",
    id: "removeMember",
    tag,
    summary: "Remove somebody, and end their sessions",
    access: "write",
    path: [idInPath("The member.", member.id)],
    answers: [
      {
        status: 200,
        description: "They are removed.",
        content: json(answerComponent("Member", memberShape), member),
      },
    ],
    problems: ["not-found"],
  },
  reading(
    {
      url: "/v1/sessions",
      id: "listSessions",
      tag,
      summary: "Where people are signed in, newest first",
      problems: [],
    },
    answerComponent("Sessions", sessions),
    { items: [session] },
  ),
  {
    method: "DELETE",
    url: "/v1/sessions/:id",
    id: "endSession",
    tag,
    summary: "End a session",
    access: "write",
    path: [idInPath("The session.", session.id)],
    answers: [{ status: 204, description: "It is over." }],
    problems: ["not-found"],
  },
  {
    method: "POST",
    url: "/v1/one-time-codes",
    id: "beginOneTimeCodes",
    tag,
    summary: "Get a secret for an app of one-time codes",
    description: "For who is signed in. Codes are asked for once one was confirmed.",
    access: "write",
    answers: [
      {
        status: 201,
        description: "The secret.",
        content: json(answerComponent("TotpSecret", totpSecretShape), {
          secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
          address:
            "otpauth://totp/Florin%3Aada%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Florin",
        }),
      },
    ],
    problems: [],
  },
  {
    method: "PUT",
    url: "/v1/one-time-codes",
    id: "confirmOneTimeCodes",
    tag,
    summary: "Confirm the secret by a code; from now on sign-in asks for one",
    description: "Answers ten recovery codes, each of which stands for a code once.",
    access: "write",
    body: json(component("OneTimeCode", codeShape), { code: "287082" }),
    answers: [
      {
        status: 200,
        description: "Codes are on.",
        content: json(answerComponent("RecoveryCodes", recoveryCodesShape), {
          recoveryCodes: ["Xq3bM0c9ZtKe"],
        }),
      },
    ],
    problems: [...bodyProblems, "sign-in-refused"],
  },
];
