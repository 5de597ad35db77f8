import { Component, type ReactNode, Suspense, useEffect, useRef } from "react";
import { useLanguage } from "../language/language.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { Waiting } from "../parts/waiting.tsx";
import { Brand } from "./brand-mark.tsx";
import { useMe } from "./me.tsx";
import { Navigation } from "./navigation.tsx";
import { PageFoot } from "./page-foot.tsx";
import { portalPages } from "./pages.ts";
import { addressOf, placeOf, useAddress } from "./place.ts";
import { PlaceLink } from "./place-link.tsx";
import styles from "./shell.module.css";

/** What every page stands in: the seller's name, the ways to the other pages, and whom to ask. */
export function Shell() {
  const address = useAddress();
  const { acts, branding } = useMe();
  const { say } = useLanguage();
  const place = placeOf(address);
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  const found = portalPages.find(({ page }) => page === place.page);
  const name = found === undefined ? say("shell.lost") : say(`nav.${found.page || "overview"}`);
  useEffect(() => {
    document.title = `${name} · ${branding.name}`;
  }, [name, branding.name]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: who reads with a screen reader is told of each new page.
  useEffect(() => {
    if (!first.current) main.current?.focus();
    first.current = false;
  }, [place.page, place.id]);
  const Show = found?.show;
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#main">
        {say("shell.skip")}
      </a>
      <header className={styles.side}>
        <div className={styles.fixed}>
          <Brand />
          <Navigation current={place.page} />
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <Fence key={addressOf(place.page, place.id)}>
          {Show !== undefined && found !== undefined && acts.includes(found.act) ? (
            <Suspense fallback={<Waiting lines={8} />}>
              <Show />
            </Suspense>
          ) : (
            <div className={styles.lost}>
              <h1>{say(found === undefined ? "shell.lost" : "shell.not-allowed")}</h1>
              <p>{say(found === undefined ? "shell.lost-how" : "shell.not-allowed-how")}</p>
              <p>
                <PlaceLink to={addressOf("")}>{say("shell.home")}</PlaceLink>
              </p>
            </div>
          )}
        </Fence>
      </main>
      <PageFoot />
    </div>
  );
}

/** A page that breaks says so, and leaves the others standing. */
class Fence extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };
  static getDerivedStateFromError = (error: unknown) => ({ error });
  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return (
      <ProblemNotice error={this.state.error} retry={() => this.setState({ error: undefined })} />
    );
  }
}
