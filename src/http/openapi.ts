import type { JsonSchema } from "../model/json-schema.ts";
import { sessionCookie } from "./authenticate.ts";
import { accountRoutes } from "./openapi-account-routes.ts";
import { alertOperations } from "./openapi-alert-routes.ts";
import { alertRuleOperations } from "./openapi-alert-rule-routes.ts";
import { apiKeyOperations } from "./openapi-api-key-routes.ts";
import { apiOperations } from "./openapi-api-routes.ts";
import { approvalOperations } from "./openapi-approval-routes.ts";
import { auditOperations } from "./openapi-audit-routes.ts";
import { contractRoutes } from "./openapi-contract-routes.ts";
import { customerKeyOperations } from "./openapi-customer-key-routes.ts";
import { disputeOperation } from "./openapi-dispute-route.ts";
import { type DescribedApi, documentOf } from "./openapi-document.ts";
import { documentRoutes } from "./openapi-document-routes.ts";
import { entitlementOperations } from "./openapi-entitlement-routes.ts";
import { environmentOperations } from "./openapi-environment-routes.ts";
import { eventRoutes } from "./openapi-event-routes.ts";
import { evidenceOperation } from "./openapi-evidence-routes.ts";
import { exchangeRateOperations } from "./openapi-exchange-rate-routes.ts";
import { holdOperations } from "./openapi-hold-routes.ts";
import { ledgerRoutes } from "./openapi-ledger-routes.ts";
import { liveOperation } from "./openapi-live-route.ts";
import { metricRoutes } from "./openapi-metric-routes.ts";
import { migrationOperations } from "./openapi-migration-routes.ts";
import { milestoneOperation } from "./openapi-milestone-route.ts";
import { modelDeskOperations } from "./openapi-model-routes.ts";
import type { Operation } from "./openapi-operation.ts";
import { organisationOperations } from "./openapi-organisation-routes.ts";
import { payerOperations } from "./openapi-payer-routes.ts";
import { paymentOperations } from "./openapi-payment-routes.ts";
import { peopleOperations } from "./openapi-people-routes.ts";
import { personalDataOperations } from "./openapi-personal-data-routes.ts";
import { planActualOperations } from "./openapi-plan-actual-routes.ts";
import { planOperations } from "./openapi-plan-routes.ts";
import { planSuggestionOperation } from "./openapi-plan-suggestion-route.ts";
import { portalOperations } from "./openapi-portal-routes.ts";
import { reportRoutes } from "./openapi-reports.ts";
import { requestOperations } from "./openapi-request-routes.ts";
import { roleOperations } from "./openapi-role-routes.ts";
import { searchOperation } from "./openapi-search-route.ts";
import { sessionRoutes } from "./openapi-session-routes.ts";
import { settingsOperation } from "./openapi-settings-route.ts";
import { sharedSchemas } from "./openapi-shared-schemas.ts";
import { signInProviderOperations } from "./openapi-sign-in-provider-routes.ts";
import { signInOperations } from "./openapi-sign-in-routes.ts";
import { statementOperations } from "./openapi-statement-routes.ts";
import { webhookOperations } from "./openapi-webhook-routes.ts";
import { describedWebhooks } from "./openapi-webhooks.ts";
import { writeRoutes } from "./openapi-write-routes.ts";
import { actionOf } from "./route-actions.ts";

/** Every route that clients may call; the console's own pages and files are not among them. */
export const operations: readonly Operation[] = [
  ...sessionRoutes,
  ...writeRoutes,
  ...eventRoutes,
  ...migrationOperations,
  ...modelDeskOperations,
  ...reportRoutes,
  searchOperation,
  settingsOperation,
  ...accountRoutes,
  ...contractRoutes,
  ...documentRoutes,
  ...ledgerRoutes,
  milestoneOperation,
  disputeOperation,
  ...metricRoutes,
  ...paymentOperations,
  ...payerOperations,
  ...statementOperations,
  ...exchangeRateOperations,
  ...entitlementOperations,
  ...signInOperations,
  ...peopleOperations,
  ...roleOperations,
  ...organisationOperations,
  ...signInProviderOperations,
  ...environmentOperations,
  ...auditOperations,
  ...requestOperations,
  liveOperation,
  ...approvalOperations,
  evidenceOperation,
  ...personalDataOperations,
  ...holdOperations,
  ...apiKeyOperations,
  ...alertRuleOperations,
  ...customerKeyOperations,
  ...alertOperations,
  ...portalOperations,
  ...apiOperations,
  ...webhookOperations,
  planSuggestionOperation,
  ...planOperations,
  ...planActualOperations,
];

const about = `Bills customers by a typed model: publish the model, record customers and what they buy, send usage, read invoices.

Amounts and quantities are decimal text, times are RFC 3339. Lists are read page by page: \`next\` is the \`cursor\` of the page after, null at the end. A refused request is answered with \`application/problem+json\` (RFC 9457); \`code\` is stable, and \`errors\` names every broken rule with its place in the request. Bodies may be packed with gzip, deflate or br. Every GET may be asked as HEAD.`;

/** The API that programs and the console ask. */
export const florinApi: DescribedApi = {
  title: "Florin",
  about,
  operations,
  shared: sharedSchemas,
  securitySchemes: {
    key: { type: "http", scheme: "bearer", description: "An API key: what its scopes allow." },
    session: {
      type: "apiKey",
      in: "cookie",
      name: sessionCookie,
      description:
        "A session of the console: what its member's role allows. It changes things only from pages of the same origin (`Origin`).",
    },
  },
  security: {
    open: [],
    read: [{ key: [] }, { session: [] }],
    write: [{ key: [] }, { session: [] }],
    person: [{ session: [] }],
  },
  // `conditional-requests.ts` tags them.
  hasTags: (url) => url.startsWith("/v1/"),
  asks: ({ method, url }) => {
    const action = actionOf(method, url);
    return action === undefined ? {} : { "x-florin-action": action };
  },
  webhooks: describedWebhooks,
};

/** Its description. */
export const openApiDocument = (): JsonSchema => documentOf(florinApi);
