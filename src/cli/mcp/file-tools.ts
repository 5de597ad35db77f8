import type { Invoice } from "../../account/invoice.ts";
import type { Fault } from "../../fault/fault.ts";
import { invoiceShape } from "../../http/openapi-invoice.ts";
import { refusedBy, type Tool, type ToolAnswer } from "../../mcp/tool.ts";
import type { Definitions, JsonSchema } from "../../model/json-schema.ts";
import { checkModelFile } from "../../model/load-model.ts";
import { boolean, list, readShape, type Shape, text } from "../../model/shape.ts";
import { object, optional } from "../../model/shape-object.ts";
import { planFaults, planWarnings } from "../../plan/check/plan-faults.ts";
import { quoted } from "../price.ts";
import type { PriceOptions } from "../price-request.ts";

/** What only a model file is asked: whether it stands, and what something costs. */
export const fileTools = (path: string): readonly Tool[] => [checkTool(path), priceTool(path)];

const checkTool = (path: string): Tool => ({
  name: "check_model",
  title: "Check the model",
  description:
    "Every fault and warning of the model file as it is now, each with its place, rule and often what to write instead. Call it after each edit.",
  inputSchema: { type: "object", properties: {}, additionalProperties: false },
  outputSchema: {
    type: "object",
    properties: { faults: faultList, warnings: faultList },
    required: ["faults", "warnings"],
  },
  readsOnly: true,
  call: async (): Promise<ToolAnswer> => {
    const { loaded, faults, warnings } = await checkModelFile(path);
    if (loaded === undefined) return { ok: true, value: { faults, warnings } };
    const ofPlan = planFaults(loaded.model).map(loaded.located);
    const more = ofPlan.length > 0 ? [] : planWarnings(loaded.model).map(loaded.located);
    return { ok: true, value: { faults: ofPlan, warnings: [...warnings, ...more] } };
  },
});

const faultList: JsonSchema = {
  type: "array",
  items: {
    type: "object",
    properties: {
      code: { type: "string" },
      path: { type: "string" },
      message: { type: "string" },
      suggestion: { type: "string" },
      line: { type: "integer" },
    },
    required: ["code", "path", "message"],
  },
};

/** What `quote_price` takes: the words of `florin price`. */
type PriceArguments = Omit<PriceOptions, "json" | "start"> & {
  readonly product: string;
  readonly start?: string;
};

const priceShape: Shape<PriceArguments> = object<PriceArguments>({
  product: text,
  usage: optional(list(text)),
  cadence: optional(text),
  quantity: optional(text),
  reserved: optional(list(text)),
  agreed: optional(list(text)),
  discount: optional(list(text)),
  years: optional(text),
  delivery: optional(text),
  start: optional(text),
  country: optional(text),
  region: optional(text),
  vatNumber: optional(text),
  business: optional(boolean),
});

const about: Readonly<Record<string, string>> = {
  product: "The id of a plan, or `licences/ID`, or `offers/ID`.",
  usage:
    "Usage of one period: `calls=120000`, `calls{region=eu}=500`, `payments=50x100` (100 of 50 each).",
  cadence: "`monthly`, `annual` …, where the plan has several prices.",
  quantity: "Units of the plan, licences, or units of the offer.",
  reserved: "Reserved quantity of a capacity charge: `nodes=10`.",
  agreed: "The agreed point of a floor or range: `12000 USD`, or `charge=0.0004 USD`.",
  discount: "Discounts granted besides the plan's own; `id=25%` where the model states a range.",
  years: "Commitment in years.",
  delivery: "Way of delivery of an offer.",
  start: "First day of service, 2026-01-01 where absent.",
  country: "Where the customer is, ISO 3166-1: then the quote bears tax.",
  region: "Its state or province.",
  vatNumber: "Its VAT number.",
  business: "It buys for a business.",
};

function priceTool(path: string): Tool {
  const definitions: Definitions = new Map();
  const { properties, required } = priceShape.schema(definitions);
  const described = Object.entries(properties as Readonly<Record<string, JsonSchema>>).map(
    ([name, schema]) => [name, { ...schema, description: about[name] }],
  );
  const invoice = invoiceShape.schema(definitions);
  return {
    name: "quote_price",
    title: "Quote a price",
    description:
      "What a purchase costs by the model file as it is now, as an invoice that explains every amount; `next` is the invoice after it where that differs.",
    inputSchema: {
      type: "object",
      properties: Object.fromEntries(described),
      required,
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: { first: invoice, next: { anyOf: [invoice, { type: "null" }] } },
      required: ["first", "next"],
      ...(definitions.size === 0 ? {} : { $defs: Object.fromEntries(definitions) }),
    },
    readsOnly: true,
    call: async (given): Promise<ToolAnswer> => {
      const { value, faults } = readShape(priceShape, given);
      if (faults.length > 0) return refusedBy(faults);
      const { product, start = "2026-01-01", ...options } = value;
      const found = await quoted(path, product, { ...options, start });
      if (!found.ok) return refusedBy(found.faults.map(asArgument));
      const { first, next } = found.value.quote;
      const answer: { readonly first: Invoice; readonly next: Invoice | null } = {
        first,
        next: next ?? null,
      };
      return { ok: true, value: answer };
    },
  };
}

/** `--vat-number` is the argument `/vatNumber`. */
function asArgument(fault: Fault): Fault {
  const [, option] = /^--([a-z-]+)/.exec(fault.path) ?? [];
  if (option === undefined) return fault;
  const name = option.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return { ...fault, path: `/${name}` };
}
