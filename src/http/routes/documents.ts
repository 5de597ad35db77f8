import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type DocumentFormatName, documentFormats } from "../../documents/document-formats.ts";
import { documentLanguages, type LanguageCode } from "../../documents/language/languages.ts";
import {
  type TenantDocumentSettings,
  tenantDocumentSettings,
} from "../../documents/tenant-settings.ts";
import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { readShape, type Shape } from "../../model/shape.ts";
import type { DocumentPreview, Documents, InvoiceDocument } from "../../services/documents.ts";
import { reader, writer } from "../authenticate.ts";
import { refuseUnlessAccepted } from "../content-negotiation.ts";
import { hasTag } from "../entity-tags.ts";
import { onceOf, sendStored } from "../idempotency.ts";
import { Refusal } from "../problem.ts";
import { choiceOf, noQuery, pathPart, queryOf } from "../query.ts";
import { accept, imageBody, strictBody } from "../read-body.ts";
import { isRecord } from "../record.ts";
import { storable } from "../stored-text.ts";

const formats = Object.keys(documentFormats) as readonly DocumentFormatName[];
const languages = Object.keys(documentLanguages) as readonly LanguageCode[];

/** A page of ours, framed by our console at most: no script, nothing fetched. */
const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** `/v1/invoices/:id/documents/:format`, and how documents look: `/v1/document-settings`. */
export function documentRoutes(app: FastifyInstance, documents: Documents): void {
  invoiceDocumentRoute(app, documents);
  draftDocumentRoute(app, documents);
  settingsRoutes(app, documents);
  logoRoutes(app, documents);
  previewRoutes(app, documents);
}

function invoiceDocumentRoute(app: FastifyInstance, documents: Documents): void {
  app.get("/v1/invoices/:id/documents/:format", async (request, reply) => {
    const { tenant } = reader(request);
    const query = queryOf(request, ["language"]);
    const language = choiceOf(query.language, "language", languages);
    const format = formats.find((name) => name === pathPart(request, "format"));
    if (format === undefined)
      throw new Refusal("not-found", `a document is one of ${formats.join(", ")}`);
    refuseUnlessAccepted(request, documentFormats[format].mediaType);
    const found = await documents.ofInvoice(tenant, {
      invoice: pathPart(request, "id"),
      format,
      ...(language === undefined ? {} : { language }),
      has: hasTag(request),
    });
    if (found === undefined) throw new Refusal("not-found", "there is no such invoice");
    return sendDocument(reply, accept(found));
  });
}

/** A draft is for people: its forms are those that can be looked at. */
const draftFormats = ["html", "pdf"] as const;

function draftDocumentRoute(app: FastifyInstance, documents: Documents): void {
  app.get("/v1/customers/:id/drafts/:draft/documents/:format", async (request, reply) => {
    const { tenant } = reader(request);
    const query = queryOf(request, ["language"]);
    const language = choiceOf(query.language, "language", languages);
    const format = draftFormats.find((name) => name === pathPart(request, "format"));
    if (format === undefined)
      throw new Refusal("not-found", `a draft is one of ${draftFormats.join(", ")}`);
    refuseUnlessAccepted(request, documentFormats[format].mediaType);
    const found = await documents.ofDraft(tenant, {
      customer: pathPart(request, "id"),
      draft: pathPart(request, "draft"),
      format,
      ...(language === undefined ? {} : { language }),
      has: hasTag(request),
    });
    if (found === undefined) throw new Refusal("not-found", "this customer has no such open draft");
    return sendDocument(reply, accept(found));
  });
}

function sendDocument(reply: FastifyReply, document: InvoiceDocument): FastifyReply {
  const { etag, mediaType, fileName, bytes } = document;
  // Branding may change: a browser asks again each time, and is told when it has the bytes already.
  reply.header("etag", etag).header("cache-control", "private, no-cache");
  if (bytes === undefined) return reply.code(304).send();
  // XML is for a program; the others a browser shows.
  const shown = mediaType === "application/xml" ? "attachment" : "inline";
  if (mediaType.startsWith("text/html")) reply.header("content-security-policy", pagePolicy);
  return reply
    .type(mediaType)
    .header("content-disposition", `${shown}; ${fileNameParameters(fileName)}`)
    .send(Buffer.from(bytes));
}

/** RFC 6266: a plain name for old programs, and the whole one in UTF-8 where that is another. */
function fileNameParameters(name: string): string {
  const plain = name.replaceAll(/[^\x21-\x7e]|["\\%]/g, "_");
  if (plain === name) return `filename="${name}"`;
  return `filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}

function settingsRoutes(app: FastifyInstance, documents: Documents): void {
  app.get("/v1/document-settings", async (request) => {
    noQuery(request);
    return documents.settings(reader(request).tenant);
  });
  app.put("/v1/document-settings", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const once = onceOf(request);
    const body = strictBody(request);
    const settings = accept(storable(readAs(tenantDocumentSettings, body), body, "document"));
    return sendStored(reply, accept(await documents.putSettings(tenant, settings, once)));
  });
}

function logoRoutes(app: FastifyInstance, documents: Documents): void {
  app.get("/v1/document-settings/logo", async (request, reply) => {
    const { tenant } = reader(request);
    noQuery(request);
    const logo = await documents.logo(tenant);
    if (logo === undefined) throw new Refusal("not-found", "no logo is set");
    refuseUnlessAccepted(request, logo.mediaType);
    const etag = `"${logo.sha256}"`;
    reply.header("etag", etag).header("cache-control", "private, no-cache");
    if (hasTag(request)(etag)) return reply.code(304).send();
    return reply.type(logo.mediaType).send(Buffer.from(logo.bytes));
  });
  app.put("/v1/document-settings/logo", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const once = onceOf(request);
    return sendStored(reply, accept(await documents.putLogo(tenant, imageBody(request), once)));
  });
  app.delete("/v1/document-settings/logo", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const { status } = accept(await documents.removeLogo(tenant, onceOf(request)));
    return reply.code(status).send();
  });
}

/** A preview stores nothing, so a key or session that only reads may ask for one. */
function previewRoutes(app: FastifyInstance, documents: Documents): void {
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    changes: Omit<DocumentPreview, "format">,
  ): Promise<FastifyReply> => {
    const { tenant } = reader(request);
    const format = choiceOf(queryOf(request, ["format"]).format, "format", [
      "html",
      "pdf",
    ] as const);
    const preview: DocumentPreview = { ...changes, format: format ?? "html" };
    const { mediaType } = documentFormats[preview.format];
    refuseUnlessAccepted(request, mediaType);
    const bytes = accept(await documents.preview(tenant, preview));
    if (preview.format === "html") reply.header("content-security-policy", pagePolicy);
    return reply
      .type(mediaType)
      .header("cache-control", "private, no-cache")
      .header("content-disposition", "inline")
      .send(Buffer.from(bytes));
  };
  app.get("/v1/document-settings/preview", (request, reply) => show(request, reply, {}));
  app.post("/v1/document-settings/preview", (request, reply) => {
    reader(request);
    return show(request, reply, accept(readPreview(strictBody(request))));
  });
}

function readPreview(body: unknown): Result<Omit<DocumentPreview, "format">> {
  if (!isRecord(body))
    return refuse({ code: "wrong-type", path: "", message: "a preview is an object" });
  const { settings, logo, ...strays } = body;
  const [stray] = Object.keys(strays);
  if (stray !== undefined)
    return refuse({
      code: "unknown-field",
      path: `/${stray.slice(0, 60)}`,
      message: "a preview has no such field",
    });
  const read = settings === undefined ? ok(undefined) : readAs(tenantDocumentSettings, settings);
  if (!read.ok) return { ok: false, faults: read.faults.map(within("/settings")) };
  const image = imageOf(logo);
  if (!image.ok) return image;
  return ok({
    ...(read.value === undefined ? {} : { settings: read.value }),
    ...(image.value === undefined ? {} : { logo: image.value }),
  });
}

/** An image in a JSON body: base64, or null for none. */
function imageOf(given: unknown): Result<Uint8Array | null | undefined> {
  if (given === undefined || given === null) return ok(given);
  if (typeof given !== "string" || !/^[A-Za-z0-9+/]+={0,2}$/.test(given))
    return refuse({
      code: "wrong-type",
      path: "/logo",
      message: "a logo is base64, or null for none",
    });
  return ok(Buffer.from(given, "base64"));
}

const within =
  (path: string) =>
  (fault: Fault): Fault => ({ ...fault, path: `${path}${fault.path}` });

function readAs(
  shape: Shape<TenantDocumentSettings>,
  value: unknown,
): Result<TenantDocumentSettings> {
  const read = readShape(shape, value);
  return read.faults.length > 0 ? { ok: false, faults: read.faults } : ok(read.value);
}
