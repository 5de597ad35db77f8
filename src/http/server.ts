import { randomUUID } from "node:crypto";
import cookies from "@fastify/cookie";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import type { ShownSetting } from "../config/shown-settings.ts";
import type { Readiness } from "../services/readiness.ts";
import type { Services } from "../services/services.ts";
import type { Sessions } from "../services/sessions.ts";
import { tellActs } from "./acts.ts";
import { authenticateRequests, type Credentials } from "./authenticate.ts";
import { awaitSetUp } from "./awaiting-set-up.ts";
import { acceptBodies, bodyBytesMax } from "./bodies.ts";
import { answerBrokenRequest, answerUncommonRequests } from "./broken-requests.ts";
import { checkDoor } from "./check-door.ts";
import { answerConditions } from "./conditional-requests.ts";
import { safeHeaders, serveConsole } from "./console.ts";
import { negotiateContent } from "./content-negotiation.ts";
import { answerBadUrl, handleErrors } from "./error-handler.ts";
import { eventDoor } from "./event-door.ts";
import { foreignRoutes } from "./foreign/foreign-routes.ts";
import { openFrontDoor } from "./front-door.ts";
import { createPasses, keptIfNeeded } from "./kept-writes.ts";
import { openLocally } from "./local-console.ts";
import { logRequests } from "./log-requests.ts";
import { mcpRoute } from "./mcp/mcp-route.ts";
import { observeRequests, type RequestWatch } from "./observe-requests.ts";
import { refuseOnHold } from "./on-hold.ts";
import { openPortal } from "./portal/open-portal.ts";
import { servePortalPages } from "./portal/portal-pages.ts";
import { Refusal } from "./problem.ts";
import { type RateLimit, rateCounter } from "./rate-limit.ts";
import { accountRoutes } from "./routes/accounts.ts";
import { alertRuleRoutes } from "./routes/alert-rules.ts";
import { alertRoutes } from "./routes/alerts.ts";
import { apiKeyRoutes } from "./routes/api-keys.ts";
import { apiRoutes } from "./routes/apis.ts";
import { approvalRoutes } from "./routes/approvals.ts";
import { auditLogRoutes } from "./routes/audit-log.ts";
import { customerKeyRoutes } from "./routes/customer-keys.ts";
import { documentRoutes } from "./routes/documents.ts";
import { entitlementRoutes } from "./routes/entitlements.ts";
import { environmentRoutes } from "./routes/environments.ts";
import { correctionRoutes } from "./routes/event-corrections.ts";
import { eventReportRoutes } from "./routes/event-reports.ts";
import { eventRoutes } from "./routes/events.ts";
import { evidenceRoutes } from "./routes/evidence.ts";
import { exchangeRateRoutes } from "./routes/exchange-rates.ts";
import { factRoutes } from "./routes/facts.ts";
import { healthRoutes } from "./routes/health.ts";
import { holdRoutes } from "./routes/hold.ts";
import { ledgerRoutes } from "./routes/ledger.ts";
import { liveRoute } from "./routes/live.ts";
import { metricRoutes } from "./routes/metrics.ts";
import { migrationRoutes } from "./routes/migrations.ts";
import { clockRoutes, modelDeskRoutes, modelRoutes } from "./routes/models.ts";
import { openIdRoutes } from "./routes/open-id.ts";
import { openApiRoutes } from "./routes/openapi.ts";
import { organisationRoutes } from "./routes/organisation.ts";
import { paymentRoutes } from "./routes/payments.ts";
import { peopleRoutes } from "./routes/people.ts";
import { memberDataRoutes, personalDataRoutes } from "./routes/personal-data.ts";
import { planRoutes } from "./routes/plan.ts";
import { planActualRoutes } from "./routes/plan-actuals.ts";
import { planSuggestionRoute } from "./routes/plan-suggestion.ts";
import { portalRoutes } from "./routes/portal.ts";
import { previewRoute } from "./routes/preview.ts";
import { reportRoutes } from "./routes/reports.ts";
import { requestRoutes } from "./routes/requests.ts";
import { roleRoutes } from "./routes/roles.ts";
import { sessionRoutes } from "./routes/session.ts";
import { settingsRoute } from "./routes/settings.ts";
import { signInRoutes } from "./routes/sign-in.ts";
import { signInProviderRoutes } from "./routes/sign-in-provider.ts";
import { webhookEndpointRoutes } from "./routes/webhook-endpoints.ts";
import { sandboxPageRoutes } from "./sandbox/sandbox-page-routes.ts";
import { originForm, refuseUnsound } from "./sound-request.ts";

/** What the HTTP floor stands on. */
export interface ServerParts {
  readonly services: Services;
  readonly sessions: Sessions;
  readonly logger: FastifyBaseLogger;
  /** Folder of the built console; nothing is served at `/` where it is missing. */
  readonly consoleFolder: string;
  /** Folder of the portal's built pages; nothing is served at `/portal` where it is missing. */
  readonly portalFolder?: string;
  /** The tenant that whoever opens the console on this machine is signed in to, and may do everything in; none where absent. */
  readonly openTo?: string | undefined;
  /** What it runs with, for people to look at. */
  readonly settings?: readonly ShownSetting[];
  /** How often each key may ask; as often as it likes where absent. */
  readonly rateLimit?: RateLimit;
  /** How long a request may take to arrive; two minutes where absent. */
  readonly requestTimeoutMs?: number;
  /** Who watches requests. */
  readonly watch?: RequestWatch;
  /** Whether the server should be sent requests. */
  readonly readiness?: () => Promise<Readiness>;
}

const requestTimeoutMs = 120_000;

/** Builds the server without listening: every route, every limit, every refusal a problem document. */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const { services, sessions, logger, consoleFolder } = parts;
  const requestTimeout = parts.requestTimeoutMs ?? requestTimeoutMs;
  const requestId = requestIds();
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyBytesMax,
    requestTimeout,
    http: {
      // Node takes the longer of the two for the whole request, whichever it was meant for.
      headersTimeout: requestTimeout / 2,
      connectionsCheckingInterval: requestTimeout / 4,
      // Node's own answer has no document; the hook's has.
      requireHostHeader: false,
    },
    keepAliveTimeout: 72_000,
    // An id has up to 255 characters, each up to nine bytes in a path.
    routerOptions: { maxParamLength: 3_000 },
    genReqId: requestId,
    rewriteUrl: originForm,
    return503OnClosing: false,
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: answerBadUrl,
  });
  app.addHook("onSend", (request, reply, payload, done) => {
    reply.headers(safeHeaders).header("x-request-id", request.id);
    done(null, payload);
  });
  observeRequests(app, parts.watch ?? {});
  logRequests(app, services.requestLog.note);
  answerUncommonRequests(app.server);
  refuseWhileClosing(app);
  refuseUnsound(app);
  handleErrors(app);
  negotiateContent(app);
  answerConditions(app);
  acceptBodies(app);
  await app.register(cookies);
  if (services.setUp.isDemanded) awaitSetUp(app, services.setUp);
  refuseOnHold(app, services.hold);
  // Sessions live in real time: a manual clock is for billing, not for how long a browser stays signed in.
  const wallClock = (): number => Date.now();
  const passes = createPasses(app);
  const bySession: Credentials["bySession"] = async (token) => {
    const found = sessions.find(token, wallClock()) ?? (await services.people.holder(token));
    if (found !== undefined) await services.clock.learn(found.tenant);
    return found;
  };
  const rate = parts.rateLimit && rateCounter(parts.rateLimit, services.takeRequests, wallClock);
  const guard = authenticateRequests(app, {
    ...(rate === undefined ? {} : { rate }),
    byKey: async (key) => passes.holder(key) ?? services.authenticate(key),
    bySession,
  });
  const { openTo } = parts;
  if (openTo !== undefined)
    openLocally(app, { bySession, open: () => sessions.open(openTo, wallClock(), ["write"]) });
  const { approvals } = services;
  tellActs(app, wallClock, (...asked) => keptIfNeeded(approvals, ...asked));
  healthRoutes(app, parts.readiness);
  sessionRoutes(app, {
    byKey: services.authenticate,
    redeem: sessions.redeem,
    open: (tenant, scopes) => sessions.open(tenant, wallClock(), scopes),
    close: async (token) => {
      sessions.close(token, wallClock());
      await services.people.signOut(token);
    },
  });
  signInRoutes(app, services.people, services.setUp);
  openIdRoutes(app, services.openId);
  peopleRoutes(app, services.people);
  roleRoutes(app, services.people);
  organisationRoutes(app, services.organisations);
  signInProviderRoutes(app, services.signInProviders);
  eventRoutes(app, services.ingest, services.ingestOnce, services.previewIngest);
  correctionRoutes(app, services.correctEvents, services.previewCorrections);
  eventReportRoutes(app, services);
  openFrontDoor(app, {
    byKey: byKeyAtTheDoor(services),
    ...(rate === undefined ? {} : { rate }),
    requestId,
    ...(parts.watch === undefined ? {} : { watch: parts.watch }),
    routes: {
      "/v1/events": eventDoor(services.ingest),
      "/v1/entitlements/check": checkDoor(services.entitlements.check),
    },
  });
  factRoutes(app, services);
  previewRoute(app, services.reports);
  accountRoutes(app, services);
  migrationRoutes(app, services.migrations);
  modelRoutes(app, services);
  modelDeskRoutes(app, services.models);
  clockRoutes(app, services);
  reportRoutes(app, services);
  liveRoute(app, services.live);
  requestRoutes(app, services.requestLog);
  ledgerRoutes(app, services.ledger);
  documentRoutes(app, services.documents);
  metricRoutes(app, services.metrics);
  paymentRoutes(app, services);
  exchangeRateRoutes(app, services.exchangeRates);
  entitlementRoutes(app, services.entitlements);
  environmentRoutes(app, services.environments);
  apiKeyRoutes(app, services.apiKeys);
  auditLogRoutes(app, services.auditLog);
  approvalRoutes(app, approvals, passes);
  evidenceRoutes(app, services.takeEvidence);
  holdRoutes(app, services.hold);
  personalDataRoutes(app, services.personalRecords);
  memberDataRoutes(app, services.memberRecords);
  alertRuleRoutes(app, services.alertRules);
  customerKeyRoutes(app, services.customerKeys);
  alertRoutes(app, services);
  portalRoutes(app, services.portal);
  apiRoutes(app, services.apis);
  webhookEndpointRoutes(app, services.webhooks);
  planSuggestionRoute(app, services.suggestPlan);
  planRoutes(app, services.plan);
  planActualRoutes(app, services.planActuals);
  await foreignRoutes(app, { services, guard });
  mcpRoute(app, guard);
  settingsRoute(app, parts.settings ?? []);
  openApiRoutes(app);
  openPortal(app, services, { now: wallClock, passes });
  await sandboxPageRoutes(app, services.payments);
  await serveConsole(app, consoleFolder);
  await servePortalPages(app, parts.portalFolder, services.portal);
  return app;
}

/** What is not answered at the door goes the way on which a set-up or a release is waited for. */
const byKeyAtTheDoor =
  ({ setUp, hold, authenticate }: Services): Credentials["byKey"] =>
  async (key) =>
    (setUp.isDemanded && (await setUp.isNeeded())) || (await hold.isHeld())
      ? undefined
      : authenticate(key);

/** Ids in the shape of a UUID: half of it random for each start of the server, the rest a count, which costs next to nothing. */
function requestIds(): () => string {
  const start = randomUUID().slice(0, 24);
  let count = 0;
  return () => {
    count += 1;
    return `${start}${count.toString(16).padStart(12, "0")}`;
  };
}

/** While the server ends, what is under way is finished, and what comes after it is sent elsewhere. */
function refuseWhileClosing(app: FastifyInstance): void {
  let closing = false;
  app.addHook("preClose", async () => {
    closing = true;
  });
  app.addHook("onRequest", (_request, _reply, done) => {
    if (!closing) return done();
    const headers = { "retry-after": "5", connection: "close" };
    return done(new Refusal("retry-later", "the server is shutting down", [], headers));
  });
}
