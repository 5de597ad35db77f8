import { boolean, list, literal, text } from "../model/shape.ts";
import { object, optional } from "../model/shape-object.ts";
import { instantText, nullable } from "./report-shapes.ts";
import type {
  SignInProviderAnswer,
  SignInProviderRequest,
  SignInProviderView,
} from "./sign-in-providers.ts";

/** What an organisation's provider of sign-in is to be. */
export const signInProviderRequestShape = object<SignInProviderRequest>({
  issuer: text,
  clientId: text,
  clientSecret: optional(text),
  domains: optional(list(text)),
  role: optional(nullable(text)),
  byDomain: optional(boolean),
});

const providerShape = object<SignInProviderView>({
  issuer: text,
  clientId: text,
  domains: list(text),
  role: nullable(text),
  byDomain: boolean,
  setBy: literal("configuration", "organisation"),
  changedAt: nullable(instantText),
});

/** How people of an organisation sign in by a provider. */
export const signInProviderShape = object<SignInProviderAnswer>({
  provider: nullable(providerShape),
  redirectUri: nullable(text),
  signInAddress: nullable(text),
});
