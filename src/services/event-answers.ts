import type { UnbilledReason } from "../account/usage-ledger.ts";
import type { EventData } from "../metering/event-data.ts";
import { list, literal, type Shape, text } from "../model/shape.ts";
import { object, optional } from "../model/shape-object.ts";
import type { Instant } from "../time/instant.ts";
import { instantText, nullable } from "./report-shapes.ts";
import type { PageRequest } from "./reports.ts";

/** Which events to list; all of them where nothing is said. */
export interface EventQuery extends PageRequest {
  readonly customer?: string;
  /** Those that this meter of the current model counts. */
  readonly meter?: string;
  readonly type?: string;
  readonly source?: string;
  readonly id?: string;
  /** Half-open, by the event's time. */
  readonly from?: Instant;
  readonly to?: Instant;
}

/** What an event said, and whether it still does. */
export interface ListedEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly customer: string;
  readonly time: string;
  readonly receivedAt: string;
  readonly data: EventData;
  /** `standing` counts; the others were corrected at `withdrawnAt`. */
  readonly status: "standing" | "voided" | "replaced";
  readonly withdrawnAt?: string;
  /** The replacement that said this; absent for what was sent. */
  readonly correction?: string;
}

/** A correction of an event. */
export interface ListedCorrection {
  readonly id: string;
  readonly kind: "void" | "replace";
  readonly reason?: string;
  readonly receivedAt: string;
}

/** A charge that bills an event, and with what. */
export interface EventCharge {
  readonly subscription: string;
  readonly plan: string | null;
  readonly addon: string | null;
  readonly charge: string;
  readonly meter: string;
  /** The charge's period that the event belongs to. */
  readonly from: string;
  readonly to: string;
  /** Id of the invoice line: of its period, or of the later invoice that takes it. */
  readonly line: string;
  /** Null while that line is on no final invoice. */
  readonly invoice: { readonly id: string; readonly number: string } | null;
}

/** An event with what became of it. */
export interface EventDetail {
  readonly id: string;
  readonly source: string;
  readonly status: "standing" | "voided";
  /** Everything that it said, oldest first. */
  readonly versions: readonly ListedEvent[];
  readonly corrections: readonly ListedCorrection[];
  /** Meters of the current model that count it as it stands. */
  readonly meters: readonly string[];
  readonly charges: readonly EventCharge[];
  /** Why no charge bills it; null where one does, and for what is void. */
  readonly unbilled: UnbilledReason | null;
}

const eventData: Shape<EventData> = {
  read: (value) => value as EventData,
  standIn: () => ({}),
  schema: () => ({
    type: "object",
    additionalProperties: { type: ["string", "number", "boolean"] },
  }),
};

/** The shape of {@link ListedEvent}. */
export const listedEventShape: Shape<ListedEvent> = object<ListedEvent>({
  id: text,
  source: text,
  type: text,
  customer: text,
  time: instantText,
  receivedAt: instantText,
  data: eventData,
  status: literal("standing", "voided", "replaced"),
  withdrawnAt: optional(instantText),
  correction: optional(text),
});

const correctionShape: Shape<ListedCorrection> = object<ListedCorrection>({
  id: text,
  kind: literal("void", "replace"),
  reason: optional(text),
  receivedAt: instantText,
});

/** What the shape of {@link EventCharge} is made of. */
export const eventChargeFields = {
  subscription: text,
  plan: nullable(text),
  addon: nullable(text),
  charge: text,
  meter: text,
  from: instantText,
  to: instantText,
  line: text,
  invoice: nullable(object<NonNullable<EventCharge["invoice"]>>({ id: text, number: text })),
};

/** The shape of {@link EventDetail}. */
export const eventDetailShape: Shape<EventDetail> = object<EventDetail>({
  id: text,
  source: text,
  status: literal("standing", "voided"),
  versions: list(listedEventShape),
  corrections: list(correctionShape),
  meters: list(text),
  charges: list(object<EventCharge>(eventChargeFields)),
  unbilled: nullable(literal("unknown-customer", "unknown-meter", "no-subscription", "too-late")),
});
