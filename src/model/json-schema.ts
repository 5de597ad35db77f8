/** A JSON Schema 2020-12 object. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** The `$defs` of a schema that is being written, by name. */
export type Definitions = Map<string, JsonSchema>;
