import { monthPattern } from "../services/report-shapes.ts";
import type { Content, Parameter } from "./openapi-operation.ts";

/** A civil day: `2026-01-31`. */
export const day = { type: "string", format: "date" } as const;

/** A calendar month: `2026-01`. */
export const month = { type: "string", pattern: monthPattern.source } as const;

/** What is searched for or narrowed to. */
export const text = { type: "string", maxLength: 255 } as const;

/** Narrows a list to the rows that have this value. */
export const filter = (name: string, description: string, example: string): Parameter => ({
  name,
  description,
  schema: text,
  example,
});

/** Bounds a list to days, both included: `issuedFrom` and `issuedTo`. They are of UTC, unless the rows have days themselves. */
export const dayFilters = (name: string, what: string, zone = ", UTC"): readonly Parameter[] => [
  {
    name: `${name}From`,
    description: `${what} on this day or later${zone}.`,
    schema: day,
    example: "2026-01-01",
  },
  {
    name: `${name}To`,
    description: `${what} on this day or earlier${zone}.`,
    schema: day,
    example: "2026-12-31",
  },
];

/** Bounds a list to amounts, both included: `totalFrom` and `totalTo`. */
export const amountFilters = (name: string, what: string): readonly Parameter[] => [
  {
    name: `${name}From`,
    description: `${what} this much or more, decimal text.`,
    schema: text,
    example: "100.00",
  },
  {
    name: `${name}To`,
    description: `${what} this much or less, decimal text.`,
    schema: text,
    example: "5000",
  },
];

/** Bytes of these media types, which no JSON schema describes. */
export const bytes = (types: readonly string[]): Content =>
  Object.fromEntries(
    types.map((type) => [type, { schema: () => ({ type: "string", format: "binary" }) }]),
  );

/** The days that a list of the books is narrowed to, both included. */
export const bookDays: readonly Parameter[] = [
  { name: "from", description: "Dated on this day or later.", schema: day, example: "2026-01-01" },
  { name: "to", description: "Dated on this day or earlier.", schema: day, example: "2026-01-31" },
];

/** Asks for what the caller has not got yet. */
export const ifNoneMatch: Parameter = {
  name: "If-None-Match",
  description: "The `ETag` of what the caller has.",
  schema: { type: "string" },
};

/** Changes only what the caller has seen. */
export const ifMatch: Parameter = {
  name: "If-Match",
  description:
    "The `ETag` that a GET of the same place answered with: refused where it has another by now.",
  schema: { type: "string" },
};

/** Whether events are counted too. */
export const eventsToo: Parameter = {
  name: "events",
  description: "`false` leaves out `events`, which take longer to count than all else.",
  schema: { enum: ["true", "false"] },
};
