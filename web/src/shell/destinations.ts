import {
  IconAdjustments,
  IconAlarm,
  IconApi,
  IconArrowsDiff,
  IconArrowsExchange,
  IconArrowsLeftRight,
  IconBell,
  IconBook2,
  IconBooks,
  IconCalendarCheck,
  IconChartBar,
  IconChartHistogram,
  IconChartLine,
  IconChartSankey,
  IconChecks,
  IconClipboardCheck,
  IconClockDollar,
  IconCoins,
  IconCreditCard,
  IconDevices,
  IconDoor,
  IconFileInvoice,
  IconFlag,
  IconFlask,
  IconHeartbeat,
  IconHistory,
  IconHome,
  IconKey,
  IconListDetails,
  IconPalette,
  IconRepeat,
  IconSchema,
  IconSettings,
  IconShield,
  IconSignature,
  IconTags,
  IconTarget,
  IconTrendingUp,
  IconUserCircle,
  IconUsers,
  IconUsersGroup,
  IconWebhook,
  type TablerIcon,
} from "@tabler/icons-react";
import type { LinkProps } from "@tanstack/react-router";
import { currencyTabs } from "../pages/currencies/tabs.ts";
import { ledgerTabs } from "../pages/ledger/tabs.ts";
import { paymentTabs } from "../pages/payments/tabs.ts";
import type { PageTab } from "../parts/page-tabs.tsx";

/** A page that the navigation and the command palette lead to. */
export interface Destination {
  readonly to: NonNullable<LinkProps["to"]>;
  readonly label: string;
  readonly Icon: TablerIcon;
  /** What the server asks for where the page reads. */
  readonly action: string;
  /** Other words that it is looked for by. */
  readonly words?: string;
  /** The key that follows `g` to go there. */
  readonly key?: string;
  /** Pages beside it, which its tabs and the command palette lead to. */
  readonly within?: readonly PageTab[];
}

/** Pages that one kind of work is done with. */
export interface DestinationGroup {
  readonly id: string;
  readonly label: string;
  readonly items: readonly Destination[];
}

/** Every page of the navigation, grouped by who uses it. */
export const destinationGroups: readonly DestinationGroup[] = [
  {
    id: "business",
    label: "Business",
    items: [
      {
        to: "/",
        label: "Overview",
        Icon: IconHome,
        action: "overview.read",
        words: "home",
        key: "o",
      },
      {
        to: "/business-metrics",
        label: "Metrics",
        Icon: IconChartHistogram,
        action: "metrics.read",
        words: "mrr arr churn cohorts retention",
        key: "m",
      },
      {
        to: "/model",
        label: "Model",
        Icon: IconSchema,
        action: "models.read",
        words: "draft publish versions prices plans meters diff",
        key: "d",
      },
      {
        to: "/plan",
        label: "Business model",
        Icon: IconChartSankey,
        action: "plan.read",
        words: "model picture flows",
      },
      {
        to: "/plan/forecast",
        label: "Forecast",
        Icon: IconChartLine,
        action: "plan.read",
        words: "plan profit loss cash",
        key: "f",
      },
      {
        to: "/plan/what-if",
        label: "What if",
        Icon: IconAdjustments,
        action: "plan.read",
        words: "scenario drivers goal seek",
      },
      {
        to: "/plan/targets",
        label: "Targets",
        Icon: IconTarget,
        action: "plan.read",
        words: "kpi",
      },
      {
        to: "/plan/actual",
        label: "Plan and actual",
        Icon: IconArrowsDiff,
        action: "plan.read",
        words: "variance",
      },
      {
        to: "/plan/audit",
        label: "Audit",
        Icon: IconClipboardCheck,
        action: "plan.read",
        words: "claims findings",
      },
    ],
  },
  {
    id: "customers",
    label: "Customers and billing",
    items: [
      {
        to: "/customers",
        label: "Customers",
        Icon: IconUsers,
        action: "customers.read",
        words: "accounts",
        key: "c",
      },
      {
        to: "/subscriptions",
        label: "Subscriptions",
        Icon: IconRepeat,
        action: "subscriptions.read",
        words: "subscribers trials paused ended",
        key: "b",
      },
      { to: "/contracts", label: "Contracts", Icon: IconSignature, action: "contracts.read" },
      {
        to: "/projects",
        label: "Projects",
        Icon: IconFlag,
        action: "subscriptions.read",
        words: "milestones",
      },
      {
        to: "/plans",
        label: "Plans",
        Icon: IconTags,
        action: "subscriptions.read",
        words: "prices pricing",
        key: "p",
      },
      {
        to: "/invoices",
        label: "Invoices",
        Icon: IconFileInvoice,
        action: "invoices.read",
        words: "documents bills",
        key: "i",
      },
      {
        to: "/credits",
        label: "Credits",
        Icon: IconCoins,
        action: "credits.read",
        words: "grants prepaid",
      },
    ],
  },
  {
    id: "money",
    label: "Money and books",
    items: [
      {
        to: "/payments",
        label: "Payments",
        Icon: IconCreditCard,
        action: "payments.read",
        words: "bank charges refunds payouts disputes",
        key: "y",
        within: paymentTabs.slice(1),
      },
      {
        to: "/dunning",
        label: "Dunning",
        Icon: IconAlarm,
        action: "payments.read",
        words: "overdue reminders",
      },
      {
        to: "/receivables",
        label: "Receivables",
        Icon: IconClockDollar,
        action: "ledger.read",
        words: "ageing open overdue",
      },
      {
        to: "/ledger",
        label: "Ledger",
        Icon: IconBook2,
        action: "ledger.read",
        words: "journal accounts trial balance",
        key: "l",
        within: ledgerTabs.slice(1),
      },
      {
        to: "/revenue",
        label: "Revenue",
        Icon: IconTrendingUp,
        action: "ledger.read",
        words: "recognised deferred",
      },
      {
        to: "/currencies",
        label: "Currencies",
        Icon: IconArrowsExchange,
        action: "ledger.read",
        words: "exchange rates",
        within: currencyTabs.slice(1),
      },
      {
        to: "/closes",
        label: "Close",
        Icon: IconCalendarCheck,
        action: "ledger.read",
        words: "month end",
      },
    ],
  },
  {
    id: "access",
    label: "Metering and access",
    items: [
      {
        to: "/usage",
        label: "Usage",
        Icon: IconChartBar,
        action: "usage.read",
        words: "meters unbilled",
        key: "u",
      },
      { to: "/events", label: "Events", Icon: IconListDetails, action: "usage.read", key: "e" },
      {
        to: "/alerts",
        label: "Alerts",
        Icon: IconBell,
        action: "alerts.read",
        words: "quotas limits",
      },
      { to: "/apis", label: "APIs", Icon: IconApi, action: "usage.read", words: "gateway" },
      {
        to: "/engines",
        label: "Engines",
        Icon: IconHeartbeat,
        action: "usage.read",
        words: "gateway uptime health",
      },
    ],
  },
  {
    id: "developers",
    label: "Developers",
    items: [
      {
        to: "/api-keys",
        label: "API keys",
        Icon: IconKey,
        action: "keys.read",
        words: "tokens scopes rotate",
        key: "k",
      },
      {
        to: "/webhooks",
        label: "Webhooks",
        Icon: IconWebhook,
        action: "webhooks.read",
        words: "endpoints deliveries",
        key: "w",
      },
      {
        to: "/requests",
        label: "Requests",
        Icon: IconArrowsLeftRight,
        action: "requests.read",
        words: "log logs errors refused api calls",
      },
      {
        to: "/environments",
        label: "Environments",
        Icon: IconFlask,
        action: "environments.read",
        words: "sandbox test clock",
      },
      {
        to: "/reference",
        label: "API reference",
        Icon: IconBooks,
        action: "overview.read",
        words: "openapi routes documentation",
      },
    ],
  },
  {
    id: "settings",
    label: "Settings",
    items: [
      {
        to: "/settings",
        label: "General",
        Icon: IconSettings,
        action: "overview.read",
        words: "settings seller retention configuration",
        key: "s",
      },
      {
        to: "/documents",
        label: "Documents",
        Icon: IconPalette,
        action: "documents.read",
        words: "branding logo pdf",
      },
      {
        to: "/portal-settings",
        label: "Portal",
        Icon: IconDoor,
        action: "portal.read",
        words: "customers self-service branding links embed",
      },
      {
        to: "/approvals",
        label: "Approvals",
        Icon: IconChecks,
        action: "approvals.read",
        words: "four eyes requests waiting policy",
      },
      {
        to: "/audit-log",
        label: "Audit log",
        Icon: IconHistory,
        action: "audit-log.read",
        words: "who changed what history evidence",
      },
      {
        to: "/members",
        label: "Members",
        Icon: IconUsersGroup,
        action: "members.read",
        words: "people invite team",
      },
      { to: "/roles", label: "Roles", Icon: IconShield, action: "members.read", words: "rights" },
      {
        to: "/sessions",
        label: "Sessions",
        Icon: IconDevices,
        action: "members.read",
        words: "signed in browsers",
      },
      {
        to: "/account",
        label: "Your account",
        Icon: IconUserCircle,
        action: "environments.read",
        words: "me one-time codes password",
      },
    ],
  },
];

/** Every page of the navigation. */
export const destinations: readonly Destination[] = destinationGroups.flatMap(({ items }) => items);

/** The group of the page at an address: the one whose page's address is the longest that it begins with. */
export function groupAt(pathname: string): string {
  const found = destinationGroups
    .flatMap(({ id, items }) => items.map(({ to }) => ({ id, to })))
    .filter(({ to }) => pathname === to || (to !== "/" && pathname.startsWith(`${to}/`)))
    .sort((left, right) => right.to.length - left.to.length);
  return found[0]?.id ?? "business";
}
