import { boolean, list, literal, text, whole } from "../model/shape.ts";
import { object, optional } from "../model/shape-object.ts";
import type { RoleChange, RoleRequest, RoleView } from "./custom-roles.ts";
import type {
  Invitation,
  MemberChange,
  MemberView,
  NewMember,
  Recovery,
  RecoveryRequest,
} from "./member-desk.ts";
import type { RecoveryCodes, TotpSecret } from "./one-time-codes.ts";
import type { SessionView } from "./people-sessions.ts";
import { instantText, nullable } from "./report-shapes.ts";
import type { SetUpRequest } from "./set-up.ts";
import type {
  Acceptance,
  PasswordChange,
  RecoveryByCode,
  RecoveryByLink,
  SignInRequest,
} from "./sign-in.ts";

const changeFields = { role: text, environments: optional(list(text, 1)) };

/** What a member may do, and where. */
export const memberChangeShape = object<MemberChange>(changeFields);

/** Whom somebody invites. */
export const invitationShape = object<Invitation>({ email: text, name: text, ...changeFields });

/** How somebody takes an invitation. */
export const acceptanceShape = object<Acceptance>({ invitation: text, password: text });

/** How somebody signs in. */
export const signInShape = object<SignInRequest>({
  environment: optional(text),
  email: text,
  password: text,
  code: optional(text),
});

/** Who owns a server that others reach. */
export const setUpShape = object<SetUpRequest>({
  token: text,
  email: text,
  name: text,
  password: text,
});

/** How somebody chooses another password by what an admin handed to them. */
export const recoveryByLinkShape = object<RecoveryByLink>({
  recovery: text,
  password: text,
  code: optional(text),
});

/** How somebody chooses another password by a recovery code. */
export const recoveryByCodeShape = object<RecoveryByCode>({
  environment: optional(text),
  email: text,
  recoveryCode: text,
  password: text,
  code: text,
});

/** How somebody changes their password. */
export const passwordChangeShape = object<PasswordChange>({ current: text, password: text });

/** How somebody is to be let in who does not know their password. */
export const recoveryRequestShape = object<RecoveryRequest>({ endOneTimeCodes: optional(boolean) });

/** What lets somebody choose another password. */
export const recoveryShape = object<Recovery>({ recovery: text, recoveryUntil: instantText });

/** A code of an app. */
export const codeShape = object<{ readonly code: string }>({ code: text });

/** Where a session goes on. */
export const switchShape = object<{ readonly environment: string }>({ environment: text });

const memberFields = {
  id: text,
  email: text,
  name: text,
  role: text,
  environments: nullable(list(text)),
  state: literal("invited", "member", "suspended"),
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

/** What a role is to be. */
export const roleChangeShape = object<RoleChange>({ name: text, actions: list(text, 1) });

/** A role that an organisation makes. */
export const roleRequestShape = object<RoleRequest>({
  id: text,
  name: text,
  actions: list(text, 1),
});

/** A role as it is listed. */
export const roleShape = object<RoleView>({
  id: text,
  name: text,
  builtIn: boolean,
  actions: list(text),
  members: whole(0, Number.MAX_SAFE_INTEGER),
});

/** Where somebody is signed in. */
export const sessionShape = object<SessionView>({
  id: text,
  member: text,
  email: text,
  environment: text,
  agent: text,
  createdAt: instantText,
  seenAt: instantText,
  expiresAt: instantText,
  current: boolean,
});

/** What an app for one-time codes is given. */
export const totpSecretShape = object<TotpSecret>({ secret: text, address: text });

/** What opens an account once, each. */
export const recoveryCodesShape = object<RecoveryCodes>({ recoveryCodes: list(text) });
