import { list } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import type { PortalMemberView } from "../services/portal/portal-members.ts";
import type { PortalSettingsView } from "../services/portal/portal-settings.ts";
import {
  newPortalLinkShape,
  portalLinkRequestShape,
  portalLinkShape,
  portalMemberShape,
  portalSettingsShape,
  portalSettingsViewShape,
} from "../services/portal/portal-shapes.ts";
import { pageShape } from "../services/report-shapes.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  idInPath,
  json,
  type Operation,
  paging,
  pagingProblems,
  reading,
} from "./openapi-operation.ts";

const tag = "Portal";

const settings: PortalSettingsView = {
  name: "Acme account",
  shownName: "Acme account",
  logo: null,
  colour: "#1f4e79",
  textOnColour: "#ffffff",
  contrast: "8.7",
  supportEmail: "help@example.com",
  supportUrl: null,
  languages: ["en", "de"],
  origins: ["https://app.example.com"],
  address: null,
  allow: { changePlan: true, cancel: true, paymentMethod: true, keys: true, members: true },
  plans: "all",
};

const ada = { id: "Xq3bM0c9ZtKe", name: "Ada", email: "ada@example.com" };
const link = {
  id: "r5T0uV8wYb2C",
  customer: "c-1",
  member: ada,
  role: "admin",
  embed: false,
  once: false,
  language: null,
  returnTo: null,
  createdAt: "2026-01-10T10:00:00Z",
  expiresAt: "2026-01-10T10:15:00Z",
  revokedAt: null,
  usedAt: null,
  state: "open",
  sessions: 0,
} as const;
const token = "default.r5T0uV8wYb2C.e4Gh6Jk1Mn3Pq7Ss9Aa0Bb2Cc4Dd6Ee";
const member: PortalMemberView = {
  ...ada,
  role: "admin",
  state: "invited",
  createdAt: link.createdAt,
  lastSeenAt: null,
};

const settingsView = answerComponent("PortalSettingsInForce", portalSettingsViewShape);
const linkView = answerComponent("PortalLink", portalLinkShape);
const memberView = answerComponent("PortalMember", portalMemberShape);
const ofCustomer = idInPath("The customer.", "c-1");

/** The seller's side of the portal. What the portal itself asks for is written down in docs/portal.md. */
export const portalOperations: readonly Operation[] = [
  reading(
    {
      url: "/v1/portal-settings",
      id: "readPortalSettings",
      tag,
      summary: "How the portal of customers looks and what it allows",
    },
    settingsView,
    settings,
  ),
  {
    method: "PUT",
    url: "/v1/portal-settings",
    id: "savePortalSettings",
    tag,
    summary: "Say how the portal of customers looks and what it allows",
    description: "The whole of it: what is left out has its default.",
    access: "write",
    body: json(component("PortalSettings", portalSettingsShape), {
      name: settings.name,
      colour: settings.colour,
      supportEmail: settings.supportEmail,
      origins: settings.origins,
    }),
    answers: [{ status: 200, description: "It is kept.", content: json(settingsView, settings) }],
    problems: bodyProblems,
  },
  {
    method: "POST",
    url: "/v1/portal-links",
    id: "makePortalLink",
    tag,
    summary: "Make a link that opens the portal of a customer",
    description:
      "The token is in this answer alone, and no mail is sent. A repeated request makes another link.",
    access: "write",
    body: json(component("PortalLinkRequest", portalLinkRequestShape), {
      customer: "c-1",
      for: { name: ada.name, email: ada.email },
    }),
    answers: [
      {
        status: 201,
        description: "It is made.",
        content: json(answerComponent("NewPortalLink", newPortalLinkShape), {
          ...link,
          token,
          url: `https://florin.example.com/portal/#${token}`,
        }),
      },
    ],
    problems: bodyProblems,
  },
  reading(
    {
      url: "/v1/portal-links",
      id: "listPortalLinks",
      tag,
      summary: "Links that open portals, newest first",
      query: [
        {
          name: "customer",
          description: "Only those of this customer.",
          schema: { type: "string", maxLength: 255 },
          example: "c-1",
        },
        ...paging,
      ],
      problems: ["invalid-request", ...pagingProblems],
    },
    answerComponent("PortalLinks", pageShape(portalLinkShape)),
    { items: [link], next: null },
  ),
  {
    method: "DELETE",
    url: "/v1/portal-links/:id",
    id: "revokePortalLink",
    tag,
    summary: "Take a link back, and end its sessions",
    access: "write",
    path: [idInPath("The link's id.", link.id)],
    answers: [
      {
        status: 200,
        description: "It opens nothing any more.",
        content: json(linkView, { ...link, state: "revoked", revokedAt: "2026-01-10T10:05:00Z" }),
      },
    ],
    problems: ["not-found", "invalid-request"],
  },
  reading(
    {
      url: "/v1/customers/:id/portal-members",
      id: "listPortalMembers",
      tag,
      summary: "The people of a customer who have its portal, oldest first",
      path: [ofCustomer],
      problems: ["invalid-request"],
    },
    answerComponent(
      "PortalMembers",
      object<{ readonly items: readonly PortalMemberView[] }>({ items: list(portalMemberShape) }),
    ),
    { items: [member] },
  ),
  {
    method: "DELETE",
    url: "/v1/customers/:id/portal-members/:member",
    id: "removePortalMember",
    tag,
    summary: "Take the portal from somebody, and end their sessions",
    access: "write",
    path: [ofCustomer, { ...idInPath("Their id.", ada.id), name: "member" }],
    answers: [
      { status: 200, description: "They have it no more.", content: json(memberView, member) },
    ],
    problems: ["not-found", "invalid-request"],
  },
];
