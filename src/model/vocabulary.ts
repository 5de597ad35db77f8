import type { CurrencyCode } from "../money/currency.ts";
import type { Feature } from "./feature.ts";

/** A name inside a model: kebab-case, at most 64 characters, unique in its section whatever the case. */
export type Id = string;

/**
 * The names a model declares, as types: what its nouns may refer to.
 *
 * {@link import("./define-model.ts").defineModel} fills this from the keys the author wrote, so a meter that is not
 * declared does not compile. The default is any name: the type of a model read from a file.
 */
export interface Vocabulary {
  readonly currency: CurrencyCode;
  readonly features: Readonly<Record<Id, Feature>>;
  readonly stream: Id;
  readonly meter: Id;
  readonly plan: Id;
  readonly addon: Id;
  readonly offer: Id;
  readonly licence: Id;
  readonly discount: Id;
  readonly contract: Id;
  readonly partner: Id;
  readonly method: Id;
  readonly sla: Id;
  readonly credit: Id;
  readonly eligibility: Id;
  readonly benchmark: Id;
  readonly product: Id;
  readonly reference: Id;
  readonly taxCategory: Id;
}

/** What every noun of a model may say about itself. */
export interface Noted {
  /** For people: one or two sentences. */
  readonly description?: string;
  /** Rows of the source document that this noun states: `S2-019`. */
  readonly rows?: readonly string[];
}
