import { boolean, type Shape, text, whole } from "../../model/shape.ts";
import { object } from "../../model/shape-object.ts";
import { count, instantText, nullable } from "../report-shapes.ts";
import type { AuditVerdict } from "./audit-log.ts";
import type { AuditEntryView } from "./audit-views.ts";

/** Whatever was asked for: a change says what its route takes. */
export const anything: Shape<unknown> = {
  read: (value) => value,
  standIn: () => null,
  schema: () => ({}),
};

/** An entry as it is listed. */
export const auditEntryShape = object<AuditEntryView>({
  position: whole(1, Number.MAX_SAFE_INTEGER),
  at: instantText,
  actor: text,
  action: text,
  subject: text,
  customer: nullable(text),
  request: text,
  approval: nullable(text),
  before: anything,
  after: anything,
  forgotten: boolean,
  hash: text,
});

/** What was found of a log. */
export const auditVerdictShape = object<AuditVerdict>({
  sound: boolean,
  entries: count,
  head: object<AuditVerdict["head"]>({ position: count, hash: text }),
  broken: nullable(
    object<NonNullable<AuditVerdict["broken"]>>({ position: count, code: text, message: text }),
  ),
});
