import { ok, type Result, refuse } from "../fault/fault.ts";
import {
  answerMetrics,
  type FigureRow,
  type FigureRows,
  figureRows,
  type MetricsAnswer,
} from "../metrics/accounts/metrics-answer.ts";
import {
  type MetricsPlan,
  type MetricsQuery,
  planMetrics,
  planRows,
} from "../metrics/accounts/metrics-request.ts";
import { type MetricCatalogue, metricCatalogue } from "../metrics/metric-catalogue.ts";
import { chosenOver, chosenOverModel } from "../metrics/model-settings.ts";
import { type ChosenSettings, readSettings } from "../metrics/read-settings.ts";
import { noteChange } from "../store/act.ts";
import { saveMetricSettings } from "../store/metric-settings.ts";
import { decodeCursor, encodeCursor, type ListScope } from "../store/page.ts";
import type { Tx } from "../store/tenant.ts";
import type { Instant } from "../time/instant.ts";
import { keptSettings, type SavedMetricSettings } from "./kept-settings.ts";
import { readMetricsInput, rememberInput } from "./metrics-input.ts";
import type { TenantModels } from "./model-library.ts";
import { answered, onceOnly } from "./once.ts";
import { rememberRecurringBooks } from "./remembered-recurring-books.ts";
import type { ReportParts } from "./report-parts.ts";
import { InvalidCursor, type Page, type PageRequest } from "./reports.ts";
import type { IdempotentRequest, StoredAnswer } from "./services.ts";

/** Which rows: those behind a metric's figure of a month, or behind its cohort of a month. */
export interface RowsRequest {
  readonly metric: string;
  /** The running one where it is left out. */
  readonly month?: string;
  /** For a cohort, the last month that it is looked at in; the running one where it is left out. */
  readonly to?: string;
  /** A term of the formula; its first where it is left out. */
  readonly term?: string;
  readonly settings?: ChosenSettings;
}

/** A page of rows with the figure they are behind. */
export interface MetricRows extends Omit<FigureRows, "rows">, Page<FigureRow> {
  readonly total: number;
}

/** Metrics of a tenant: counted anew for each question, in one snapshot, from accounts, documents and books; accounts and sums of the books that are as they were are not read again. */
export interface Metrics {
  /** Refuses what `planMetrics` refuses, `no-model`, and what the input is at fault for. */
  readonly report: (tenant: string, query: MetricsQuery) => Promise<Result<MetricsAnswer>>;
  /** All rows behind a figure; undefined where it has no such term, or nobody was won in the cohort's month. */
  readonly allRows: (
    tenant: string,
    request: RowsRequest,
  ) => Promise<Result<FigureRows | undefined>>;
  /** A page of them. */
  readonly rows: (
    tenant: string,
    request: RowsRequest & PageRequest,
  ) => Promise<Result<MetricRows | undefined>>;
  readonly catalogue: (tenant: string) => Promise<MetricCatalogue>;
  readonly settings: (tenant: string) => Promise<SavedMetricSettings>;
  /** Replaces the saved choices; answers with {@link SavedMetricSettings}. Refuses what `readSettings` refuses. */
  readonly saveSettings: (
    tenant: string,
    chosen: ChosenSettings,
    once?: IdempotentRequest,
  ) => Promise<Result<StoredAnswer>>;
}

/** The metrics over the store. */
export function createMetrics({
  store,
  clock,
  library,
  ending,
}: Pick<ReportParts, "store" | "clock" | "library"> & {
  readonly ending?: AbortSignal | undefined;
}): Metrics {
  const remembered = rememberInput(ending);
  const openBook = rememberRecurringBooks();
  const reading = <T>(tenant: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
    store.withTenant(tenant, work, { readOnly: true });
  const counting = <T>(
    tenant: string,
    settings: ChosenSettings | undefined,
    planOf: (now: Planning) => Result<MetricsPlan>,
    count: (counted: Counting) => Promise<Result<T>>,
  ): Promise<Result<T>> =>
    reading(tenant, async (tx) => {
      const models = await library.of(tx);
      if (models === undefined) return refuse(noModel);
      const asOf = clock.now(tenant);
      const { model } = models.books.current;
      const kept = chosenOverModel(model, (await keptSettings(tx, model)).chosen);
      const chosen = chosenOver(kept, settings);
      const plan = planOf({ zone: models.books.current.zone, asOf, settings: chosen });
      return plan.ok ? count({ tx, models, asOf, plan: plan.value }) : plan;
    });
  const allRows: Metrics["allRows"] = (tenant, request) =>
    counting(
      tenant,
      request.settings,
      ({ settings, ...now }) => planRows({ ...request, settings }, now),
      async ({ tx, models, asOf, plan }) =>
        figureRows(
          plan,
          await readMetricsInput(tx, models, plan, asOf, true, remembered),
          request.term,
          openBook(tenant),
        ),
    );
  const inForceIn = async (tx: Tx): Promise<SavedMetricSettings> =>
    keptSettings(tx, (await library.of(tx))?.books.current.model);
  return {
    report: (tenant, query) =>
      counting(
        tenant,
        query.settings,
        ({ settings, ...now }) => planMetrics({ ...query, settings }, now),
        async ({ tx, models, asOf, plan }) =>
          answerMetrics(plan, await readMetricsInput(tx, models, plan, asOf, false, remembered), {
            openBook: openBook(tenant),
          }),
      ),
    allRows,
    rows: async (tenant, request) => {
      const found = await allRows(tenant, request);
      return found.ok ? ok(found.value && pageOfRows(tenant, request, found.value)) : found;
    },
    catalogue: (tenant) =>
      reading(tenant, async (tx) => metricCatalogue((await inForceIn(tx)).inForce)),
    settings: (tenant) => reading(tenant, inForceIn),
    saveSettings: async (tenant, chosen, once) => {
      const read = readSettings(chosen);
      if (!read.ok) return read;
      const now = clock.now(tenant);
      return store.withTenant(tenant, (tx) =>
        onceOnly(tx, once, now, async () => {
          noteChange({ before: (await inForceIn(tx)).chosen });
          await saveMetricSettings(tx, JSON.stringify(chosen), now);
          return ok(answered(200, JSON.stringify(await inForceIn(tx))));
        }),
      );
    },
  };
}

interface Planning {
  readonly zone: Parameters<typeof planMetrics>[1]["zone"];
  readonly asOf: Instant;
  readonly settings: ChosenSettings;
}

interface Counting {
  readonly tx: Tx;
  readonly models: TenantModels;
  readonly asOf: Instant;
  readonly plan: MetricsPlan;
}

const noModel = {
  code: "no-model",
  path: "",
  message: "publish a model first: nothing was sold yet",
  suggestion: "POST /v1/models",
};

/** A page of the rows. They are counted anew for each page, so a cursor goes on after so many of them. */
function pageOfRows(
  tenant: string,
  request: RowsRequest & PageRequest,
  found: FigureRows,
): MetricRows {
  const { rows, ...figure } = found;
  const { limit, cursor, to, settings = {} } = request;
  const { metric, month } = figure;
  const scope: ListScope = {
    list: "metric-rows",
    tenant,
    filters: {
      metric,
      month,
      to,
      term: found.term ?? undefined,
      settings: JSON.stringify(settings),
    },
  };
  const from = cursor === undefined ? 0 : placeOf(scope, cursor);
  const end = from + limit;
  return {
    ...figure,
    total: rows.length,
    items: rows.slice(from, end),
    next: end < rows.length ? encodeCursor(scope, [String(end)]) : null,
  };
}

function placeOf(scope: ListScope, cursor: string): number {
  const key = decodeCursor(scope, cursor, 1);
  if (!key.ok) throw new InvalidCursor(key.faults[0]?.message ?? "the cursor is not valid here");
  return Number(key.value[0]);
}
