import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { waysQuery } from "./queries.ts";
import styles from "./sign-in.module.css";

const words: Readonly<Record<string, string>> = {
  unavailable:
    "Your organisation's sign-in could not be reached, or it has none here. Try again in a moment, or sign in another way.",
  refused:
    "The sign-in was not finished: it took more than ten minutes, began in another browser, or was broken off. Begin again.",
  stranger:
    "Your organisation's sign-in knows you, but you are no member here. Ask an owner or admin to invite you with the e-mail that it knows.",
  "too-many-attempts":
    "Too many sign-ins were tried from here. Wait a quarter of an hour, or sign in another way.",
};

/** Leads to the provider of an organisation, and says what went wrong there. */
export function ProviderDoor() {
  const ways = useQuery(waysQuery);
  const search = new URLSearchParams(window.location.search);
  const wrong = words[search.get("openid") ?? ""];
  const organisation = search.get("organisation");
  const { openId = false, byDomain = false } = ways.data ?? {};
  return (
    <>
      {wrong !== undefined && (
        <p role="alert" className={styles.notice}>
          {wrong}
        </p>
      )}
      {organisation !== null ? (
        <Enter to={`/sign-in/openid?organisation=${encodeURIComponent(organisation)}`} />
      ) : (
        <>
          {openId && <Enter to="/sign-in/openid" />}
          {byDomain && <ByEmail />}
        </>
      )}
      {(organisation !== null || openId || byDomain) && <p className={styles.or}>or</p>}
    </>
  );
}

const Enter = ({ to }: { to: string }) => (
  <Button component="a" href={to} variant="filled" size="md" fullWidth>
    Sign in with your organisation
  </Button>
);

/** Asks for an e-mail, of which the server is told the domain. */
function ByEmail() {
  const [email, setEmail] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const domain = email.trim().slice(email.trim().lastIndexOf("@") + 1);
    window.location.assign(`/sign-in/openid?domain=${encodeURIComponent(domain)}`);
  };
  return (
    <form onSubmit={submit} className={styles.form}>
      <TextInput
        label="Your e-mail at work"
        type="email"
        size="md"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        autoComplete="username"
        required
        withAsterisk={false}
      />
      <Button type="submit" size="md" fullWidth>
        Find your organisation's sign-in
      </Button>
    </form>
  );
}
