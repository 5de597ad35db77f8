import {
  IconChartBar,
  IconFileInvoice,
  IconHome,
  IconPalette,
  IconTags,
  IconUsers,
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

const destinations: readonly Destination[] = [
  { to: "/", label: "Overview", Icon: IconHome },
  { to: "/customers", label: "Customers", Icon: IconUsers },
  { to: "/invoices", label: "Invoices", Icon: IconFileInvoice },
  { to: "/usage", label: "Usage", Icon: IconChartBar },
  { to: "/plans", label: "Plans", Icon: IconTags },
  { to: "/documents", label: "Documents", Icon: IconPalette },
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
      <ul className={styles.list}>
        {destinations.map(({ to, label, Icon }) => (
          <li key={to}>
            <Link
              to={to}
              className={styles.link}
              activeOptions={{ exact: to === "/", includeSearch: false }}
              {...(onChoose === undefined ? {} : { onClick: onChoose })}
            >
              <Icon size={18} stroke={1.6} aria-hidden />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
