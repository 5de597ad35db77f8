import { UnstyledButton } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { Door } from "./door.tsx";
import { KeyForm } from "./key-form.tsx";
import { PasswordForm } from "./password-form.tsx";
import { ProviderDoor } from "./provider-door.tsx";
import styles from "./sign-in.module.css";

/** Lets people in by e-mail and password, and a browser that only reads by an API key. */
export function SignInPage() {
  const [way, setWay] = useLocalStorage<"password" | "key">({
    key: "florin-sign-in",
    defaultValue: "password",
    getInitialValueInEffect: false,
  });
  return (
    <Door title="Sign in to Florin">
      {linkWasUsed() && (
        <p role="status" className={styles.notice}>
          This link was used already, or the server has started anew since. Each link opens the
          console once: sign in, or start the server again for a new link.
        </p>
      )}
      <ProviderDoor />
      {way === "password" ? <PasswordForm /> : <KeyForm />}
      <UnstyledButton
        className={styles.other ?? ""}
        onClick={() => setWay(way === "password" ? "key" : "password")}
      >
        {way === "password" ? "Sign in with an API key" : "Sign in with e-mail and password"}
      </UnstyledButton>
    </Door>
  );
}

/** The server sends here from a link that it knows no more. */
const linkWasUsed = (): boolean =>
  new URLSearchParams(window.location.search).get("link") === "used";
