import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { DeliveryState } from "./api/webhooks.ts";
import { rootRoute } from "./root-route.ts";
import { oneOf, present, type RawSearch, text } from "./search-parameters.ts";

const webhooksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/webhooks",
  validateSearch: (search: RawSearch) =>
    present({
      endpoint: text(search, "endpoint"),
      state: oneOf<DeliveryState>(search, "state", ["waiting", "delivered", "failed"]),
    }),
  component: lazyRouteComponent(() => import("./pages/webhooks/page.tsx"), "WebhooksPage"),
});

const deliveryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/webhooks/deliveries/$deliveryId",
  component: lazyRouteComponent(() => import("./pages/webhook-delivery/page.tsx"), "DeliveryPage"),
});

/** The addresses of what other systems are told. */
export const webhookRoutes = [webhooksRoute, deliveryRoute] as const;
