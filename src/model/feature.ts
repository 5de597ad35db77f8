import type { Quantity } from "../money/quantity.ts";
import type { Noted } from "./vocabulary.ts";

/** Something a plan switches on or off: `sso`. */
export interface FlagFeature extends Noted {
  readonly name: string;
  readonly kind: "flag";
  /** Whether everyone has it, whatever the plan. Default: only where it is granted. */
  readonly default?: true;
}

/** Something a plan allows so much of: `projects`. */
export interface LimitFeature extends Noted {
  readonly name: string;
  readonly kind: "limit";
  /** Singular: `project`. */
  readonly unit?: string;
  /** What everyone is allowed to whom nothing else is granted. Default: nothing. */
  readonly default?: Quantity | "unlimited";
}

/** Something a plan has at one of several levels, lowest first: `support` at `community`, `email`, `dedicated`. */
export interface LevelFeature<Level extends string = string> extends Noted {
  readonly name: string;
  readonly kind: "level";
  readonly levels: readonly Level[];
  /** What everyone has to whom nothing else is granted. Default: none of them. */
  readonly default?: Level;
}

/** What a customer may be entitled to. */
export type Feature = FlagFeature | LimitFeature | LevelFeature;

/** What a plan may say about one feature: a flag is `true`, a limit a quantity or `unlimited`, a level its name. */
export type FeatureValue<F extends Feature = Feature> = F extends FlagFeature
  ? true
  : F extends LimitFeature
    ? Quantity | "unlimited"
    : F extends LevelFeature<infer Level>
      ? Level
      : never;

/** What a plan, add-on or licence grants; a feature that is not named is not granted. */
export type FeatureGrants<F extends Readonly<Record<string, Feature>>> = {
  readonly [K in keyof F]?: FeatureValue<F[K]>;
};
