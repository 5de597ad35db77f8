import type { FastifyInstance } from "fastify";
import { signInProviderRequestShape } from "../../services/sign-in-provider-shapes.ts";
import type { SignInProviderDesk } from "../../services/sign-in-providers.ts";
import { reader } from "../authenticate.ts";
import { bodyAs } from "../payment-requests.ts";
import { noQuery } from "../query.ts";
import { accept } from "../read-body.ts";

const path = "/v1/organisation/sign-in-provider";

/** `/v1/organisation/sign-in-provider`: by which provider people of the caller's organisation sign in. */
export function signInProviderRoutes(app: FastifyInstance, desk: SignInProviderDesk): void {
  app.get(path, async (request) => {
    noQuery(request);
    return desk.signInProvider(reader(request));
  });
  app.put(path, async (request) => {
    noQuery(request);
    const asked = bodyAs(request, signInProviderRequestShape);
    return accept(await desk.setSignInProvider(reader(request), asked));
  });
  app.delete(path, async (request) => {
    noQuery(request);
    return accept(await desk.removeSignInProvider(reader(request)));
  });
}
