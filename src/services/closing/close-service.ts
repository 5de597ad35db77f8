import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { monthText } from "../../ledger/recognition/accounting-month.ts";
import { latestCloses } from "../../store/closes.ts";
import { retrying, retryRolledBack } from "../../store/retry.ts";
import type { Tx } from "../../store/tenant.ts";
import { accountingCalendar } from "../accounting-calendar.ts";
import type { TenantModels } from "../model-library.ts";
import { answered, onceOnly } from "../once.ts";
import { type BookParts, reading } from "../report-parts.ts";
import type { IdempotentRequest, StoredAnswer } from "../services.ts";
import { closeMonth, closeSummary, readClose } from "./close-month.ts";
import type { CloseSummary, MonthClose } from "./close-report.ts";
import { rememberCloses } from "./remembered-closes.ts";

/** Months that are closed, and the one that is closed next. */
export interface CloseList {
  /** The latest first. */
  readonly items: readonly CloseSummary[];
  /** The month before which the next page goes on; null at the end. */
  readonly next: string | null;
  /** `2026-02`; null for books of nothing. */
  readonly openMonth: string | null;
}

/** The months of a tenant's books. */
export interface Closes {
  /** Closes a month. Refuses `nothing-to-close` and `close-refused`, and whatever an idempotency key refuses. */
  readonly close: (
    tenant: string,
    month: string,
    once?: IdempotentRequest,
  ) => Promise<Result<StoredAnswer>>;
  /** Undefined where the month is neither closed nor the next to close. */
  readonly month: (tenant: string, month: string) => Promise<MonthClose | undefined>;
  readonly list: (tenant: string, before: string | undefined, limit: number) => Promise<CloseList>;
}

/** Ends a transaction whose work was refused when a part of it was done already: nothing of it may stay. */
class Undone extends Error {
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    super("refused after a part was done");
    this.faults = faults;
  }
}

/** The months of the books, over the store. */
export function createCloses(parts: BookParts): Closes {
  const { store, clock, library } = parts;
  const remembered = rememberCloses();
  const models = async (tx: Tx): Promise<TenantModels> => {
    const found = await library.of(tx);
    if (found === undefined) throw new Undone([noModel]);
    return found;
  };
  return {
    close: (tenant, month, once) =>
      orRefused(() =>
        retrying(retryRolledBack, () =>
          store.withTenant(tenant, (tx) =>
            onceOnly(tx, once, clock.now(tenant), async () => {
              const closed = await closeMonth(tx, month, clock.now(tenant), await models(tx));
              if (!closed.ok) throw new Undone(closed.faults);
              const { close, before } = closed.value;
              return ok(answered(before ? 200 : 201, JSON.stringify(close)));
            }),
          ),
        ),
      ),
    month: (tenant, month) =>
      reading(parts, tenant, async (tx) => {
        const found = await library.of(tx);
        return found === undefined
          ? undefined
          : readClose(tx, month, clock.now(tenant), found, remembered);
      }),
    list: (tenant, before, limit) =>
      reading(parts, tenant, async (tx) => {
        const found = await library.of(tx);
        const rows = await latestCloses(tx, before, limit + 1);
        const items = rows.slice(0, limit).map(closeSummary);
        const next = found === undefined ? undefined : (await accountingCalendar(tx, found)).next;
        return {
          items,
          next: rows.length > limit ? (items.at(-1)?.month ?? null) : null,
          openMonth: next === undefined ? null : monthText(next),
        };
      }),
  };
}

async function orRefused<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Undone) return refuse(...error.faults);
    throw error;
  }
}

const noModel: Fault = {
  code: "no-model",
  path: "",
  message: "publish a model first: there are no books yet",
  suggestion: "POST /v1/models",
};
