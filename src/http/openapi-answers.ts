import { boolean, list, literal, type Shape, text, textThat, whole } from "../model/shape.ts";
import { object, optional } from "../model/shape-object.ts";
import type { CorrectedCharge } from "../services/correction-preview.ts";
import { eventChargeFields } from "../services/event-answers.ts";
import type { CorrectionItem } from "../services/event-corrections.ts";
import { faultShape } from "../services/fault-shape.ts";
import type { ItemAnswer } from "../services/ingest.ts";
import type { TouchedLine } from "../services/ingest-preview.ts";
import type { Unparked } from "../services/parking.ts";
import { count, instantText } from "../services/report-shapes.ts";
import type { ClockReading } from "../services/services.ts";
import type { Problem } from "./problem.ts";
import { isProblemCode, type ProblemCode, problemTypes } from "./problem-types.ts";

const problemCode: Shape<ProblemCode> = textThat<ProblemCode>({
  fault: (given) =>
    isProblemCode(given)
      ? undefined
      : { code: "not-a-choice", message: "there is no such problem" },
  standIn: "internal",
  schema: { enum: Object.keys(problemTypes) },
});

/** RFC 9457, what every refused request gets. */
export const problemShape: Shape<Problem> = object<Problem>({
  type: textThat({ fault: () => undefined, standIn: "?", schema: { format: "uri" } }),
  title: text,
  status: whole(400, 599),
  detail: text,
  code: problemCode,
  requestId: text,
  errors: optional(list(faultShape)),
});

/** What became of one usage event. */
export const itemAnswerShape: Shape<ItemAnswer> = object<ItemAnswer>({
  id: optional(text),
  status: literal("accepted", "duplicate", "conflict", "rejected"),
  unbilled: optional(literal("unknown-customer", "unknown-meter")),
  errors: optional(list(faultShape)),
});

/** The answer to a batch, one item each in the order they were sent. */
export interface BatchAnswer {
  readonly accepted: number;
  readonly duplicate: number;
  readonly conflict: number;
  readonly rejected: number;
  readonly items: readonly ItemAnswer[];
  /** Of a dry run: the lines that what is accepted would be billed with. */
  readonly touches?: readonly TouchedLine[];
}

const touchedLineShape: Shape<TouchedLine> = object<TouchedLine>({
  customer: text,
  subscription: text,
  charge: text,
  meter: text,
  from: instantText,
  to: instantText,
  line: text,
  late: boolean,
  events: count,
});

export const batchAnswerShape: Shape<BatchAnswer> = object<BatchAnswer>({
  accepted: count,
  duplicate: count,
  conflict: count,
  rejected: count,
  items: list(itemAnswerShape),
  touches: optional(list(touchedLineShape)),
});

/** What became of one correction of a usage event. */
export const correctionItemShape: Shape<CorrectionItem> = object<CorrectionItem>({
  id: optional(text),
  status: literal("accepted", "duplicate", "conflict", "unknown-event", "rejected"),
  receivedAt: optional(instantText),
  hint: optional(faultShape),
  errors: optional(list(faultShape)),
});

const correctedChargeShape: Shape<CorrectedCharge> = object<CorrectedCharge>({
  ...eventChargeFields,
  customer: text,
  event: object<CorrectedCharge["event"]>({ source: text, id: text }),
  effect: literal("leaves", "joins"),
});

/** The answer to corrections, one item each in the order they were sent. */
export interface CorrectionBatch {
  readonly accepted: number;
  readonly duplicate: number;
  readonly conflict: number;
  readonly unknown: number;
  readonly rejected: number;
  readonly items: readonly CorrectionItem[];
  /** Of a dry run: the charges that what is accepted would change. */
  readonly touches?: readonly CorrectedCharge[];
}

export const correctionBatchShape: Shape<CorrectionBatch> = object<CorrectionBatch>({
  accepted: count,
  duplicate: count,
  conflict: count,
  unknown: count,
  rejected: count,
  items: list(correctionItemShape),
  touches: optional(list(correctedChargeShape)),
});

/** What `GET /v1/clock` answers. */
export type ClockState = Omit<ClockReading, "invoices">;

const clockFields = { now: instantText, mode: literal("real", "manual") } as const;

export const clockStateShape: Shape<ClockState> = object<ClockState>(clockFields);

export const clockReadingShape: Shape<ClockReading> = object<ClockReading>({
  ...clockFields,
  invoices: count,
});

/** What unparking an account answers. */
export const unparkedShape: Shape<Unparked> = object<Unparked>({
  customer: text,
  unparked: boolean,
});
