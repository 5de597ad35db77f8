import { queryOptions } from "@tanstack/react-query";
import type { LanguageCode } from "../language/languages.ts";
import { read } from "./request.ts";

/** What a session of the portal may be allowed. */
export type Act =
  | "overview.read"
  | "usage.read"
  | "cost.read"
  | "invoices.read"
  | "invoices.pay"
  | "payment-methods.read"
  | "payment-methods.manage"
  | "plans.read"
  | "plans.change"
  | "plans.cancel"
  | "credits.read"
  | "alerts.read"
  | "alerts.manage"
  | "members.read"
  | "members.manage"
  | "keys.read"
  | "keys.manage";

/** What a member of a customer may be. */
export type PortalRole = "admin" | "billing" | "viewer";

/** How the seller looks. */
export interface Branding {
  readonly name: string;
  /** A data URL. */
  readonly logo: string | null;
  /** `#rrggbb` */
  readonly colour: string | null;
  readonly supportEmail: string | null;
  readonly supportUrl: string | null;
}

/** Whose portal this is, who looks at it, and what they may do. */
export interface Me {
  readonly customer: { readonly id: string; readonly name: string; readonly email: string | null };
  /** Null where the link names nobody. */
  readonly member: { readonly id: string; readonly name: string; readonly email: string } | null;
  readonly role: PortalRole;
  readonly acts: readonly Act[];
  readonly branding: Branding;
  readonly languages: readonly LanguageCode[];
  readonly language: LanguageCode;
  readonly currency: string | null;
  /** IANA zone of the customer's days. */
  readonly timeZone: string;
  readonly returnTo: string | null;
  readonly embed: boolean;
  readonly session: { readonly expiresAt: string };
}

/** Reads whose portal this is. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => read<Me>("me", {}, signal),
  staleTime: 300_000,
});
