import { auditEntryShape, auditVerdictShape } from "../services/governance/audit-shapes.ts";
import type { AuditEntryView } from "../services/governance/audit-views.ts";
import { pageShape } from "../services/report-shapes.ts";
import {
  answerComponent,
  type Operation,
  type Parameter,
  paging,
  pagingProblems,
  reading,
} from "./openapi-operation.ts";

const tag = "Governance";

const entry: AuditEntryView = {
  position: 12,
  at: "2026-01-10T10:00:00Z",
  actor: "key:Xq3bM0c9ZtKe",
  action: "customers.write",
  subject: "/v1/customers/c-17",
  customer: "c-17",
  request: "0f6b8f0d-1c1e-4a5f-9b7a-00000000002a",
  approval: null,
  before: { id: "c-17", name: "Northwind" },
  after: { name: "Northwind Traders" },
  forgotten: false,
  hash: "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
};

const text = { type: "string", maxLength: 255 };
const instant = { type: "string", format: "date-time" };

const filters: readonly Parameter[] = [
  { name: "actor", description: "Who: `member:…`, `key:…`, `session`, `system`.", schema: text },
  { name: "action", description: "An action such as `customers.write`.", schema: text },
  { name: "subject", description: "What was changed, as the API names it.", schema: text },
  { name: "customer", description: "About this customer.", schema: text },
  { name: "from", description: "From this instant on.", schema: instant },
  { name: "to", description: "Before this instant.", schema: instant },
];

/** Who changed what. */
export const auditOperations: readonly Operation[] = [
  reading(
    {
      url: "/v1/audit-log",
      id: "listAuditLog",
      tag,
      summary: "Who changed what, the newest first",
      query: [...filters, ...paging],
      problems: [...pagingProblems, "invalid-request"],
    },
    answerComponent("AuditEntryPage", pageShape(auditEntryShape)),
    { items: [entry], next: null },
  ),
  {
    method: "GET",
    url: "/v1/audit-log/export",
    id: "exportAuditLog",
    tag,
    summary: "The audit log as a file, the oldest first",
    access: "read",
    query: [
      {
        name: "format",
        description: "`csv`, or `ndjson`: an entry a line.",
        required: true,
        schema: { enum: ["csv", "ndjson"] },
      },
      ...filters,
    ],
    answers: [
      {
        status: 200,
        description: "The file.",
        content: {
          "text/csv": { schema: () => ({ type: "string" }) },
          "application/x-ndjson": { schema: () => ({ type: "string" }) },
        },
      },
    ],
    problems: ["invalid-request"],
  },
  reading(
    {
      url: "/v1/audit-log/verification",
      id: "verifyAuditLog",
      tag,
      summary: "Whether every entry is sealed to the one before it",
    },
    answerComponent("AuditVerdict", auditVerdictShape),
    { sound: true, entries: 12, head: { position: 12, hash: entry.hash }, broken: null },
  ),
];
