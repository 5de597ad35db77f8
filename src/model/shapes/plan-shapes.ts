import type { Capital, Correlation, FundingRound, Income, Scenario, Target } from "../capital.ts";
import { list, named, type Shape, text } from "../shape.ts";
import { object, optional, record } from "../shape-object.ts";
import { id, patterned } from "../shape-values.ts";
import { noted } from "./noted-fields.ts";

/** A month of the calendar. */
export const month = patterned(/^(?:19|2[0-9])[0-9]{2}-(?:0[1-9]|1[0-2])$/, "2026-01", {
  code: "invalid-month",
  message: "a month is a year and a number from 01 to 12",
  suggestion: 'write "2026-01"',
});

/** Money that the business has and waits for. */
export const capital: Shape<Capital> = named("Capital", () =>
  object<Capital>({
    ...noted,
    opening: optional(text),
    collectedAfter: optional(text),
    paidLate: optional(text),
    lateBy: optional(text),
    failedPayments: optional(text),
    recoveredPayments: optional(text),
  }),
);

/** Money from investors or lenders. */
export const fundingRound: Shape<FundingRound> = named("FundingRound", () =>
  object<FundingRound>({ ...noted, name: text, month, amount: text }),
);

/** Revenue planned as a sum. */
export const income: Shape<Income> = named("Income", () =>
  object<Income>({ ...noted, name: text, stream: id, amount: text }),
);

const figureName = /^[a-z0-9][a-z0-9.-]{0,199}$/;

const invalidFigureName = {
  code: "invalid-name",
  message: "a figure is named as formulas read it",
  suggestion: 'write "segments.teams.purchases.team.churn"',
};

/** Figures told otherwise. */
export const scenario: Shape<Scenario> = named("Scenario", () =>
  object<Scenario>({
    ...noted,
    name: text,
    from: optional(id),
    set: record(text, {
      fault: (key) => (figureName.test(key) ? undefined : invalidFigureName),
      schema: () => ({ pattern: figureName.source }),
    }),
  }),
);

/** Two figures that are drawn together. */
export const correlation: Shape<Correlation> = named("Correlation", () =>
  object<Correlation>({ ...noted, between: list(text, 1), is: text }),
);

/** A figure to reach. */
export const target: Shape<Target> = named("Target", () =>
  object<Target>({
    ...noted,
    name: text,
    figure: text,
    atLeast: optional(text),
    atMost: optional(text),
    by: optional(month),
  }),
);
