import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Result } from "../../fault/fault.ts";
import type { OpenedSession } from "../../services/people-sessions.ts";
import {
  acceptanceShape,
  recoveryByCodeShape,
  recoveryByLinkShape,
  setUpShape,
  signInShape,
} from "../../services/people-shapes.ts";
import type { SetUp } from "../../services/set-up.ts";
import type { SignIn } from "../../services/sign-in.ts";
import { browserOf } from "../asking-address.ts";
import { bodyAs } from "../payment-requests.ts";
import { accept } from "../read-body.ts";
import { refuseForeignOrigin, setCookie } from "../session-cookie.ts";

/** `POST /sign-in`, `/set-up`, `/invitations` and `/recoveries`: no key opens them; they answer with the console's cookie. */
export function signInRoutes(
  app: FastifyInstance,
  people: SignIn,
  setUp: Pick<SetUp, "setUp">,
): void {
  const opening = (
    path: string,
    open: (request: FastifyRequest) => Promise<Result<OpenedSession>>,
  ) =>
    app.post(path, async (request: FastifyRequest, reply: FastifyReply) => {
      refuseForeignOrigin(request.headers.origin, request.headers.host);
      const { token, seconds } = accept(await open(request));
      setCookie(request, reply, token, seconds);
      return reply.code(204).send();
    });
  opening("/sign-in", (request) => people.signIn(bodyAs(request, signInShape), browserOf(request)));
  opening("/invitations", (request) =>
    people.accept(bodyAs(request, acceptanceShape), browserOf(request)),
  );
  opening("/set-up", (request) => setUp.setUp(bodyAs(request, setUpShape), browserOf(request)));
  opening("/recoveries", (request) =>
    people.recoverByLink(bodyAs(request, recoveryByLinkShape), browserOf(request)),
  );
  opening("/recoveries/by-code", (request) =>
    people.recoverByCode(bodyAs(request, recoveryByCodeShape), browserOf(request)),
  );
}
