import { list, literal, type Shape, text } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import { anything } from "../services/governance/audit-shapes.ts";
import { controls, type Evidence, type EvidenceRow } from "../services/governance/evidence.ts";
import { instantText } from "../services/report-shapes.ts";
import { answerComponent, type Operation } from "./openapi-operation.ts";

const row: Shape<EvidenceRow> = {
  ...(anything as Shape<EvidenceRow>),
  schema: () => ({ type: "object" }),
};

const evidenceShape = object<Evidence>({
  control: literal(...controls),
  from: instantText,
  to: instantText,
  takenAt: instantText,
  sha256: text,
  rows: list(row),
});

const example: Evidence = {
  control: "approvals",
  from: "2026-01-01T00:00:00Z",
  to: "2026-04-01T00:00:00Z",
  takenAt: "2026-04-02T08:00:00Z",
  sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  rows: [],
};

const instant = { type: "string", format: "date-time" };

/** What a review asks for. */
export const evidenceOperation: Operation = {
  method: "GET",
  url: "/v1/evidence",
  id: "takeEvidence",
  tag: "Governance",
  summary: "Evidence of a control, for a review",
  description:
    "`access`: who gets in, what they may do and when they last did. `changes`: of the model, of settings and of access, with who approved. `reconciliations`: months closed, and whether books, invoices, usage and the audit log are sound now. `approvals`: what waited for a second person. `sha256` is over the rows, each as JSON in a line; of CSV the header `repr-digest` says it over the file.",
  access: "read",
  query: [
    {
      name: "control",
      description: "Which one.",
      required: true,
      schema: { enum: controls },
      example: "access",
    },
    { name: "from", description: "From this instant on.", required: true, schema: instant },
    { name: "to", description: "Before this instant.", required: true, schema: instant },
    { name: "format", description: "`json` unless said.", schema: { enum: ["json", "csv"] } },
  ],
  answers: [
    {
      status: 200,
      description: "The evidence.",
      content: {
        "application/json": { schema: answerComponent("Evidence", evidenceShape), example },
        "text/csv": { schema: () => ({ type: "string" }) },
      },
    },
  ],
  problems: ["invalid-request"],
};
