import type { AllocationTime } from "../account/allocation.ts";
import type { Invoice } from "../account/invoice.ts";
import type { AccountMovement } from "../account/step.ts";
import { expectOk } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { daysFromCivil, parseCivilDate } from "../time/calendar.ts";
import { type Instant, parseInstant } from "../time/instant.ts";
import { postIssued } from "./documents/issued-invoice.ts";
import { postDocument } from "./documents/ledger-document.ts";
import { movementDocuments } from "./documents/movement-documents.ts";
import { type NumberOf, numberedMovement } from "./documents/numbered-movement.ts";
import type { ProviderPayout, ProviderPayoutFailed } from "./documents/provider-payout.ts";
import type { JournalEntry } from "./entry.ts";
import type { Day } from "./recognition/accounting-month.ts";
import type { AllocationEarned } from "./recognition/allocation.ts";
import type { SoldChange } from "./recognition/sold-change.ts";
import type { BookZones } from "./recognition/sold-line.ts";

/** Something that belongs in the books: a document issued, money moved at an account's own count, or a provider's transfer. */
export type Booked =
  | { readonly kind: "document"; readonly at: Instant; readonly invoice: Invoice }
  | {
      readonly kind: "movement";
      readonly customer: string;
      readonly at: Instant;
      readonly place: number;
      readonly movement: AccountMovement;
    }
  /** A transfer of a provider, which is of nobody's account: `customer` is empty, and `place` counts transfers. */
  | {
      readonly kind: "payout";
      readonly customer: "";
      readonly at: Instant;
      readonly place: number;
      readonly payout: PayoutDocument;
    }
  /** What a bookkeeper wrote: of no customer, and so before what customers did at its instant. */
  | { readonly kind: "entry"; readonly at: Instant; readonly entry: JournalEntry };

/** What a provider transferred, or what came back of that. */
export type PayoutDocument = ProviderPayout | ProviderPayoutFailed;

/** A document that was issued, as it is booked. */
export const bookedDocument = (invoice: Invoice): Booked => ({
  kind: "document",
  at: expectOk(parseInstant(invoice.issuedAt)),
  invoice,
});

/** What booking needs to know beside. */
export interface BookingContext {
  readonly numberOf: NumberOf;
  readonly zonesOf: (customer: string) => BookZones;
  /** Where breakage of credits is reported whose grants name no stream. */
  readonly breakageStream: string;
}

/**
 * The order of the journal: by time, then customer; of one customer at one instant documents come before what money did, each
 * by the account's own count. A server that posts in parts and a replay that posts at once come to the same journal.
 */
export function compareBooked(left: Booked, right: Booked): number {
  if (left.at !== right.at) return left.at - right.at;
  const [leftCustomer, rightCustomer] = [customerOf(left), customerOf(right)];
  if (leftCustomer !== rightCustomer) return leftCustomer < rightCustomer ? -1 : 1;
  if (left.kind === "entry" && right.kind === "entry")
    return left.entry.id < right.entry.id ? -1 : 1;
  if (left.kind === "entry") return 1;
  if (right.kind === "entry") return -1;
  if (left.kind !== right.kind) return left.kind === "document" ? -1 : 1;
  return countOf(left) - countOf(right);
}

/** Whose it is. */
export const customerOf = (one: Booked): string =>
  one.kind === "document" ? one.invoice.customer : one.kind === "movement" ? one.customer : "";

const countOf = (one: Exclude<Booked, { kind: "entry" }>): number =>
  one.kind === "document"
    ? Number(one.invoice.id.slice(one.invoice.id.lastIndexOf(":") + 1))
    : one.place;

/** The entries of one of them: one, or none where nothing in the books changes. */
export function entriesOf(one: Booked, context: BookingContext): readonly JournalEntry[] {
  if (one.kind === "document")
    return [postIssued(one.invoice, context.zonesOf(one.invoice.customer))];
  if (one.kind === "payout") return [postDocument(one.payout)];
  if (one.kind === "entry") return [one.entry];
  const { breakageStream, numberOf } = context;
  const movement = numberedMovement(one.movement, numberOf);
  return movementDocuments([movement], { breakageStream }).map(postDocument);
}

/** Where breakage is reported of credits that name no stream: the model's first. */
export const breakageStream = ({ streams }: Pick<Model, "streams">): string =>
  Object.keys(streams)[0] ?? "credits";

/** What became known of an invoice's revenue after it was issued, by the invoice's number. */
export interface BookedChange {
  readonly invoice: string;
  readonly change: SoldChange;
}

/** What an account did that changes only when, or for what, revenue is earned; undefined for everything else. */
export function soldChangeIn(one: Booked, numberOf: NumberOf): BookedChange | undefined {
  if (one.kind !== "movement") return undefined;
  const { movement } = one;
  if (movement.kind === "delivery") {
    const { line, day } = movement;
    const change = { kind: "delivery", line, day: dayNumber(day) } as const;
    return { invoice: numberOf(movement.invoice), change };
  }
  if (movement.kind !== "allocation") return undefined;
  const { allocation: id, line, stream, to, day, amount, earned } = movement;
  const allocation = {
    ...{ id, line, stream, to, day: dayNumber(day), amount },
    ...(earned === undefined ? {} : { earned: earnedOn(earned) }),
  };
  return { invoice: numberOf(movement.invoice), change: { kind: "allocation", allocation } };
}

const earnedOn = ({ from, to }: AllocationTime): AllocationEarned =>
  to === undefined
    ? { kind: "given", day: dayNumber(from) }
    : { kind: "ratable", from: dayNumber(from), to: dayNumber(to) };

const dayNumber = (day: string): Day => daysFromCivil(expectOk(parseCivilDate(day)));
