import { roles } from "../access/roles.ts";
import { boolean, list, literal, text } from "../model/shape.ts";
import { object, optional } from "../model/shape-object.ts";
import type { RecoveryCodes, TotpSecret } from "./one-time-codes.ts";
import type { Acceptance, Invitation, MemberView, NewMember, SignInRequest } from "./people.ts";
import type { SessionView } from "./people-sessions.ts";
import { instantText } from "./report-shapes.ts";

const [owner, ...others] = roles;

/** Whom somebody invites. */
export const invitationShape = object<Invitation>({
  email: text,
  name: text,
  role: literal(owner, ...others),
});

/** How somebody takes an invitation. */
export const acceptanceShape = object<Acceptance>({ invitation: text, password: text });

/** How somebody signs in. */
export const signInShape = object<SignInRequest>({
  environment: optional(text),
  email: text,
  password: text,
  code: optional(text),
});

/** A code of an app. */
export const codeShape = object<{ readonly code: string }>({ code: text });

const memberFields = {
  id: text,
  email: text,
  name: text,
  role: text,
  state: literal("invited", "member"),
  oneTimeCodes: boolean,
  createdAt: instantText,
};

/** A person as the others see them. */
export const memberShape = object<MemberView>(memberFields);

/** Somebody who was just invited. */
export const newMemberShape = object<NewMember>({
  ...memberFields,
  invitation: text,
  invitedUntil: instantText,
});

/** Where somebody is signed in. */
export const sessionShape = object<SessionView>({
  id: text,
  member: text,
  email: text,
  agent: text,
  createdAt: instantText,
  seenAt: instantText,
  expiresAt: instantText,
});

/** What an app for one-time codes is given. */
export const totpSecretShape = object<TotpSecret>({ secret: text, address: text });

/** What opens an account once, each. */
export const recoveryCodesShape = object<RecoveryCodes>({ recoveryCodes: list(text) });
