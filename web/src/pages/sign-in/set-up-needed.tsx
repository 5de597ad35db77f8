import { Door } from "./door.tsx";
import styles from "./sign-in.module.css";

/** Where a server that others reach has no owner yet, and shows nothing to anybody. */
export function SetUpNeeded() {
  return (
    <Door title="This server waits for its first owner">
      <p className={styles.intro}>
        Open the link that it printed when it started; it ends in <code>/set-up#</code> and a long
        code. Whoever holds it becomes the owner and invites the others.
      </p>
      <p className={styles.intro}>
        The link is gone? Start the server again, and it prints the same one.
      </p>
    </Door>
  );
}
