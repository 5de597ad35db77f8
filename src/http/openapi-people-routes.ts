import { list } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import type { MemberView } from "../services/member-desk.ts";
import type { SessionView } from "../services/people-sessions.ts";
import {
  codeShape,
  invitationShape,
  memberChangeShape,
  memberShape,
  newMemberShape,
  passwordChangeShape,
  recoveryCodesShape,
  recoveryRequestShape,
  recoveryShape,
  sessionShape,
  switchShape,
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
  environments: null,
  state: "member",
  oneTimeCodes: true,
  createdAt: "2026-01-10T10:00:00Z",
} as const;
const invitation = "default.Xq3bM0c9ZtKe.r5T0uV8wYb2Ce4Gh6Jk1Mn3Pq7Ss9Aa0";
const session = {
  id: "Zt9cM0b3XqKe",
  member: member.id,
  email: member.email,
  environment: "default",
  agent: "Mozilla/5.0",
  createdAt: "2026-01-10T10:00:00Z",
  seenAt: "2026-01-10T11:00:00Z",
  expiresAt: "2026-01-10T22:00:00Z",
  current: true,
} as const;
const ofMember = idInPath("The member.", member.id);
const view = answerComponent("Member", memberShape);

const members = object<{ readonly items: readonly MemberView[] }>({ items: list(memberShape) });
const sessions = object<{ readonly items: readonly SessionView[] }>({ items: list(sessionShape) });

/** A change of a member, answered with the member as they are then. */
const changing = (
  operation: Pick<Operation, "method" | "url" | "id" | "summary"> & Partial<Operation>,
  done: string,
  then: object = {},
): Operation => ({
  tag,
  access: "write",
  path: [ofMember],
  answers: [{ status: 200, description: done, content: json(view, { ...member, ...then }) }],
  problems: ["not-found"],
  ...operation,
});

/** People, and where they are signed in. */
export const peopleOperations: readonly Operation[] = [
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
  changing(
    {
      method: "PUT",
      url: "/v1/members/:id",
      id: "changeMember",
      summary: "Give somebody another role, or other environments",
      description:
        "Without `environments` they may enter all, later ones too. The last owner who can sign in stays one.",
      body: json(component("MemberChange", memberChangeShape), { role: "finance" }),
      problems: [...bodyProblems, "not-found"],
    },
    "They have it.",
  ),
  changing(
    {
      method: "DELETE",
      url: "/v1/members/:id",
      id: "removeMember",
      summary: "Remove somebody, and end their sessions",
    },
    "They are removed.",
  ),
  changing(
    {
      method: "POST",
      url: "/v1/members/:id/suspend",
      id: "suspendMember",
      summary: "Keep somebody out until they are let in again, and end their sessions",
    },
    "They are out.",
    { state: "suspended" },
  ),
  changing(
    {
      method: "POST",
      url: "/v1/members/:id/resume",
      id: "resumeMember",
      summary: "Let somebody in again",
    },
    "They may sign in.",
  ),
  {
    method: "POST",
    url: "/v1/members/:id/recovery",
    id: "recoverMember",
    tag,
    summary: "Make what lets somebody choose another password, once, within a day",
    description:
      "It is in this answer alone, for them to use at `POST /recoveries`; one that was made before is void. With `endOneTimeCodes` no code is asked for any more.",
    access: "write",
    path: [ofMember],
    body: json(component("MemberRecoveryRequest", recoveryRequestShape), { endOneTimeCodes: true }),
    answers: [
      {
        status: 201,
        description: "It is made.",
        content: json(answerComponent("MemberRecovery", recoveryShape), {
          recovery: invitation,
          recoveryUntil: "2026-01-11T10:00:00Z",
        }),
      },
    ],
    problems: [...bodyProblems, "not-found"],
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
    url: "/v1/sessions/environment",
    id: "switchEnvironment",
    tag,
    summary: "Go on in another environment of the organisation, without signing in again",
    description: "Ends the session and opens another, which lasts no longer; the cookie is set.",
    access: "person",
    body: json(component("EnvironmentSwitch", switchShape), { environment: "default" }),
    answers: [
      {
        status: 200,
        description: "The environment that the session speaks for.",
        content: json(answerComponent("SwitchedEnvironment", switchShape), {
          environment: "default",
        }),
      },
    ],
    problems: [...bodyProblems, "not-found"],
  },
  {
    method: "PUT",
    url: "/v1/password",
    id: "changePassword",
    tag,
    summary: "Change one's password, and end one's other sessions",
    access: "person",
    body: json(component("PasswordChange", passwordChangeShape), {
      current: "correct horse battery",
      password: "staple correct horse",
    }),
    answers: [{ status: 204, description: "It is changed." }],
    problems: [...bodyProblems, "too-many-attempts"],
  },
  {
    method: "POST",
    url: "/v1/one-time-codes",
    id: "beginOneTimeCodes",
    tag,
    summary: "Get a secret for an app of one-time codes",
    description: "Codes are asked for once one was confirmed.",
    access: "person",
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
    access: "person",
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
