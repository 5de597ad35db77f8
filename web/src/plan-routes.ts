import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { AuditVerdict, PeriodLength } from "./api/plan.ts";
import { rootRoute } from "./root-route.ts";
import { oneOf, present, type RawSearch, text } from "./search-parameters.ts";

const businessRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/plan",
  validateSearch: (search: RawSearch) =>
    present({ scenario: text(search, "scenario"), year: text(search, "year") }),
  component: lazyRouteComponent(() => import("./pages/business/page.tsx"), "BusinessPage"),
});

const forecastRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/plan/forecast",
  validateSearch: (search: RawSearch) =>
    present({
      scenario: text(search, "scenario"),
      beside: text(search, "beside"),
      by: oneOf<PeriodLength>(search, "by", ["month", "quarter", "year"]),
      row: text(search, "row"),
    }),
  component: lazyRouteComponent(() => import("./pages/forecast/page.tsx"), "ForecastPage"),
});

const whatIfRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/plan/what-if",
  validateSearch: (search: RawSearch) => present({ scenario: text(search, "scenario") }),
  component: lazyRouteComponent(() => import("./pages/what-if/page.tsx"), "WhatIfPage"),
});

const targetsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/plan/targets",
  validateSearch: (search: RawSearch) => present({ scenario: text(search, "scenario") }),
  component: lazyRouteComponent(() => import("./pages/targets/page.tsx"), "TargetsPage"),
});

const planActualRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/plan/actual",
  validateSearch: (search: RawSearch) =>
    present({
      lock: text(search, "lock"),
      metric: text(search, "metric"),
    }),
  component: lazyRouteComponent(() => import("./pages/plan-actual/page.tsx"), "PlanActualPage"),
});

const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/plan/audit",
  validateSearch: (search: RawSearch) =>
    present({
      verdict: oneOf<AuditVerdict>(search, "verdict", ["holds", "fails", "unchecked"]),
      q: text(search, "q"),
    }),
  component: lazyRouteComponent(() => import("./pages/audit/page.tsx"), "AuditPage"),
});

/** The addresses of the plan's pages. */
export const planRoutes = [
  businessRoute,
  forecastRoute,
  whatIfRoute,
  targetsRoute,
  auditRoute,
  planActualRoute,
] as const;
