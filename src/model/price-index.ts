import type { Quantity } from "../money/quantity.ts";

/** What an index stood at from a day on. */
export interface PublishedValue {
  /** The first local day on which it stands so. */
  readonly day: string;
  readonly value: Quantity;
  /** The local day on which it became known: prices of periods that began before do not move. Default: `day`. */
  readonly published?: string;
}

/** A published index that escalators of contracts name: consumer prices, wages. */
export interface PriceIndex {
  readonly name: string;
  /** Who publishes it, and where. */
  readonly publisher?: string;
  /** By day, then by when each became known: a later one of the same day revises the one before. */
  readonly values: readonly PublishedValue[];
}
