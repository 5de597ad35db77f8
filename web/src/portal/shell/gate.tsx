import { useQuery } from "@tanstack/react-query";
import { Suspense, use, useEffect } from "react";
import { meQuery } from "../api/me.ts";
import { useClosed } from "../api/session.ts";
import { useLanguage } from "../language/language.tsx";
import { applyBrand } from "../look/brand.ts";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { Waiting } from "../parts/waiting.tsx";
import { ClosedPage } from "./closed-page.tsx";
import styles from "./gate.module.css";
import { MeProvider } from "./me.tsx";
import { Shell } from "./shell.tsx";

/** Lets in who has a session; `begun` is done when the token of a link has been tried. */
export function Gate({ begun }: { begun: Promise<void> }) {
  const closed = useClosed();
  if (closed !== undefined) return <ClosedPage why={closed.why} code={closed.code} />;
  return (
    <Suspense fallback={<Opening />}>
      <Inside begun={begun} />
    </Suspense>
  );
}

function Opening() {
  return (
    <main className={styles.opening}>
      <Waiting lines={6} />
    </main>
  );
}

function Inside({ begun }: { begun: Promise<void> }) {
  use(begun);
  const me = useQuery(meQuery);
  const { settle } = useLanguage();
  const { data } = me;
  useEffect(() => {
    if (data === undefined) return;
    settle(data);
    applyBrand(data.branding.colour);
  }, [data, settle]);
  if (data !== undefined)
    return (
      <MeProvider me={data}>
        <Shell />
      </MeProvider>
    );
  if (!me.isError) return <Opening />;
  return (
    <main className={styles.opening}>
      <ProblemNotice error={me.error} retry={() => void me.refetch()} />
    </main>
  );
}
