import type { Fault, Result } from "../fault/fault.ts";
import type { Decimal } from "../money/decimal.ts";
import type { CurrencyCode, Money } from "../money/money.ts";
import type { Percent } from "../money/percent.ts";
import type { Instant } from "../time/instant.ts";

/** One thing to price: a metered total, one cell of a grouped total, or a single event. */
export interface Item {
  readonly quantity: Decimal;
  /** When it happened; with `id` it decides the order of order-dependent prices. */
  readonly time: Instant;
  readonly id: string;
  readonly dimensions?: Readonly<Record<string, string>>;
}

/** One row of an explanation: a tier passed, a fee charged, an allowance used. Decimals as plain text; absent in JSON where undefined. */
export interface Step {
  readonly label: string;
  readonly quantity?: string | undefined;
  readonly rate?: string | undefined;
  readonly flat?: string | undefined;
  readonly amount: string;
}

/** An exact amount, not yet rounded to the minor unit, and how it came to be. */
export interface Rated {
  readonly amount: Decimal;
  readonly quantity: Decimal;
  /** Units that an allowance took off before pricing. */
  readonly free?: Decimal | undefined;
  readonly steps: readonly Step[];
  readonly notes?: readonly string[] | undefined;
}

/** What a subscription adds to the price it bought. */
export interface PriceTerms {
  /** Reserved quantity of a capacity price, when the document leaves it to the subscription. */
  readonly reserved?: Decimal;
  /** The point a contract picked where the document states a range, a floor or "negotiated": an amount, or a percentage. */
  readonly agreed?: Money | Percent;
}

/**
 * What a compiled price folds over. `quantity`: one metered total; `groups`: one total per combination of
 * {@link CompiledPrice.dimensions}; `events`: every event's own value.
 */
export type PriceInput = "quantity" | "groups" | "events";

/**
 * A price ready to run: three pure functions over one partial.
 *
 * `merge` is associative with `empty` as its unit, so a stream may be split anywhere and the parts priced apart.
 * `total(p)` equals `finish(p).amount`; it exists because a million ratings need the amount and only one the reason.
 */
export interface CompiledPrice<P = unknown> {
  readonly kind: string;
  readonly input: PriceInput;
  /** `event-time-then-id` where the amount depends on which event came first. */
  readonly order: "none" | "event-time-then-id";
  /** The dimensions the meter must be grouped by, when `input` is `groups`. */
  readonly dimensions?: readonly string[];
  readonly empty: P;
  lift(item: Item): P;
  merge(left: P, right: P): P;
  total(partial: P): Decimal;
  finish(partial: P): Rated;
}

/** Any price document, seen only by its discriminant; the registry's `Price` is the union of all kinds. */
export interface PriceSpec {
  readonly kind: string;
}

/**
 * How a price that holds other prices (`of`, cells, over-use) reaches their kinds. The registry passes itself, so no
 * kind imports it. A spec that holds prices is generic in them, `FreeUnits<Of extends PriceSpec>`, and the registry's
 * union ties the knot: `FreeUnits<Price<C>>`.
 */
export interface NestedPrices {
  /** What the held price folds over, known without compiling it. */
  input(spec: PriceSpec): PriceInput;
  /** Every fault of the held price; `path` is its full JSON pointer, `context` is handed on. */
  check(spec: PriceSpec, path: string, context: PriceContext): readonly Fault[];
  /** Compiles the held price; `at` is its pointer inside the holder (`/of`) and leads the paths of its faults. */
  compile(spec: PriceSpec, terms: PriceTerms, at: string): Result<CompiledPrice>;
}

/** What {@link PriceKind.check} may look at besides the price itself. */
export interface PriceContext {
  /** The currency every amount of the price must be in. */
  readonly currency: CurrencyCode;
  /** What the price's meter declares of its dimensions: their values, or that any may come. Absent without a meter. */
  readonly dimensions?: Readonly<Record<string, readonly string[] | "any">>;
  readonly nested: NestedPrices;
}

/** How one kind of price is checked and compiled. A new kind is one file that exports this, and one registry line. */
export interface PriceKind<Spec extends PriceSpec> {
  readonly kind: Spec["kind"];
  /** What the compiled price folds over. Left out: whatever the price in `of` does, and `quantity` where there is none. */
  readonly input?: PriceInput;
  /** Every fault of the document at once; `path` is the JSON pointer of the price. Read amounts with document-values.ts. */
  check(spec: Spec, path: string, context: PriceContext): readonly Fault[];
  /**
   * Makes the fold. The registry checks first, so a compile takes a well-formed spec for granted and refuses only what
   * the terms decide (`needs-agreed-price`, `needs-reserved-quantity`); fault paths are relative to the price.
   */
  compile(spec: Spec, terms: PriceTerms, nested: NestedPrices): Result<CompiledPrice>;
}
