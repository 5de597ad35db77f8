import {
  signInProviderRequestShape,
  signInProviderShape,
} from "../services/sign-in-provider-shapes.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  json,
  type Operation,
  reading,
} from "./openapi-operation.ts";

const tag = "Organisation";
const url = "/v1/organisation/sign-in-provider";
const request = {
  issuer: "https://login.example.com",
  clientId: "florin",
  clientSecret: "a secret that the provider made",
  domains: ["acme.example"],
  role: "analyst",
} as const;
const { clientSecret: _, ...said } = request;
const set = {
  provider: {
    ...said,
    byDomain: false,
    setBy: "organisation",
    changedAt: "2026-01-31T09:00:00Z",
  },
  redirectUri: "https://billing.example.com/sign-in/openid/callback/default",
  signInAddress: "https://billing.example.com/sign-in",
} as const;
const view = answerComponent("SignInProvider", signInProviderShape);

/** By which provider people of an organisation sign in. */
export const signInProviderOperations: readonly Operation[] = [
  reading(
    {
      url,
      id: "readSignInProvider",
      tag,
      summary: "By which provider people of the organisation sign in",
    },
    view,
    set,
  ),
  {
    method: "PUT",
    url,
    id: "setSignInProvider",
    tag,
    summary: "Let people of the organisation sign in by a provider (OpenID Connect)",
    description:
      "For who may do everything, as a provider says who somebody is. The secret that is kept stays where none is given; another issuer needs its own, and binds members anew.",
    access: "write",
    body: json(component("SignInProviderRequest", signInProviderRequestShape), request),
    answers: [{ status: 200, description: "It is set.", content: json(view, set) }],
    problems: bodyProblems,
  },
  {
    method: "DELETE",
    url,
    id: "removeSignInProvider",
    tag,
    summary: "Let nobody sign in by a provider any more",
    access: "write",
    answers: [
      {
        status: 200,
        description: "It is removed.",
        content: json(view, { ...set, provider: null }),
      },
    ],
    problems: ["not-found"],
  },
];
