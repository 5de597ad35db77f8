import {
  IconBell,
  IconChartBar,
  IconCoins,
  IconCreditCard,
  IconFileInvoice,
  IconHome,
  IconKey,
  IconMenu2,
  IconStack2,
  IconUsers,
  IconX,
} from "@tabler/icons-react";
import { useState } from "react";
import { useLanguage } from "../language/language.tsx";
import { useMe } from "./me.tsx";
import styles from "./navigation.module.css";
import { type PortalPage, portalPages } from "./pages.ts";
import { addressOf } from "./place.ts";
import { PlaceLink } from "./place-link.tsx";

const icons: Readonly<Record<PortalPage["page"], typeof IconHome>> = {
  "": IconHome,
  usage: IconChartBar,
  plan: IconStack2,
  invoices: IconFileInvoice,
  payment: IconCreditCard,
  credits: IconCoins,
  alerts: IconBell,
  members: IconUsers,
  keys: IconKey,
};

/** The ways to the pages that this session may read; on a phone behind a button. */
export function Navigation({ current }: { current: string }) {
  const { acts } = useMe();
  const { say } = useLanguage();
  const [open, setOpen] = useState(false);
  const pages = portalPages.filter(({ act }) => acts.includes(act));
  return (
    <>
      <button
        type="button"
        className={styles.toggle}
        aria-expanded={open}
        aria-controls="navigation"
        onClick={() => setOpen(!open)}
      >
        {open ? <IconX size={18} aria-hidden /> : <IconMenu2 size={18} aria-hidden />}
        {say("shell.menu")}
      </button>
      <nav
        id="navigation"
        className={styles.navigation}
        data-open={open}
        aria-label={say("shell.navigation")}
      >
        <ul>
          {pages.map(({ page }) => {
            const Icon = icons[page];
            return (
              <li key={page}>
                <PlaceLink
                  to={addressOf(page)}
                  className={styles.link}
                  {...(page === current ? { "aria-current": "page" as const } : {})}
                  onClick={() => setOpen(false)}
                >
                  <Icon size={18} stroke={1.75} aria-hidden />
                  {say(`nav.${page || "overview"}`)}
                </PlaceLink>
              </li>
            );
          })}
        </ul>
      </nav>
    </>
  );
}
