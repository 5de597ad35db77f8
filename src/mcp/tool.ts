import type { Fault, Result } from "../fault/fault.ts";
import type { JsonSchema } from "../model/json-schema.ts";

/** What a tool is called with. */
export type ToolArguments = Readonly<Record<string, unknown>>;

/** Why a tool was refused what it was called for: as the API says it, so that a model can mend its call. */
export interface ToolRefusal {
  /** Stable: `invalid-request`, `not-found`. */
  readonly code: string;
  readonly message: string;
  /** Every broken rule; paths are of the arguments: `/from`. */
  readonly errors: readonly Fault[];
}

/** What came of a call. */
export type ToolAnswer =
  | { readonly ok: true; readonly value: object }
  | { readonly ok: false; readonly refusal: ToolRefusal };

/** Something that a model can ask for. */
export interface Tool {
  /** `find_customers`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** An object schema; its `properties` are all arguments that there are. */
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema;
  /** Whether it only looks. */
  readonly readsOnly: boolean;
  readonly call: (given: ToolArguments) => Promise<ToolAnswer>;
}

/** A text that a model can read. */
export interface Resource {
  /** `florin://words`. */
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly mimeType: "application/json" | "text/markdown";
  readonly read: () => Promise<Result<string>>;
}

/** A refusal of faults that were found before anybody was asked. */
export function refusedBy(faults: readonly Fault[]): ToolAnswer {
  const [first] = faults;
  const message =
    faults.length === 1 && first !== undefined
      ? first.message
      : `${faults.length} rules are broken; see errors`;
  const code = faults.length === 1 && first !== undefined ? first.code : "invalid-request";
  return { ok: false, refusal: { code, message, errors: faults } };
}
