import type { FastifyInstance } from "fastify";
import { type Refusal, refusalOf } from "./problem.ts";

/** What the API answers with, and the ranges that let it. */
const offered: ReadonlySet<string> = new Set([
  "application/json",
  "application/problem+json",
  "application/x-ndjson",
  "application/*",
  "*/*",
]);

/** Refuses a request to `/v1` that accepts none of what the API answers with, and a body in another charset than UTF-8. */
export function negotiateContent(app: FastifyInstance): void {
  app.addHook("onRequest", (request, _reply, done) => {
    const { accept, "content-type": type } = request.headers;
    if (type !== undefined && isOtherCharset(type)) return done(otherCharset(type));
    if (accept === undefined || accept === "*/*" || !request.url.startsWith("/v1/")) return done();
    if (acceptsAny(accept)) return done();
    return done(notAcceptable(accept));
  });
}

const otherCharset = (type: string): Refusal =>
  refusalOf([
    {
      code: "unsupported-media-type",
      path: "/headers/content-type",
      message: "a body is text in UTF-8",
      value: type,
      suggestion: "send charset=utf-8, or leave it out",
    },
  ]);

const notAcceptable = (accept: string): Refusal =>
  refusalOf([
    {
      code: "not-acceptable",
      path: "/headers/accept",
      message: "this route answers application/json",
      value: accept,
      suggestion: "accept application/json, or leave Accept out",
    },
  ]);

const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i;

const isOtherCharset = (type: string): boolean => {
  if (type === "application/json") return false;
  const [, name = "utf-8"] = charset.exec(type) ?? [];
  return !/^(utf-?8|us-ascii)$/i.test(name);
};

function acceptsAny(accept: string): boolean {
  return accept.split(",").some((range) => {
    const [type = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
    return offered.has(type) && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}
