import { createRoute, createRouter, lazyRouteComponent, Navigate } from "@tanstack/react-router";
import { accessRoutes } from "./access-routes.ts";
import type { ContractStatus } from "./api/contracts.ts";
import type { DisputeStatus } from "./api/disputes.ts";
import type { PaymentState } from "./api/payments.ts";
import { type Standing, standings } from "./api/subscriptions.ts";
import { apiRoutes } from "./api-routes.ts";
import { governanceRoutes } from "./governance-routes.ts";
import { modelRoutes } from "./model-routes.ts";
import { metricsSearch } from "./pages/metrics/search.ts";
import { peopleRoutes } from "./people-routes.ts";
import { planRoutes } from "./plan-routes.ts";
import { referenceRoute } from "./reference-route.ts";
import { requestRoutes } from "./request-routes.ts";
import { rootRoute } from "./root-route.ts";
import {
  moment,
  oneOf,
  parseSearch,
  present,
  type RawSearch,
  stringifySearch,
  text,
} from "./search-parameters.ts";
import { Broken } from "./shell/lost.tsx";
import { webhookRoutes } from "./webhook-routes.ts";

const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./pages/overview/page.tsx"), "OverviewPage"),
});

const customersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/customers",
  validateSearch: (search: RawSearch) =>
    present({
      q: text(search, "q"),
      segment: text(search, "segment"),
      plan: text(search, "plan"),
      parked: oneOf<"true" | "false">(search, "parked", ["true", "false"]),
    }),
  component: lazyRouteComponent(() => import("./pages/customers/page.tsx"), "CustomersPage"),
});

const customerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/customers/$customerId",
  component: lazyRouteComponent(() => import("./pages/customer/page.tsx"), "CustomerPage"),
});

const draftRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/customers/$customerId/drafts/$draftId",
  component: lazyRouteComponent(() => import("./pages/draft/page.tsx"), "DraftPage"),
});

const invoicesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/invoices",
  validateSearch: (search: RawSearch) =>
    present({
      q: text(search, "q"),
      month: text(search, "month"),
      customer: text(search, "customer"),
    }),
  component: lazyRouteComponent(() => import("./pages/invoices/page.tsx"), "InvoicesPage"),
});

const invoiceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/invoices/$invoiceId",
  validateSearch: (search: RawSearch) => present({ line: text(search, "line") }),
  component: lazyRouteComponent(() => import("./pages/invoice/page.tsx"), "InvoicePage"),
});

const paymentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/payments",
  validateSearch: (search: RawSearch) =>
    present({
      state: oneOf<PaymentState>(search, "state", [
        "recorded",
        "sent",
        "pending",
        "unknown",
        "succeeded",
        "failed",
        "cancelled",
      ]),
    }),
  component: lazyRouteComponent(() => import("./pages/payments/page.tsx"), "PaymentsPage"),
});

const subscriptionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/subscriptions",
  validateSearch: (search: RawSearch) =>
    present({
      q: text(search, "q"),
      plan: text(search, "plan"),
      standing: oneOf<Standing>(search, "standing", standings),
      startedFrom: moment(search, "startedFrom"),
      startedTo: moment(search, "startedTo"),
    }),
  component: lazyRouteComponent(
    () => import("./pages/subscriptions/page.tsx"),
    "SubscriptionsPage",
  ),
});

const subscriptionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/subscriptions/$subscriptionId",
  component: lazyRouteComponent(() => import("./pages/subscription/page.tsx"), "SubscriptionPage"),
});

const dunningRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/dunning",
  validateSearch: (search: RawSearch) => present({ step: text(search, "step") }),
  component: lazyRouteComponent(() => import("./pages/dunning/page.tsx"), "DunningPage"),
});

const creditsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/credits",
  validateSearch: (search: RawSearch) =>
    present({ days: oneOf<"30" | "90" | "365">(search, "days", ["30", "90", "365"]) }),
  component: lazyRouteComponent(() => import("./pages/credits/page.tsx"), "CreditsPage"),
});

const metricsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/business-metrics",
  validateSearch: metricsSearch,
  component: lazyRouteComponent(() => import("./pages/metrics/page.tsx"), "MetricsPage"),
});

const plansRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/plans",
  component: lazyRouteComponent(() => import("./pages/plans/page.tsx"), "PlansPage"),
});

const documentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/documents",
  component: lazyRouteComponent(() => import("./pages/documents/page.tsx"), "DocumentsPage"),
});

const ledgerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/ledger",
  validateSearch: (search: RawSearch) => present({ asOf: moment(search, "asOf") }),
  component: lazyRouteComponent(() => import("./pages/ledger/page.tsx"), "LedgerPage"),
});

const contractsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/contracts",
  validateSearch: (search: RawSearch) =>
    present({
      status: oneOf<ContractStatus>(search, "status", ["scheduled", "running", "ended"]),
      customer: text(search, "customer"),
      endsBefore: moment(search, "endsBefore"),
      noticeBefore: moment(search, "noticeBefore"),
    }),
  component: lazyRouteComponent(() => import("./pages/contracts/page.tsx"), "ContractsPage"),
});

const contractRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/contracts/$contractId",
  component: lazyRouteComponent(() => import("./pages/contract/page.tsx"), "ContractPage"),
});

const projectsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/projects",
  validateSearch: (search: RawSearch) =>
    present({
      state: oneOf<"open" | "reached">(search, "state", ["open", "reached"]),
      customer: text(search, "customer"),
    }),
  component: lazyRouteComponent(() => import("./pages/projects/page.tsx"), "ProjectsPage"),
});

const disputesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/payments/disputes",
  validateSearch: (search: RawSearch) =>
    present({ status: oneOf<DisputeStatus>(search, "status", ["open", "won", "lost"]) }),
  component: lazyRouteComponent(() => import("./pages/disputes/page.tsx"), "DisputesPage"),
});

const payoutsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/payments/payouts",
  component: lazyRouteComponent(() => import("./pages/payouts/page.tsx"), "PayoutsPage"),
});

const manualEntriesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/ledger/by-hand",
  component: lazyRouteComponent(
    () => import("./pages/manual-entries/page.tsx"),
    "ManualEntriesPage",
  ),
});

const currenciesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/currencies",
  validateSearch: (search: RawSearch) => present({ asOf: moment(search, "asOf") }),
  component: lazyRouteComponent(() => import("./pages/currencies/page.tsx"), "CurrenciesPage"),
});

const foreignPaymentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/currencies/payments",
  validateSearch: (search: RawSearch) =>
    present({
      customer: text(search, "customer"),
      from: moment(search, "from"),
      to: moment(search, "to"),
    }),
  component: lazyRouteComponent(
    () => import("./pages/foreign-payments/page.tsx"),
    "ForeignPaymentsPage",
  ),
});

const exchangeRatesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/currencies/rates",
  validateSearch: (search: RawSearch) =>
    present({
      from: text(search, "from"),
      to: text(search, "to"),
      day: moment(search, "day"),
    }),
  component: lazyRouteComponent(
    () => import("./pages/exchange-rates/page.tsx"),
    "ExchangeRatesPage",
  ),
});

const journalRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/ledger/entries",
  validateSearch: (search: RawSearch) =>
    present({
      account: text(search, "account"),
      customer: text(search, "customer"),
      document: text(search, "document"),
      from: moment(search, "from"),
      to: moment(search, "to"),
    }),
  component: lazyRouteComponent(() => import("./pages/journal/page.tsx"), "JournalPage"),
});

const receivablesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/receivables",
  validateSearch: (search: RawSearch) => present({ asOf: moment(search, "asOf") }),
  component: lazyRouteComponent(() => import("./pages/receivables/page.tsx"), "ReceivablesPage"),
});

const earnedRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/revenue",
  component: lazyRouteComponent(() => import("./pages/earned/page.tsx"), "EarnedPage"),
});

const closesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/closes",
  validateSearch: (search: RawSearch) => present({ month: text(search, "month") }),
  component: lazyRouteComponent(() => import("./pages/closes/page.tsx"), "ClosesPage"),
});

/** Where a sign-in link leads that was used before; whoever is signed in goes on to the overview. */
const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  component: () => <Navigate to="/" replace />,
});

const routeTree = rootRoute.addChildren([
  overviewRoute,
  metricsRoute,
  customersRoute,
  customerRoute,
  draftRoute,
  invoicesRoute,
  invoiceRoute,
  paymentsRoute,
  subscriptionsRoute,
  subscriptionRoute,
  dunningRoute,
  creditsRoute,
  plansRoute,
  documentsRoute,
  ledgerRoute,
  journalRoute,
  contractsRoute,
  contractRoute,
  projectsRoute,
  disputesRoute,
  payoutsRoute,
  manualEntriesRoute,
  currenciesRoute,
  foreignPaymentsRoute,
  exchangeRatesRoute,
  receivablesRoute,
  earnedRoute,
  closesRoute,
  ...accessRoutes,
  ...apiRoutes,
  ...webhookRoutes,
  ...requestRoutes,
  ...governanceRoutes,
  referenceRoute,
  ...modelRoutes,
  ...planRoutes,
  ...peopleRoutes,
  signInRoute,
]);

/** The console's addresses. Query parameters are plain text (`?month=2026-01`), so links can be written by hand. */
export const router = createRouter({
  routeTree,
  defaultErrorComponent: Broken,
  defaultPreload: "intent",
  scrollRestoration: true,
  parseSearch,
  stringifySearch,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
