import { type PortalAllowance, type PortalRole, portalRoles } from "../../access/portal-acts.ts";
import { boolean, either, list, literal, type Shape, text, textThat } from "../../model/shape.ts";
import { type Fields, object, optional } from "../../model/shape-object.ts";
import { patterned } from "../../model/shape-values.ts";
import { count, instantText, nullable } from "../report-shapes.ts";
import type { NewPortalLink, PortalLinkRequest, PortalLinkView } from "./portal-links.ts";
import { logoLengthMax } from "./portal-logo.ts";
import type { PortalMemberView } from "./portal-members.ts";
import {
  type PortalLanguage,
  type PortalSettings,
  type PortalSettingsView,
  portalLanguages,
} from "./portal-settings.ts";

const [firstLanguage, ...otherLanguages] = portalLanguages;
/** A language that the portal speaks. */
export const portalLanguageShape: Shape<PortalLanguage> = literal(firstLanguage, ...otherLanguages);
const [firstRole, ...otherRoles] = portalRoles;

/** What somebody of a customer is. */
export const portalRoleShape: Shape<PortalRole> = literal(firstRole, ...otherRoles);

/** An address that people are sent to: never one that runs something. */
const address: Shape<string> = textThat({
  fault: (given) =>
    given.length <= 2_000 && /^https?:\/\/\S+$/.test(given) && URL.canParse(given)
      ? undefined
      : {
          code: "invalid-url",
          message: "an address begins with https:// or http://",
          suggestion: "https://example.com/account",
        },
  standIn: "https://example.com/",
  schema: { format: "uri", maxLength: 2_000 },
});

const picture: Shape<string> = textThat({
  fault: (given) =>
    given.length <= logoLengthMax
      ? undefined
      : {
          code: "picture-too-large",
          message: `a picture has at most ${logoLengthMax.toLocaleString("en")} characters`,
          suggestion: "save it smaller, or as SVG",
        },
  standIn: "data:image/png;base64,",
  schema: { maxLength: logoLengthMax },
});

const colour = patterned(/^#[0-9a-f]{6}$/, "#000000", {
  code: "invalid-colour",
  message: "a colour is written as six hexadecimal digits",
  suggestion: 'write "#1f3a5f"',
});

const offeredPlans = either<"all", readonly string[]>(
  literal("all"),
  list(text),
  (value) => !Array.isArray(value),
);

/** What `PUT /v1/portal-settings` takes. */
export const portalSettingsShape: Shape<PortalSettings> = object<PortalSettings>({
  name: optional(nullable(text)),
  logo: optional(nullable(picture)),
  colour: optional(colour),
  supportEmail: optional(nullable(text)),
  supportUrl: optional(nullable(address)),
  languages: optional(list(portalLanguageShape, 1)),
  origins: optional(list(text)),
  address: optional(nullable(text)),
  allow: optional(
    object<Partial<PortalAllowance>>({
      changePlan: optional(boolean),
      cancel: optional(boolean),
      paymentMethod: optional(boolean),
      keys: optional(boolean),
      members: optional(boolean),
    }),
  ),
  plans: optional(offeredPlans),
});

/** What a seller lets its customers do. */
export const allowanceShape: Shape<PortalAllowance> = object<PortalAllowance>({
  changePlan: boolean,
  cancel: boolean,
  paymentMethod: boolean,
  keys: boolean,
  members: boolean,
});

/** What it and `GET` answer. */
export const portalSettingsViewShape: Shape<PortalSettingsView> = object<PortalSettingsView>({
  name: nullable(text),
  shownName: text,
  logo: nullable(picture),
  colour,
  textOnColour: literal("#ffffff", "#000000"),
  contrast: text,
  supportEmail: nullable(text),
  supportUrl: nullable(address),
  languages: list(portalLanguageShape),
  origins: list(text),
  address: nullable(text),
  allow: allowanceShape,
  plans: offeredPlans,
});

/** What `POST /v1/portal-links` takes. */
export const portalLinkRequestShape: Shape<PortalLinkRequest> = object<PortalLinkRequest>({
  customer: text,
  for: optional(object<NonNullable<PortalLinkRequest["for"]>>({ name: text, email: text })),
  role: optional(portalRoleShape),
  expiresIn: optional(text),
  once: optional(boolean),
  embed: optional(boolean),
  language: optional(portalLanguageShape),
  returnTo: optional(address),
});

const linkFields = {
  id: text,
  customer: text,
  member: nullable(
    object<NonNullable<PortalLinkView["member"]>>({ id: text, name: text, email: text }),
  ),
  role: portalRoleShape,
  embed: boolean,
  once: boolean,
  language: nullable(text),
  returnTo: nullable(text),
  createdAt: instantText,
  expiresAt: instantText,
  revokedAt: nullable(instantText),
  usedAt: nullable(instantText),
  state: literal("open", "expired", "revoked", "used"),
  sessions: count,
};

/** A link as it is listed. */
export const portalLinkShape: Shape<PortalLinkView> = object<PortalLinkView>(linkFields);

/** A link that was just made, as it is answered. */
export interface NewPortalLinkAnswer extends NewPortalLink {
  /** Where it opens the portal. */
  readonly url: string;
}

/** Its shape. */
export const newPortalLinkShape: Shape<NewPortalLinkAnswer> = object<NewPortalLinkAnswer>({
  ...linkFields,
  token: text,
  url: text,
});

/** Fields of somebody of a customer. */
export const portalMemberFields: Fields<PortalMemberView> = {
  id: text,
  name: text,
  email: text,
  role: portalRoleShape,
  state: literal("invited", "active"),
  createdAt: instantText,
  lastSeenAt: nullable(instantText),
};

/** Somebody of a customer. */
export const portalMemberShape: Shape<PortalMemberView> =
  object<PortalMemberView>(portalMemberFields);
