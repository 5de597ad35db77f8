import type { Result } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { type CurrencyCode, isCurrencyCode } from "../money/currency.ts";
import { type Decimal, format } from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import type { Instant } from "../time/instant.ts";
import type { ModelLibrary, TenantModels } from "./model-library.ts";
import { InvalidCursor, type Page } from "./reports.ts";
import type { ServerClock } from "./tenant-clocks.ts";

/** What every report stands on. */
export interface ReportParts {
  readonly store: Store;
  readonly clock: ServerClock;
  readonly library: ModelLibrary;
  /** When a fact about a customer would become known that were told now. */
  readonly learnedAt: (tenant: string, customer: string) => Instant;
}

/** What reports of the books stand on. */
export type BookParts = Pick<ReportParts, "store" | "clock" | "library">;

/** Reads within one snapshot. */
export const reading = <T>(
  { store }: Pick<ReportParts, "store">,
  tenant: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> => store.withTenant(tenant, work, { readOnly: true });

/** A page, or the cursor's refusal thrown to whoever speaks to the caller. */
export function pageOrThrow<T>(result: Result<Page<T>>): Page<T> {
  if (result.ok) return result.value;
  throw new InvalidCursor(result.faults[0]?.message ?? "the cursor is not valid here");
}

/** An amount with the digits of its currency's minor unit; all of its digits where the currency is not known. */
export const moneyText = (amount: Decimal, currency: CurrencyCode | null): string =>
  currency === null ? format(amount) : minorText(amount, currency);

/**
 * The currency that amounts are reported in: the model's, but for books that hold invoices and none in it. `billed` are
 * the currencies of the invoices.
 */
export function booksCurrency(
  billed: readonly string[],
  models: TenantModels | undefined,
): CurrencyCode | null {
  const current = models?.books.current.model.currency ?? null;
  if (billed.length === 0 || (current !== null && billed.includes(current))) return current;
  return billed.find(isCurrencyCode) ?? null;
}

/** What the newest version that knows a thing says of it; undefined where none ever did. */
export function newest<T>(
  models: TenantModels | undefined,
  look: (model: Model) => T | undefined,
): T | undefined {
  for (const model of [...(models?.models ?? [])].reverse()) {
    const found = look(model);
    if (found !== undefined) return found;
  }
  return undefined;
}
