import type { Definitions, JsonSchema } from "../model/json-schema.ts";

/** A kind of event: what happened, and what it says. */
export interface EventKind {
  /** One sentence, without its full stop. */
  readonly summary: string;
  /** Of `data`. */
  readonly schema: (definitions: Definitions) => JsonSchema;
  /** A `data` that the schema describes. */
  readonly example: object;
}
