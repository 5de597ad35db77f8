import type { Noted } from "./vocabulary.ts";

/** Another document that this one leans on. */
export interface Reference extends Noted {
  readonly title: string;
  /** A path or an address; what it points at need not exist. */
  readonly at?: string;
  /** True where the document is known not to be there. */
  readonly missing?: boolean;
}
