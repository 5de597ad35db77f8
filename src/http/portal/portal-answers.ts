import {
  type PortalAct,
  type PortalAllowance,
  type PortalRole,
  portalActs,
} from "../../access/portal-acts.ts";
import { boolean, list, literal, type Shape, text } from "../../model/shape.ts";
import { object } from "../../model/shape-object.ts";
import type { OpenItemAnswer } from "../../services/accounts/account-answers.ts";
import type { CustomerPaymentsView } from "../../services/payments/customer-payments.ts";
import { customerPaymentsFields } from "../../services/payments/payment-shapes.ts";
import type { PortalMemberView } from "../../services/portal/portal-members.ts";
import type { PortalLanguage } from "../../services/portal/portal-settings.ts";
import {
  allowanceShape,
  portalLanguageShape,
  portalMemberFields,
  portalRoleShape,
} from "../../services/portal/portal-shapes.ts";
import { decimalText, instantText, nullable } from "../../services/report-shapes.ts";
import type { InvoiceSummary, Preview } from "../../services/reports.ts";
import { invoiceShape } from "../openapi-invoice.ts";

/** Whose portal it is, who looks at it, and what they may do. Instants are RFC 3339, UTC. */
export interface PortalMe {
  readonly customer: {
    readonly id: string;
    readonly name: string;
    readonly email: string | null;
    readonly country: string | null;
  };
  /** Null where the link names nobody. */
  readonly member: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly role: PortalRole;
  } | null;
  readonly role: PortalRole;
  readonly acts: readonly PortalAct[];
  /** How the seller looks. */
  readonly branding: {
    readonly name: string;
    /** A data URL. */
    readonly logo: string | null;
    /** `#rrggbb` */
    readonly colour: string;
    readonly textOnColour: "#ffffff" | "#000000";
    readonly supportEmail: string | null;
    readonly supportUrl: string | null;
  };
  readonly allow: PortalAllowance;
  readonly languages: readonly PortalLanguage[];
  readonly language: PortalLanguage;
  readonly currency: string | null;
  /** IANA zone of the customer's days. */
  readonly timeZone: string;
  readonly returnTo: string | null;
  readonly embed: boolean;
  /** Of real time. */
  readonly session: { readonly expiresAt: string };
  readonly environment: { readonly id: string; readonly live: boolean };
}

const [firstAct, ...otherActs] = portalActs;

/** It as JSON. */
export const portalMeShape: Shape<PortalMe> = object<PortalMe>({
  customer: object<PortalMe["customer"]>({
    id: text,
    name: text,
    email: nullable(text),
    country: nullable(text),
  }),
  member: nullable(
    object<NonNullable<PortalMe["member"]>>({
      id: text,
      name: text,
      email: text,
      role: portalRoleShape,
    }),
  ),
  role: portalRoleShape,
  acts: list(literal(firstAct, ...otherActs)),
  branding: object<PortalMe["branding"]>({
    name: text,
    logo: nullable(text),
    colour: text,
    textOnColour: literal("#ffffff", "#000000"),
    supportEmail: nullable(text),
    supportUrl: nullable(text),
  }),
  allow: allowanceShape,
  languages: list(portalLanguageShape),
  language: portalLanguageShape,
  currency: nullable(text),
  timeZone: text,
  returnTo: nullable(text),
  embed: boolean,
  session: object<PortalMe["session"]>({ expiresAt: instantText }),
  environment: object<PortalMe["environment"]>({ id: text, live: boolean }),
});

/** How an invoice stands to who pays it; null where nothing is ever paid on it, or it is the seller's own affair. */
export type PortalInvoiceStatus = Exclude<OpenItemAnswer["status"], "written-off"> | "overdue";

/** An invoice or a credit note as its customer sees it in a list. */
export interface PortalInvoice
  extends Omit<InvoiceSummary, "customer" | "customerName" | "lineCount" | "status"> {
  /** What is left to pay; null where nothing is ever paid on it. */
  readonly open: string | null;
  readonly status: PortalInvoiceStatus | null;
}

/** It as JSON. */
export const portalInvoiceShape: Shape<PortalInvoice> = object<PortalInvoice>({
  kind: literal("invoice", "credit-note"),
  id: text,
  number: text,
  issuedAt: instantText,
  dueAt: instantText,
  total: decimalText,
  currency: text,
  open: nullable(decimalText),
  status: nullable(literal("open", "overdue", "in-dispute", "paid")),
});

/** The documents to the next one with what is asked for, and without it; what both sides come to. */
export interface PortalPreview extends Preview {
  /** Null where there are no documents. */
  readonly currency: string | null;
  readonly totals: {
    readonly with: string;
    readonly without: string;
    readonly difference: string;
  };
}

/** It as JSON. */
export const portalPreviewShape: Shape<PortalPreview> = object<PortalPreview>({
  at: instantText,
  until: instantText,
  with: list(invoiceShape),
  without: list(invoiceShape),
  currency: nullable(text),
  totals: object<PortalPreview["totals"]>({
    with: decimalText,
    without: decimalText,
    difference: decimalText,
  }),
});

/** Whether it is done, or waits until the seller approves of it. */
export interface PortalTold<State extends "done" | "waiting" = "done" | "waiting"> {
  readonly state: State;
  readonly id: string;
}

/** That it is done. */
export const portalDoneShape: Shape<PortalTold<"done">> = object<PortalTold<"done">>({
  state: literal("done"),
  id: text,
});

/** That it waits. */
export const portalWaitingShape: Shape<PortalTold<"waiting">> = object<PortalTold<"waiting">>({
  state: literal("waiting"),
  id: text,
});

/** How the customer pays; methods in the order in which they are tried. */
export interface PortalPaymentMethods extends CustomerPaymentsView {
  /** Whose page a method can be entered on. */
  readonly providers: readonly string[];
}

/** It as JSON. */
export const portalPaymentMethodsShape: Shape<PortalPaymentMethods> = object<PortalPaymentMethods>({
  ...customerPaymentsFields,
  providers: list(text),
});

/** Somebody who may open the portal. */
export interface PortalPerson extends PortalMemberView {
  /** Whether it is who looks. */
  readonly current: boolean;
}

const personFields = { ...portalMemberFields, current: boolean } as const;

/** It as JSON. */
export const portalPersonShape: Shape<PortalPerson> = object<PortalPerson>(personFields);

/** A way in for somebody, shown once. */
export interface PortalPersonLink {
  readonly link: string;
  readonly linkUntil: string;
}

const linkFields = { link: text, linkUntil: instantText } as const;

/** It as JSON. */
export const portalPersonLinkShape: Shape<PortalPersonLink> = object<PortalPersonLink>(linkFields);

/** Who was invited, with their way in. */
export const portalInvitedShape: Shape<PortalPerson & PortalPersonLink> = object<
  PortalPerson & PortalPersonLink
>({ ...personFields, ...linkFields });

/** A session that was opened. */
export interface PortalSession {
  readonly embed: boolean;
  /** What a page in a frame shows with each request; null where the cookie does. */
  readonly token: string | null;
  readonly expiresAt: string;
}

/** It as JSON. */
export const portalSessionShape: Shape<PortalSession> = object<PortalSession>({
  embed: boolean,
  token: nullable(text),
  expiresAt: instantText,
});
