import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Payments } from "../../services/payments/payments.ts";
import type { PageAsked } from "../../services/payments/serve-page.ts";
import { formType } from "../bodies.ts";
import { bytesOf } from "../idempotency.ts";
import { wishedLanguages } from "../portal/wished-languages.ts";
import { pathPart } from "../query.ts";
import { isRecord } from "../record.ts";
import { noSandboxPageHtml, sandboxPageHtml, sandboxPagePolicy } from "./sandbox-page-html.ts";
import { type SandboxWords, sandboxWords } from "./sandbox-page-words.ts";

const place = "/sandbox/:tenant";

/** The pages of the sandbox: they are for people, and no part of the API. */
export const sandboxPages: readonly string[] = [`GET ${place}`, `POST ${place}`];

const formBytesMax = 4_096;

/**
 * `/sandbox/:tenant?token=…`: where a customer enters a method of the payment provider `sandbox`, or pays. No key opens it:
 * the token does, which the sandbox of the tenant has signed, and which says where the browser goes back to.
 */
export async function sandboxPageRoutes(
  app: FastifyInstance,
  payments: Pick<Payments, "servedPage" | "chooseOnPage">,
): Promise<void> {
  await app.register(async (scope) => {
    scope.addContentTypeParser(formType, { parseAs: "buffer" }, (_request, body, done) =>
      done(null, body),
    );
    scope.get(place, async (request, reply) => {
      const words = wordsFor(request);
      const page = await payments.servedPage(askedBy(request));
      return page.ok ? show(reply, sandboxPageHtml(page.value, words)) : gone(reply, words);
    });
    scope.post(place, { bodyLimit: formBytesMax }, async (request, reply) => {
      const form = new URLSearchParams(bytesOf(request.body).toString("utf8"));
      const chosen = await payments.chooseOnPage(askedBy(request), form.get("choice") ?? "");
      if (!chosen.ok) return gone(reply, wordsFor(request));
      return reply.header("cache-control", "no-store").redirect(chosen.value, 303);
    });
  });
}

/** A token holds two addresses, so it is longer than what other queries take. */
function askedBy(request: FastifyRequest): PageAsked {
  const query = isRecord(request.query) ? request.query : {};
  const token = typeof query.token === "string" ? query.token : "";
  return { tenant: pathPart(request, "tenant"), provider: "sandbox", token };
}

const wordsFor = ({ headers }: FastifyRequest): SandboxWords =>
  sandboxWords(wishedLanguages(headers["accept-language"]));

const gone = (reply: FastifyReply, words: SandboxWords): FastifyReply =>
  show(reply.code(404), noSandboxPageHtml(words));

const show = (reply: FastifyReply, page: string): FastifyReply =>
  reply
    .type("text/html; charset=utf-8")
    .header("content-security-policy", sandboxPagePolicy)
    .header("cache-control", "no-store")
    .header("x-robots-tag", "noindex")
    .send(page);
