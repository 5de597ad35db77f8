import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { type ComponentType, lazy, Suspense } from "react";
import { problemOf } from "../api/problem.ts";
import { useSignedOut } from "../api/session.ts";
import { summaryQuery } from "../api/summary.ts";
import { SignInPage } from "../pages/sign-in/page.tsx";
import { SetUpNeeded } from "../pages/sign-in/set-up-needed.tsx";
import { Coin } from "./coin.tsx";
import styles from "./root.module.css";
import { Shell } from "./shell.tsx";

/** Pages for whoever cannot sign in yet. */
const doors: Readonly<Record<string, ComponentType>> = {
  "/invitation": lazy(async () => ({
    default: (await import("../pages/invitation/page.tsx")).InvitationPage,
  })),
  "/recovery": lazy(async () => ({
    default: (await import("../pages/recovery/page.tsx")).RecoveryPage,
  })),
  "/set-up": lazy(async () => ({
    default: (await import("../pages/set-up/page.tsx")).SetUpPage,
  })),
};

/** Shows the sign-in page while the server refuses the session, and the shell with the asked page otherwise. */
export function Root() {
  const Door = doors[useLocation({ select: ({ pathname }) => pathname })];
  const signedOut = useSignedOut();
  const summary = useQuery({ ...summaryQuery, enabled: Door === undefined });
  if (Door !== undefined)
    return (
      <Suspense fallback={<Waiting />}>
        <Door />
      </Suspense>
    );
  if (signedOut) return <SignInPage />;
  // What failed is asked for again by the pages themselves: to wait for that would put them away, and ask without end.
  if (summary.isPending && summary.errorUpdateCount === 0) return <Waiting />;
  if (summary.isError && problemOf(summary.error).code === "set-up-needed") return <SetUpNeeded />;
  return <Shell />;
}

function Waiting() {
  return (
    <main className={styles.waiting}>
      <title>Florin</title>
      <div role="status" className={styles.coin}>
        <Coin size={40} />
        <span className="visually-hidden">Loading</span>
      </div>
    </main>
  );
}
