import {
  IconAdjustments,
  IconAlarm,
  IconApi,
  IconArrowsDiff,
  IconArrowsExchange,
  IconBell,
  IconBook2,
  IconCalendarCheck,
  IconChartBar,
  IconChartHistogram,
  IconChartLine,
  IconChartSankey,
  IconClipboardCheck,
  IconClockDollar,
  IconCoins,
  IconCreditCard,
  IconFileInvoice,
  IconFlag,
  IconHeartbeat,
  IconHome,
  IconListDetails,
  IconPalette,
  IconSignature,
  IconTags,
  IconTarget,
  IconTrendingUp,
  IconUsers,
  IconWebhook,
  type TablerIcon,
} from "@tabler/icons-react";
import { Link, type LinkProps } from "@tanstack/react-router";
import { Coin } from "./coin.tsx";
import styles from "./navigation.module.css";

interface Destination {
  readonly to: NonNullable<LinkProps["to"]>;
  readonly label: string;
  readonly Icon: TablerIcon;
}

const selling: readonly Destination[] = [
  { to: "/", label: "Overview", Icon: IconHome },
  { to: "/business-metrics", label: "Metrics", Icon: IconChartHistogram },
  { to: "/customers", label: "Customers", Icon: IconUsers },
  { to: "/contracts", label: "Contracts", Icon: IconSignature },
  { to: "/projects", label: "Projects", Icon: IconFlag },
  { to: "/invoices", label: "Invoices", Icon: IconFileInvoice },
  { to: "/payments", label: "Payments", Icon: IconCreditCard },
  { to: "/dunning", label: "Dunning", Icon: IconAlarm },
  { to: "/credits", label: "Credits", Icon: IconCoins },
  { to: "/usage", label: "Usage", Icon: IconChartBar },
  { to: "/alerts", label: "Alerts", Icon: IconBell },
  { to: "/events", label: "Events", Icon: IconListDetails },
  { to: "/plans", label: "Plans", Icon: IconTags },
  { to: "/apis", label: "APIs", Icon: IconApi },
  { to: "/engines", label: "Engines", Icon: IconHeartbeat },
  { to: "/documents", label: "Documents", Icon: IconPalette },
  { to: "/webhooks", label: "Webhooks", Icon: IconWebhook },
];

const plan: readonly Destination[] = [
  { to: "/plan", label: "Business", Icon: IconChartSankey },
  { to: "/plan/forecast", label: "Forecast", Icon: IconChartLine },
  { to: "/plan/what-if", label: "What if", Icon: IconAdjustments },
  { to: "/plan/targets", label: "Targets", Icon: IconTarget },
  { to: "/plan/actual", label: "Plan and actual", Icon: IconArrowsDiff },
  { to: "/plan/audit", label: "Audit", Icon: IconClipboardCheck },
];

const books: readonly Destination[] = [
  { to: "/ledger", label: "Ledger", Icon: IconBook2 },
  { to: "/receivables", label: "Receivables", Icon: IconClockDollar },
  { to: "/currencies", label: "Currencies", Icon: IconArrowsExchange },
  { to: "/revenue", label: "Revenue", Icon: IconTrendingUp },
  { to: "/closes", label: "Close", Icon: IconCalendarCheck },
];

/** The pages of the console. `onChoose` closes the drawer that holds it on a narrow screen. */
export function Navigation({ onChoose }: { onChoose?: () => void }) {
  return (
    <nav aria-label="Pages" className={styles.navigation}>
      <Link
        to="/"
        className={styles.brand}
        {...(onChoose === undefined ? {} : { onClick: onChoose })}
      >
        <Coin size={26} />
        <span>Florin</span>
      </Link>
      <Destinations items={selling} onChoose={onChoose} />
      <div>
        <p id="plan" className={styles.group}>
          Plan
        </p>
        <Destinations items={plan} labelledBy="plan" onChoose={onChoose} />
      </div>
      <div>
        <p id="books" className={styles.group}>
          Books
        </p>
        <Destinations items={books} labelledBy="books" onChoose={onChoose} />
      </div>
    </nav>
  );
}

function Destinations({
  items,
  labelledBy,
  onChoose,
}: {
  items: readonly Destination[];
  labelledBy?: string;
  onChoose: (() => void) | undefined;
}) {
  return (
    <ul
      className={styles.list}
      {...(labelledBy === undefined ? {} : { "aria-labelledby": labelledBy })}
    >
      {items.map(({ to, label, Icon }) => (
        <li key={to}>
          <Link
            to={to}
            className={styles.link}
            activeOptions={{ exact: to === "/" || to === "/plan", includeSearch: false }}
            {...(onChoose === undefined ? {} : { onClick: onChoose })}
          >
            <Icon size={18} stroke={1.6} aria-hidden />
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}
