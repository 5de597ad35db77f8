import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { factId, instant } from "../model/fact-text.ts";
import {
  either,
  list,
  literal,
  readShape,
  type Shape,
  text,
  textThat,
  whole,
} from "../model/shape.ts";
import { moneyDue, portion } from "../model/shape-money.ts";
import { object, optional } from "../model/shape-object.ts";
import { cadence, date, id, quantity } from "../model/shape-values.ts";
import { creditKind, creditTermFields } from "../model/shapes/credit-terms.ts";
import type { Money } from "../money/money.ts";
import type { Percent } from "../money/percent.ts";
import { parseCivilDate } from "../time/calendar.ts";
import type {
  AdjustGrantFact,
  CreditFact,
  GrantFact,
  SlaClaimFact,
  TopUpRuleFact,
  UptimeFact,
  VoidGrantFact,
} from "./credit-fact.ts";
import { creditFactFaults } from "./credit-fact-rules.ts";

/** `2026-01`. */
const month: Shape<string> = textThat<string>({
  fault: (value) =>
    parseCivilDate(`${value}-01`).ok
      ? undefined
      : {
          code: "invalid-date",
          message: "A month is written year-month.",
          value: value.slice(0, 60),
          suggestion: "for example 2026-01",
        },
  standIn: "1970-01",
  schema: { pattern: "^[0-9]{4}-[0-9]{2}$" },
});

/** A price, or a part of what is bought. */
const priceOrPart = either<Percent, Money>(
  portion,
  moneyDue,
  (value) => typeof value === "string" && value.endsWith("%"),
);

const grantShape = object<GrantFact>({
  fact: literal("grant"),
  id: factId,
  customer: factId,
  credit: optional(id),
  kind: optional(creditKind),
  amount: optional(moneyDue),
  price: optional(moneyDue),
  date,
  expires: optional(date),
  ...creditTermFields,
  every: optional(cadence),
  count: optional(whole(1, 10_000)),
  until: optional(date),
  subscription: optional(factId),
  contract: optional(factId),
  reason: optional(text),
  recordedAt: optional(instant),
});

const voidShape = object<VoidGrantFact>({
  fact: literal("void-grant"),
  id: factId,
  customer: factId,
  grant: factId,
  date,
  reason: text,
  recordedAt: optional(instant),
});

const adjustShape = object<AdjustGrantFact>({
  fact: literal("adjust-grant"),
  id: factId,
  customer: factId,
  grant: factId,
  date,
  add: optional(moneyDue),
  remove: optional(moneyDue),
  expires: optional(either<string, "never">(date, literal("never"), (value) => value !== "never")),
  priority: optional(whole(0, 1_000)),
  reason: text,
  recordedAt: optional(instant),
});

const topUpShape = object<TopUpRuleFact>({
  fact: literal("top-up-rule"),
  id: factId,
  customer: factId,
  credit: optional(id),
  date,
  end: optional(date),
  whenBelow: moneyDue,
  amount: optional(moneyDue),
  upTo: optional(moneyDue),
  price: optional(priceOrPart),
  maximumPerMonth: optional(moneyDue),
  method: optional(id),
  availableFrom: optional(literal("invoice", "payment")),
  retryHours: optional(list(whole(1, 8_760))),
  recordedAt: optional(instant),
});

const uptimeShape = object<UptimeFact>({
  fact: literal("uptime"),
  id: factId,
  sla: id,
  customer: optional(factId),
  month: optional(month),
  from: optional(date),
  to: optional(date),
  uptime: optional(portion),
  downtimeMinutes: optional(quantity),
  excludedMinutes: optional(quantity),
  recordedAt: optional(instant),
});

const slaClaimShape = object<SlaClaimFact>({
  fact: literal("sla-claim"),
  id: factId,
  customer: factId,
  sla: id,
  month: optional(month),
  from: optional(date),
  to: optional(date),
  date,
  recordedAt: optional(instant),
});

/** The shape of each fact about credits, by its kind. */
export const creditFactShapes = {
  grant: grantShape,
  "void-grant": voidShape,
  "adjust-grant": adjustShape,
  "top-up-rule": topUpShape,
  uptime: uptimeShape,
  "sla-claim": slaClaimShape,
} as const;

/** Whether a fact of this kind is about credits. */
export const isCreditFactKind = (kind: unknown): kind is keyof typeof creditFactShapes =>
  typeof kind === "string" && Object.hasOwn(creditFactShapes, kind);

/**
 * Reads a fact about credits, every fault at once: those of its shape (`unknown-field`, `missing-field`, `invalid-date`…), and
 * where it has none, those of {@link creditFactFaults}. Refuses another kind with `unknown-fact`.
 */
export function parseCreditFact(json: unknown): Result<CreditFact> {
  const kind = typeof json === "object" && json !== null && "fact" in json ? json.fact : undefined;
  if (!isCreditFactKind(kind)) return refuse(unknownFact(kind));
  const read = readShape<CreditFact>(creditFactShapes[kind] as unknown as Shape<CreditFact>, json);
  const faults = read.faults.length > 0 ? read.faults : creditFactFaults(read.value);
  return faults.length > 0 ? refuse(...faults) : ok(read.value);
}

function unknownFact(kind: unknown): Fault {
  const fault: Fault = {
    code: "unknown-fact",
    path: "/fact",
    message: "this is no fact about credits",
    suggestion: `one of ${Object.keys(creditFactShapes).join(", ")}`,
  };
  return typeof kind === "string" ? { ...fault, value: kind } : fault;
}
