import { documentFormats } from "../documents/document-formats.ts";
import { documentLanguages } from "../documents/language/languages.ts";
import {
  type TenantDocumentSettings,
  tenantDocumentSettings,
} from "../documents/tenant-settings.ts";
import { literal, type Shape, text } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import type { LogoSummary } from "../services/documents.ts";
import { count } from "../services/report-shapes.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  idempotencyKey,
  idInPath,
  json,
  type Operation,
  onceProblems,
  type Parameter,
} from "./openapi-operation.ts";
import { bytes, ifNoneMatch } from "./openapi-parameters.ts";

const sampleSettings: TenantDocumentSettings = {
  language: "de",
  paper: "A4",
  branding: { accent: "#0b5c6b", footer: [["Acme GmbH", "Hafenstraße 12"], ["HRB 4711"]] },
  contact: { name: "Jana Petersen", email: "billing@acme.example" },
  paymentInstructions: ["Please state the invoice number with your transfer."],
};

const settings = component("DocumentSettings", tenantDocumentSettings);

const logoSummaryShape: Shape<LogoSummary> = object<LogoSummary>({
  mediaType: literal("image/png", "image/jpeg"),
  size: count,
  sha256: text,
});

const images = bytes(["image/png", "image/jpeg"]);
const fileTypes = [
  ...new Set(Object.values(documentFormats).map(({ mediaType }) => mediaType.split(";")[0] ?? "")),
];

const language: Parameter = {
  name: "language",
  description:
    "Of the document; the customer's own where absent, else that of the document settings, else English.",
  schema: { enum: Object.keys(documentLanguages) },
  example: "de",
};

const notModified = { status: 304, description: "The caller has these bytes." } as const;

const invoiceDocument: Operation = {
  method: "GET",
  url: "/v1/invoices/:id/documents/:format",
  id: "readInvoiceDocument",
  tag: "Documents",
  summary: "An invoice or credit note as a file",
  description:
    "`pdf` and `html` for people, `ubl` and `cii` (EN 16931, or XRechnung by the settings' profile) for programs, `factur-x` both in one. The format stands in the path, as media types do not tell them apart. The `ETag` is strong: it changes with the branding, the language and the version of Florin. An e-invoice that lacks data is refused with each field and where to set it.",
  access: "read",
  path: [
    idInPath("The invoice's id.", "c-17:1"),
    {
      name: "format",
      description: "Which form.",
      required: true,
      schema: { enum: Object.keys(documentFormats) },
      example: "pdf",
    },
  ],
  query: [language],
  headers: [ifNoneMatch],
  answers: [{ status: 200, description: "The file.", content: bytes(fileTypes) }, notModified],
  problems: [
    "not-found",
    "e-invoice-incomplete",
    "e-invoice-conflict",
    "overloaded",
    "not-acceptable",
  ],
};

const draftDocument: Operation = {
  method: "GET",
  url: "/v1/customers/:id/drafts/:draft/documents/:format",
  id: "readDraftDocument",
  tag: "Documents",
  summary: "An open draft as a file",
  description:
    "For people to look at: it has no number, says on every page that it is a draft, and nobody owes it. It is worked out anew each time.",
  access: "read",
  path: [
    idInPath("The customer's id.", "c-17"),
    { ...idInPath("The draft's id.", "c-17:4"), name: "draft" },
    {
      name: "format",
      description: "Which form.",
      required: true,
      schema: { enum: ["html", "pdf"] },
      example: "pdf",
    },
  ],
  query: [language],
  headers: [ifNoneMatch],
  answers: [
    { status: 200, description: "The file.", content: bytes(["text/html", "application/pdf"]) },
    notModified,
  ],
  problems: ["not-found", "overloaded", "not-acceptable"],
};

const settingsRoutes: readonly Operation[] = [
  {
    method: "GET",
    url: "/v1/document-settings",
    id: "readDocumentSettings",
    tag: "Documents",
    summary: "How the tenant's documents look",
    description:
      "As they were put; what is absent has its default. The logo has a route of its own.",
    access: "read",
    answers: [
      { status: 200, description: "The settings.", content: json(settings, sampleSettings) },
    ],
    problems: [],
  },
  {
    method: "PUT",
    url: "/v1/document-settings",
    id: "putDocumentSettings",
    tag: "Documents",
    summary: "Replace how the tenant's documents look",
    description:
      "All of it: what is left out gets its default again. It holds for every document that is asked for from now on, whenever it was issued: branding is no part of an invoice.",
    access: "write",
    headers: [idempotencyKey],
    body: json(settings, sampleSettings),
    answers: [
      { status: 200, description: "As they are now.", content: json(settings, sampleSettings) },
    ],
    problems: [...bodyProblems, ...onceProblems],
  },
];

const logoRoutes: readonly Operation[] = [
  {
    method: "GET",
    url: "/v1/document-settings/logo",
    id: "readLogo",
    tag: "Documents",
    summary: "The logo",
    access: "read",
    headers: [ifNoneMatch],
    answers: [{ status: 200, description: "Its bytes.", content: images }, notModified],
    problems: ["not-found", "not-acceptable"],
  },
  {
    method: "PUT",
    url: "/v1/document-settings/logo",
    id: "putLogo",
    tag: "Documents",
    summary: "Replace the logo",
    description:
      "The bytes of a PNG (8 bits, not interlaced, up to four megapixels) or of a JPEG in RGB or grey, at most a megabyte. What the bytes are is looked at, not what they are called.",
    access: "write",
    headers: [idempotencyKey],
    body: images,
    answers: [
      {
        status: 200,
        description: "It is set.",
        content: json(answerComponent("Logo", logoSummaryShape), {
          mediaType: "image/png",
          size: 2048,
          sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        }),
      },
    ],
    problems: [...bodyProblems, ...onceProblems],
  },
  {
    method: "DELETE",
    url: "/v1/document-settings/logo",
    id: "removeLogo",
    tag: "Documents",
    summary: "Remove the logo",
    access: "write",
    headers: [idempotencyKey],
    answers: [{ status: 204, description: "There is none." }],
    problems: onceProblems,
  },
];

const previewFormat: Parameter = {
  name: "format",
  description: "Which form; `html` where absent.",
  schema: { enum: ["html", "pdf"] },
  example: "html",
};

const previewRoutes: readonly Operation[] = [
  {
    method: "GET",
    url: "/v1/document-settings/preview",
    id: "previewDocument",
    tag: "Documents",
    summary: "A sample invoice, as the settings make it look",
    access: "read",
    query: [previewFormat],
    answers: [
      {
        status: 200,
        description: "An invoice that nobody owes.",
        content: bytes(["text/html", "application/pdf"]),
      },
    ],
    problems: ["overloaded", "not-acceptable"],
  },
  {
    method: "POST",
    url: "/v1/document-settings/preview",
    id: "previewDocumentSettings",
    tag: "Documents",
    summary: "A sample invoice, as other settings would make it look",
    description: "Nothing is stored. What the body leaves out is as it is set.",
    access: "read",
    query: [previewFormat],
    body: json(
      (definitions) => ({
        type: "object",
        properties: {
          settings: settings(definitions),
          logo: {
            type: ["string", "null"],
            format: "byte",
            description: "The bytes of an image in base64, or null for none.",
          },
        },
        additionalProperties: false,
      }),
      { settings: { branding: { accent: "#0b5c6b" } } },
    ),
    answers: [
      {
        status: 200,
        description: "An invoice that nobody owes.",
        content: bytes(["text/html", "application/pdf"]),
      },
    ],
    problems: [...bodyProblems, "overloaded", "not-acceptable"],
  },
];

/** Documents of invoices, and how they look. */
export const documentRoutes: readonly Operation[] = [
  invoiceDocument,
  draftDocument,
  ...settingsRoutes,
  ...logoRoutes,
  ...previewRoutes,
];
