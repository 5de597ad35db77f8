import { faultsOf, type Result } from "../fault/fault.ts";
import { isNegative } from "../money/decimal.ts";
import { parseQuantity, type Quantity } from "../money/quantity.ts";
import { type CadenceName, parseCadence } from "../time/cadence.ts";
import { parseCivilDate } from "../time/calendar.ts";
import type { JsonSchema } from "./json-schema.ts";
import { type FaultRule, named, type Shape, textThat } from "./shape.ts";
import { record } from "./shape-object.ts";
import type { Id } from "./vocabulary.ts";

/** The first fault of a reading, for the shape to say where. */
export function firstFault(result: Result<unknown>): FaultRule | undefined {
  const [fault] = faultsOf(result);
  return fault;
}

/** A text with a pattern, anchored at both ends. */
export function patterned(pattern: RegExp, standIn: string, rule: FaultRule): Shape<string> {
  return textThat({
    fault: (text) => (pattern.test(text) ? undefined : { ...rule, value: text.slice(0, 60) }),
    standIn,
    schema: { pattern: pattern.source },
  });
}

const idPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const idLengthMax = 64;
const idSchema: JsonSchema = { pattern: idPattern.source, maxLength: idLengthMax };

/** What an id should have been: lower case, words joined by one hyphen. */
function kebab(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function idFault(id: string): FaultRule | undefined {
  if (id.length <= idLengthMax && idPattern.test(id)) return undefined;
  const meant = kebab(id.slice(0, idLengthMax));
  return {
    code: "invalid-id",
    message: `an id is kebab-case with at most ${idLengthMax} characters`,
    value: id.slice(0, idLengthMax),
    suggestion: `write "${meant === "" ? "team-plan" : meant}"`,
  };
}

/** A name declared here or elsewhere in the model. */
export const id: Shape<Id> = textThat({ fault: idFault, standIn: "unknown", schema: idSchema });

/** A section of the model: nouns by id. */
export const byId = <T, R = Readonly<Record<Id, T>>>(item: Shape<T>): Shape<R> =>
  record<T, R>(item, { fault: idFault, schema: () => idSchema });

const namePattern = /^[\p{L}\p{N}_][\p{L}\p{N} ._-]{0,63}$/u;

function nameFault(name: string): FaultRule | undefined {
  if (namePattern.test(name) && name !== "__proto__") return undefined;
  const message = "a name has 1 to 64 letters, digits, spaces, dots, hyphens or underscores";
  return { code: "invalid-name", message, value: name.slice(0, 64) };
}

/** The name of a property of an event, or of a dimension: not ours to choose, so not kebab-case. */
export const propertyName: Shape<string> = textThat({
  fault: nameFault,
  standIn: "unknown",
  schema: { minLength: 1, maxLength: 64 },
});

/** A record whose keys are such names. */
export const byName = <T>(item: Shape<T>): Shape<Readonly<Record<string, T>>> =>
  record(item, { fault: nameFault, schema: () => ({ minLength: 1, maxLength: 64 }) });

const cadenceSchema: JsonSchema = {
  pattern:
    "^(?:daily|weekly|monthly|quarterly|semiannual|annual|every-[1-9][0-9]*-(?:days|weeks|months|quarters|half-years|years))$",
};

/** `"monthly"`, `"every-2-weeks"`. */
export const cadence: Shape<CadenceName> = named("Cadence", () =>
  textThat<CadenceName>({
    fault: (text) => firstFault(parseCadence(text)),
    standIn: "monthly",
    schema: cadenceSchema,
  }),
);

/** A record by cadence. One value where one for each cadence is wanted is a rate without a period. */
export function byCadence<T>(item: Shape<T>): Shape<Readonly<Partial<Record<CadenceName, T>>>> {
  return record<T, Readonly<Partial<Record<CadenceName, T>>>>(item, {
    fault: (key) => firstFault(parseCadence(key)),
    faultOfAll: (keys) =>
      keys.includes("kind")
        ? {
            code: "rate-without-period",
            message: "this recurs, so it needs a cadence",
            suggestion: "write it under its cadence: { monthly: … }",
          }
        : undefined,
    schema: cadence.schema,
  });
}

function quantityThat(
  name: string,
  fault: (value: Quantity) => FaultRule | undefined,
): Shape<Quantity> {
  return named(name, () => ({
    read: (value, spot) => {
      const isGiven = typeof value === "number" || typeof value === "string";
      // A text that is no plain decimal is refused below, which is what makes the rest a quantity.
      const given = (isGiven ? value : "") as Quantity;
      const found = fault(given);
      if (found === undefined) return given;
      spot.faults.push({ ...found, path: spot.path });
      return 0;
    },
    standIn: () => 0,
    schema: () => ({
      anyOf: [{ type: "number" }, { type: "string", pattern: "^-?[0-9]+(?:\\.[0-9]+)?$" }],
    }),
  }));
}

/** A JSON number while that is exact, a decimal string beyond; of either sign. */
export const signedQuantity: Shape<Quantity> = quantityThat("SignedQuantity", (value) =>
  firstFault(parseQuantity(value)),
);

/** A quantity of zero or more. */
export const quantity: Shape<Quantity> = quantityThat("Quantity", (value) => {
  const read = parseQuantity(value);
  if (!read.ok || !isNegative(read.value)) return firstFault(read);
  const suggestion = "write zero or more";
  const message = "a quantity is not negative";
  return { code: "quantity-out-of-range", message, value, suggestion };
});

/** A day of the calendar: `2026-12-31`. */
export const date: Shape<string> = textThat({
  fault: (text) => firstFault(parseCivilDate(text)),
  standIn: "1970-01-01",
  schema: { format: "date" },
});

/** Decimal text in full digits: `-12.50`. */
export const decimalText: Shape<string> = patterned(/^-?[0-9]+(?:\.[0-9]+)?$/, "0", {
  code: "not-a-number",
  message: "this is not a decimal number",
});
