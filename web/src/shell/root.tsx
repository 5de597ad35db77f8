import { useQuery } from "@tanstack/react-query";
import { useSignedOut } from "../api/session.ts";
import { summaryQuery } from "../api/summary.ts";
import { SignInPage } from "../pages/sign-in/page.tsx";
import { Coin } from "./coin.tsx";
import styles from "./root.module.css";
import { Shell } from "./shell.tsx";

/** Shows the sign-in page while the server refuses the session, and the shell with the asked page otherwise. */
export function Root() {
  const signedOut = useSignedOut();
  const summary = useQuery(summaryQuery);
  if (signedOut) return <SignInPage />;
  if (summary.isPending) return <Waiting />;
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
