import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { waysQuery } from "./queries.ts";
import styles from "./sign-in.module.css";

const words: Readonly<Record<string, string>> = {
  unavailable:
    "Your organisation's sign-in could not be reached. Try again in a moment, or sign in another way.",
  refused:
    "The sign-in was not finished: it took more than ten minutes, began in another browser, or was broken off. Begin again.",
  stranger:
    "Your organisation's sign-in knows you, but you are no member here. Ask an owner or admin to invite you with the e-mail that it knows.",
};

/** Leads to the provider where one is set, and says what went wrong there. */
export function ProviderDoor() {
  const ways = useQuery(waysQuery);
  const wrong = words[new URLSearchParams(window.location.search).get("openid") ?? ""];
  return (
    <>
      {wrong !== undefined && (
        <p role="alert" className={styles.notice}>
          {wrong}
        </p>
      )}
      {ways.data?.openId === true && (
        <>
          <Button component="a" href="/sign-in/openid" variant="filled" size="md" fullWidth>
            Sign in with your organisation
          </Button>
          <p className={styles.or}>or</p>
        </>
      )}
    </>
  );
}
