import { createHash } from "node:crypto";
import { expectOk, type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { rateOn } from "../../fx/rate-on.ts";
import { monthText } from "../../ledger/recognition/accounting-month.ts";
import { countedWith } from "../../metrics/model-settings.ts";
import { canonicalModel } from "../../model/canonical-model.ts";
import { type Model, modelIdentity } from "../../model/model.ts";
import { entriesOf } from "../../model/model-rule.ts";
import { decimalOf, format } from "../../money/decimal.ts";
import { planSpan } from "../../plan/actual/plan-and-actual.ts";
import { targetsOnActuals } from "../../plan/actual/targets-on-actuals.ts";
import { unknownCosts } from "../../plan/actual/unknown-costs.ts";
import { unknownSegments } from "../../plan/actual/unknown-segments.ts";
import { readPlan, type WrittenPlan } from "../../plan/lock/read-plan.ts";
import { driversOfPlan } from "../../plan/measured/drivers-of-plan.ts";
import { metricVariance } from "../../plan/variance/metric-variance.ts";
import { metricsOfRows } from "../../plan/variance/plan-metrics.ts";
import { type VarianceAnswer, varianceAnswer } from "../../plan/variance/variance-answer.ts";
import type { VarianceSpan } from "../../plan/variance/variance-tree.ts";
import { driverLabel } from "../../plan/what-if/adjustable-drivers.ts";
import { lastClose } from "../../store/closes.ts";
import {
  insertPlanLock,
  planLock,
  planLocks,
  type StoredPlanLock,
} from "../../store/plan-locks.ts";
import type { Tx } from "../../store/tenant.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import { countedAsKept, keptSettings } from "../kept-settings.ts";
import type { TenantModels } from "../model-library.ts";
import { answered, onceOnly } from "../once.ts";
import { ratesNear } from "../rates-near.ts";
import type { ReportParts } from "../report-parts.ts";
import type {
  ActualHead,
  ActualQuery,
  PlanActuals,
  PlanLockRequest,
  PlanLockSummary,
  VarianceRow,
} from "./actual-answers.ts";
import type { PlanDesk } from "./plan-desk.ts";
import { type ReadBusiness, readBusiness } from "./read-business.ts";

/** A tenant has at most so many locked plans. */
const locksMax = 500;

/** Locked plans over the store, and what the books hold against them, each question in one snapshot. */
export function createPlanActuals(
  { store, clock, library }: Pick<ReportParts, "store" | "clock" | "library">,
  desk: PlanDesk,
): PlanActuals {
  /** A locked plan, as the tenant counts it now: where its settings are others than when it was locked, it is forecast anew by them. */
  const countedNow = async (tenant: string, id: string) => {
    const read = async (tx: Tx) => {
      const models = await library.of(tx);
      const lock = await planLock(tx, id);
      if (models === undefined || lock === undefined) return undefined;
      const published = models.models.find((one) => modelIdentity(one) === lock.model);
      return { lock, settings: (await keptSettings(tx, published)).inForce };
    };
    const found = await store.withTenant(tenant, read, { readOnly: true });
    if (found === undefined) return undefined;
    const { lock, settings } = found;
    // It was sound when it was locked; a rule that came since may say otherwise of its model.
    const plan = readPlan(JSON.parse(lock.document));
    if (!plan.ok) return { lock, plan };
    const { document } = plan.value;
    const model = countedWith(plan.value.model, settings);
    if (model === plan.value.model) return { lock, plan };
    const { scenario } = document;
    const anew = await desk(model, "document", scenario === undefined ? {} : { scenario });
    if (!anew.ok) return { lock, plan: anew };
    const { rates } = document.plan;
    return { lock, plan: readPlan({ ...anew.value, plan: { ...anew.value.plan, rates } }) };
  };
  const asking = async <T>(
    tenant: string,
    query: ActualQuery,
    answer: (asked: Asked) => Result<T>,
  ): Promise<Result<ActualHead & T> | undefined> => {
    const counted = await countedNow(tenant, query.lock);
    return store.withTenant(
      tenant,
      async (tx) => {
        const models = await library.of(tx);
        if (models === undefined || counted === undefined) return undefined;
        const { lock, plan } = counted;
        if (!plan.ok) return plan;
        const span = await closedSpan(tx, plan.value, query);
        if (!span.ok) return span;
        const { first } = plan.value.figures;
        const last = first + span.value.to;
        const business = await readBusiness(tx, models, { first, last }, clock.now(tenant));
        const found = answer({ plan: plan.value, span: span.value, business });
        if (!found.ok) return found;
        return ok({
          lock: lock.id,
          model: lock.model,
          currency: plan.value.figures.currency,
          from: monthText(first + span.value.from),
          to: monthText(last),
          unknownSegments: unknownSegments(business.happened.accounts, plan.value.model),
          unknownCosts: unknownCosts(business.happened.entries, plan.value.model, {
            zone: business.happened.books.current.zone,
            first,
            last,
          }),
          ...found.value,
        });
      },
      { readOnly: true },
    );
  };
  return {
    lock: async (tenant, request, once) => {
      const asked = async (tx: Tx) => {
        const model = modelOf(await library.of(tx), request);
        return model.ok
          ? ok({ published: model.value, counted: await countedAsKept(tx, model.value) })
          : model;
      };
      const model = await store.withTenant(tenant, asked, { readOnly: true });
      if (!model.ok) return model;
      const { published, counted } = model.value;
      const { scenario } = request;
      const document = await desk(counted, "document", scenario === undefined ? {} : { scenario });
      if (!document.ok) return document;
      const now = clock.now(tenant);
      const { months } = document.value;
      const rates = await store.withTenant(tenant, (tx) => ratesAt(tx, published, now), {
        readOnly: true,
      });
      const kept = { ...document.value, plan: { ...document.value.plan, rates } };
      const lock: StoredPlanLock = {
        id: request.id,
        name: request.name ?? request.id,
        model: modelIdentity(published),
        scenario: scenario ?? null,
        hash: createHash("sha256").update(canonicalModel(published)).digest("hex"),
        from: months[0] ?? "",
        to: months.at(-1) ?? "",
        lockedAt: now,
      };
      return store.withTenant(tenant, (tx) =>
        onceOnly(tx, once, now, async () => {
          if ((await planLocks(tx)).length >= locksMax) return refuse(tooMany);
          const isNew = await insertPlanLock(tx, lock, JSON.stringify(kept));
          if (!isNew) return refuse(taken(lock.id));
          return ok(answered(201, JSON.stringify(summaryOf(lock))));
        }),
      );
    },
    locks: async (tenant) => ({
      items: (await store.withTenant(tenant, planLocks, { readOnly: true })).map(summaryOf),
    }),
    lockDetail: async (tenant, id) => {
      const lock = await store.withTenant(tenant, (tx) => planLock(tx, id), { readOnly: true });
      if (lock === undefined) return undefined;
      const { currency, months, rows } = expectOk(readPlan(JSON.parse(lock.document))).document;
      return { ...summaryOf(lock), currency, months, rows };
    },
    metrics: async (tenant, id) => {
      const lock = await store.withTenant(tenant, (tx) => planLock(tx, id), { readOnly: true });
      if (lock === undefined) return undefined;
      return { items: metricsOfRows(expectOk(readPlan(JSON.parse(lock.document))).document.rows) };
    },
    variance: (tenant, { metric, ...query }) =>
      asking(tenant, query, ({ plan, span, business }) => {
        const found = metricVariance(metric, { plan, ...business }, span);
        if (!found.ok) return atQuery(found.faults);
        const { metric: of, tree, assumed } = found.value;
        const { id, label, unit, over } = of;
        const rows = rowsOf(varianceAnswer(tree, of, plan.model), []);
        return ok({ metric: id, label, unit, over, assumed, rows });
      }),
    drivers: (tenant, query) =>
      asking(tenant, query, ({ plan, span, business }) => {
        const found = driversOfPlan(business.happened, plan, span, business.rates);
        if (!found.ok) return found;
        const { model } = plan;
        return ok({
          items: found.value.map((one) => ({ ...one, label: driverLabel(one.id, model) })),
        });
      }),
    targets: (tenant, query) =>
      asking(tenant, query, ({ plan, span, business }) => {
        const found = targetsOnActuals(business.happened, plan, span.to, business.rates);
        return found.ok ? ok({ items: found.value }) : found;
      }),
  };
}

interface Asked {
  readonly plan: WrittenPlan;
  readonly span: VarianceSpan;
  readonly business: ReadBusiness;
}

function modelOf(
  models: TenantModels | undefined,
  { model }: PlanLockRequest,
): Result<TenantModels["models"][number]> {
  if (models === undefined) return refuse(noModel);
  if (model === undefined) return ok(models.books.current.model);
  const found = models.models.find((one) => modelIdentity(one) === model);
  if (found !== undefined) return ok(found);
  return refuse({
    code: "unknown-model",
    path: "/model",
    message: "no such model version is published",
    value: model,
    suggestion: `one of ${models.models.map(modelIdentity).slice(-5).join(", ")}`,
  });
}

/** What a unit of each currency that the model sells in is worth now; what nobody has told is left out. */
async function ratesAt(tx: Tx, { currency, priceLists }: Model, now: Instant) {
  const day = formatInstant(now).slice(0, 10);
  const others = new Set(entriesOf(priceLists).map(([, list]) => list.currency));
  others.delete(currency);
  const table = (await ratesNear(tx, [currency, ...others], [day])).knownAt(now);
  return Object.fromEntries(
    [...others].flatMap((other) => {
      const found = rateOn(table, other, currency, day);
      return found.ok ? [[other, format(decimalOf(found.value.rate))]] : [];
    }),
  );
}

/** The months that are asked for, up to the last one that is closed. */
async function closedSpan(
  tx: Tx,
  plan: WrittenPlan,
  { from, to }: ActualQuery,
): Promise<Result<VarianceSpan>> {
  const close = await lastClose(tx);
  const first = monthText(plan.figures.first);
  const last = to ?? close?.month ?? first;
  const span = planSpan(plan, { from, to: last });
  if (close === undefined && (span.ok || to === undefined)) return refuse(notClosed(last));
  if (!span.ok && to === undefined && last < first) return refuse(notClosed(first, last));
  if (!span.ok)
    return refuse(...span.faults.map((fault) => ({ ...fault, path: `/query${fault.path}` })));
  return close === undefined || last > close.month ? refuse(notClosed(last, close?.month)) : span;
}

/** Faults of what was asked for, where it was asked for. */
const atQuery = (faults: readonly Fault[]): Result<never> =>
  refuse(
    ...faults.map((fault) =>
      fault.path === "/metric" ? { ...fault, path: "/query/metric" } : fault,
    ),
  );

/** The fault of a month that is open, though all up to another may be closed. */
const notClosed = (month: string, closed?: string): Fault => ({
  code: "month-not-closed",
  path: "/query/to",
  message:
    closed === undefined
      ? `${month} is held against the plan once it is closed, and no month is closed yet`
      : `${month} is held against the plan once it is closed, and the books are closed up to ${closed}`,
  value: month,
  suggestion: `close it: florin ledger close ${month} --through, or POST /v1/closes month by month`,
});

const rowsOf = (
  { children, id, ...node }: VarianceAnswer,
  above: readonly string[],
): readonly VarianceRow[] => {
  const path = node.kind === "business" ? [] : [...above, id];
  return [{ ...node, path }, ...children.flatMap((child) => rowsOf(child, path))];
};

const summaryOf = ({
  id,
  name,
  model,
  scenario,
  hash,
  from,
  to,
  lockedAt,
}: StoredPlanLock): PlanLockSummary => ({
  id,
  name,
  model,
  scenario,
  hash,
  from,
  to,
  lockedAt: formatInstant(lockedAt),
});

const noModel: Fault = {
  code: "no-model",
  path: "",
  message: "publish a model first: nothing is planned yet",
  suggestion: "POST /v1/models",
};

const taken = (id: string): Fault => ({
  code: "plan-lock-exists",
  path: "/id",
  message: "a plan is locked under this id, and a lock never changes",
  value: id,
  suggestion: "use another id",
});

const tooMany: Fault = {
  code: "too-many-plan-locks",
  path: "",
  message: `at most ${locksMax} plans are locked`,
};
