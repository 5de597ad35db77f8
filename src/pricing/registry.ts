import { type Fault, type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import type { CurrencyCode } from "../money/money.ts";
import { checkAgreed, checkReserved, currencyOf } from "./agreed-terms.ts";
import { type Banded, bandedKind } from "./banded.ts";
import { type Capacity, capacityKind } from "./capacity.ts";
import { type Commitment, commitmentKind } from "./commitment.ts";
import { type Flat, flatKind } from "./flat.ts";
import { type Formula, formulaKind } from "./formula.ts";
import { type FreeUnits, freeUnitsKind } from "./free-units.ts";
import { type Graduated, graduatedKind } from "./graduated.ts";
import { type GraduatedPercentage, graduatedPercentageKind } from "./graduated-percentage.ts";
import { type Matrix, matrixKind } from "./matrix.ts";
import { type Package, packageKind } from "./package.ts";
import { type PerUnit, perUnitKind } from "./per-unit.ts";
import { type Percentage, percentageKind } from "./percentage.ts";
import type {
  CompiledPrice,
  NestedPrices,
  PriceContext,
  PriceInput,
  PriceKind,
  PriceSpec,
  PriceTerms,
} from "./price-kind.ts";
import { type Seat, seatKind } from "./seat.ts";
import { type SpendLimits, spendLimitsKind } from "./spend-limits.ts";
import { type Transform, transformKind } from "./transform.ts";
import { type Volume, volumeKind } from "./volume.ts";

/** Every price document, by its `kind`; all amounts of one price are in currency C. */
export type Price<C extends CurrencyCode = CurrencyCode> =
  | Flat<C>
  | PerUnit<C>
  | Package<C>
  | Graduated<C>
  | Volume<C>
  | Capacity<C, Price<C>>
  | Seat<C>
  | Matrix<Price<C>>
  | Percentage<C>
  | GraduatedPercentage<C>
  | Banded<C>
  | FreeUnits<Price<C>>
  | Transform<Price<C>>
  | SpendLimits<C, Price<C>>
  | Commitment<C, Price<C>>
  | Formula;

/** The kinds of price there are: a new one is a file, a line above and a line here. */
const kinds: Readonly<Record<Price["kind"], PriceKind<PriceSpec>>> = {
  flat: flatKind,
  "per-unit": perUnitKind,
  package: packageKind,
  graduated: graduatedKind,
  volume: volumeKind,
  capacity: capacityKind,
  seat: seatKind,
  matrix: matrixKind,
  percentage: percentageKind,
  "graduated-percentage": graduatedPercentageKind,
  banded: bandedKind,
  "free-units": freeUnitsKind,
  transform: transformKind,
  "spend-limits": spendLimitsKind,
  commitment: commitmentKind,
  formula: formulaKind,
};

/** The name of every price kind, as documents write it. */
export const priceKinds: readonly string[] = Object.keys(kinds);

const nested: NestedPrices = {
  input: priceInput,
  check: (spec, path, context) => checkSpec(spec, path, context),
  compile(spec, terms, at) {
    const compiled = kindOf(spec)?.compile(spec, terms, nested);
    if (compiled === undefined) return refuse(unknownKind(spec, at));
    if (compiled.ok) return compiled;
    return refuse(...compiled.faults.map((fault) => ({ ...fault, path: at + fault.path })));
  },
};

function kindOf(spec: PriceSpec): PriceKind<PriceSpec> | undefined {
  return isKnownKind(spec.kind) ? kinds[spec.kind] : undefined;
}

function isKnownKind(kind: string): kind is Price["kind"] {
  return Object.hasOwn(kinds, kind);
}

function checkSpec(spec: PriceSpec, path: string, context: PriceContext): readonly Fault[] {
  const kind = kindOf(spec);
  return kind === undefined ? [unknownKind(spec, path)] : kind.check(spec, path, context);
}

function unknownKind(spec: PriceSpec, path: string): Fault {
  const close = nearest(String(spec.kind), priceKinds);
  return {
    code: "unknown-price-kind",
    path: `${path}/kind`,
    message: "there is no such kind of price",
    value: spec.kind,
    suggestion:
      close === undefined ? `use one of: ${priceKinds.join(", ")}` : `did you mean "${close}"?`,
  };
}

/** What a price folds over, known from its document: a total quantity, grouped totals or single events. */
export function priceInput(spec: PriceSpec): PriceInput {
  const stated = kindOf(spec)?.input;
  if (stated !== undefined) return stated;
  return isWrapper(spec) ? priceInput(spec.of) : "quantity";
}

function isWrapper(spec: PriceSpec): spec is PriceSpec & { readonly of: PriceSpec } {
  return "of" in spec && typeof spec.of === "object" && spec.of !== null && "kind" in spec.of;
}

/** The price inside all wrappers: it decides what is charged for, which they only change the amount of. */
export function innermostPrice(price: Price): Price {
  return "of" in price ? innermostPrice(price.of) : price;
}

/** What surrounds a price that is checked. */
export type CheckOptions = Partial<Pick<PriceContext, "currency" | "dimensions">>;

/**
 * Every fault of a price document, prices within prices included; none means that it can be compiled, except for
 * what a subscription has to add. `path` is the JSON pointer of the price. Without a currency, all its amounts must
 * be in the one that it names first. The document has the shape of its type: one from outside passes the schema first.
 */
export function checkPrice(spec: Price, path = "", options: CheckOptions = {}): readonly Fault[] {
  // A price that names no amount has no amount in a wrong currency, so which one it is held to then does not matter.
  const currency = options.currency ?? currencyOf(spec) ?? "USD";
  return checkSpec(spec, path, { ...options, currency, nested });
}

/**
 * The price as a fold, ready to run any number of times.
 *
 * Refuses whatever {@link checkPrice} refuses, `needs-agreed-price` and `needs-reserved-quantity` where the terms leave
 * something open, and `agreed-price-unused` and `reserved-quantity-unused` where the terms settle what the price does not
 * leave open: what the contract says would be ignored in silence. Paths are relative to the price.
 */
export function compilePrice(spec: Price, terms: PriceTerms = {}): Result<CompiledPrice> {
  const faults = checkPrice(spec);
  if (faults.length > 0) return refuse(...faults);
  const unused = [
    ...(terms.agreed === undefined ? [] : checkAgreed(spec, terms.agreed)),
    ...(terms.reserved === undefined ? [] : checkReserved(spec, terms.reserved)),
  ];
  if (unused.length > 0) return refuse(...unused);
  return nested.compile(spec, terms, "");
}
