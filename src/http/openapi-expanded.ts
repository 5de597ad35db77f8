import type { Shape } from "../model/shape.ts";
import {
  customerDetailShape,
  customerSummaryShape,
  invoiceSummaryShape,
  planShape,
  subscriptionShape,
} from "../services/report-shapes.ts";
import { answerComponent, type Parameter, type SchemaOf } from "./openapi-operation.ts";
import { text } from "./openapi-parameters.ts";

export const customerDetail = answerComponent("CustomerDetail", customerDetailShape);
export const planSummary = answerComponent("PlanSummary", planShape);
export const customerSummary = answerComponent("CustomerSummary", customerSummaryShape);
export const subscriptionSummary = answerComponent("SubscriptionSummary", subscriptionShape);
export const invoiceSummary = answerComponent("InvoiceSummary", invoiceSummaryShape);

/** What a thing that is brought along is: null where it is not there any more. */
export const orNull =
  (schema: SchemaOf): SchemaOf =>
  (definitions) => ({ anyOf: [schema(definitions), { type: "null" }] });

/** A list of things that are brought along. */
export const listOf =
  (schema: SchemaOf): SchemaOf =>
  (definitions) => ({ type: "array", items: schema(definitions) });

/** An answer that brings along what it names, where that is asked for. */
export const expanding = <T>(
  name: string,
  shape: Shape<T>,
  along: Readonly<Record<string, SchemaOf>>,
): SchemaOf => answerComponent(name, alongWith(shape, along));

/** A shape whose JSON may have more under `expanded`. */
export const alongWith = <T>(
  shape: Shape<T>,
  along: Readonly<Record<string, SchemaOf>>,
): Shape<T> => ({
  ...shape,
  schema: (definitions) => {
    const { properties, ...rest } = shape.schema(definitions);
    const brought = Object.entries(along).map(([key, schema]) => [key, schema(definitions)]);
    const expanded = { type: "object", properties: Object.fromEntries(brought) };
    return { ...rest, properties: { ...(properties as object), expanded } };
  },
});

/** An item that may bring along whose it is. */
export const withCustomer = <T>(shape: Shape<T>): Shape<T> =>
  alongWith(shape, { customer: orNull(customerSummary) });

/** What an answer is to bring along. */
export const expand = (names: string, example: string): Parameter => ({
  name: "expand",
  description: `What the answer brings along under \`expanded\`, with commas between: ${names}. A key needs what reading it by itself needs.`,
  schema: text,
  example,
});

/** Looks for a part of texts. */
export const search = (what: string): Parameter => ({
  name: "q",
  description: `A part of ${what}, in any case.`,
  schema: text,
  example: "north",
});
