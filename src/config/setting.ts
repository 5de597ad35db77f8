/** What a setting may be. Values are texts, as an environment has them; a list is its entries between commas. */
export type SettingKind =
  | {
      readonly kind:
        | "text"
        | "path"
        | "port"
        | "url"
        | "database-url"
        | "instant"
        | "address"
        | "ranges"
        | "headers";
    }
  | { readonly kind: "whole"; readonly min: number; readonly max: number }
  | { readonly kind: "share" }
  | { readonly kind: "choice"; readonly choices: readonly string[] };

/** Something that can be set, in one of three places, and what it is where it is not. */
export interface Setting {
  /** The variable of the environment. */
  readonly variable: string;
  /** The place in a configuration file, `database.url`; undefined for what only the environment can say. */
  readonly key?: string;
  /** The option that goes before both, and of which commands it is; `every` leaves out `demo`, which has a folder of its own. */
  readonly option?: { readonly flag: string; readonly of: readonly string[] | "every" };
  readonly is: SettingKind;
  /** What it is where nobody sets it; nothing where absent. */
  readonly standard?: string;
  /** Never shown, and blotted out of the log. */
  readonly secret?: boolean;
  readonly about: string;
}
