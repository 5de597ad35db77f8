import { IconChevronLeft } from "@tabler/icons-react";
import { Link, type LinkProps } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import styles from "./page-header.module.css";

interface Properties {
  readonly title: string;
  readonly intro?: ReactNode;
  readonly back?: { readonly label: string; readonly link: LinkProps };
  readonly actions?: ReactNode;
}

let hasArrived = false;

/** The head of a page: names the browser tab, and takes the focus when the reader arrives from another page. */
export function PageHeader({ title, intro, back, actions }: Properties) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (hasArrived) heading.current?.focus({ preventScroll: true });
    hasArrived = true;
  }, []);
  return (
    <header className={styles.header}>
      <title>{`${title} · Florin`}</title>
      <div className={styles.words}>
        {back !== undefined && (
          <Link {...back.link} className={styles.back}>
            <IconChevronLeft size={14} stroke={2} aria-hidden />
            {back.label}
          </Link>
        )}
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {title}
        </h1>
        {intro !== undefined && <div className={styles.intro}>{intro}</div>}
      </div>
      {actions !== undefined && <div className={`${styles.actions} screen-only`}>{actions}</div>}
    </header>
  );
}
