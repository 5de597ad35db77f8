import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, lazy, Suspense, useState } from "react";
import { beginOneTimeCodes, confirmOneTimeCodes, type TotpSecret } from "../../api/people.ts";
import { problemOf } from "../../api/problem.ts";
import { Panel } from "../../parts/panel.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { ShownOnce } from "../../parts/shown-once.tsx";
import styles from "./account.module.css";

const QrCode = lazy(async () => ({ default: (await import("../../parts/qr-code.tsx")).QrCode }));

interface Properties {
  readonly isOn: boolean;
  /** Whether somebody came to set them up. */
  readonly begins: boolean;
}

/** Sets up one-time codes of an app: a secret that is scanned or typed, a code that shows it was, and recovery codes. */
export function OneTimeCodesPanel({ isOn, begins }: Properties) {
  const [codes, setCodes] = useState<readonly string[]>();
  const beginning = useMutation({ mutationFn: beginOneTimeCodes });
  return (
    <Panel
      title="One-time codes"
      intro="A code of an app on your phone, asked for at sign-in: your password alone then opens nothing."
    >
      {codes !== undefined ? (
        <ShownOnce
          title="One-time codes are on. These ten recovery codes each open your account once, where the app is lost"
          text={codes.join("  ")}
          onDone={() => setCodes(undefined)}
        />
      ) : isOn ? (
        <p className={styles.plain}>They are on. A lost app is stood in for by recovery codes.</p>
      ) : beginning.data === undefined ? (
        <div className={styles.begin}>
          {begins && (
            <p className={styles.plain}>You are signed in. One step more keeps it yours.</p>
          )}
          {beginning.isError && <ProblemNotice error={beginning.error} />}
          <Button
            variant={begins ? "filled" : "default"}
            loading={beginning.isPending}
            onClick={() => beginning.mutate()}
          >
            Set up one-time codes
          </Button>
        </div>
      ) : (
        <Confirm secret={beginning.data} onOn={setCodes} />
      )}
    </Panel>
  );
}

function Confirm({
  secret,
  onOn,
}: {
  secret: TotpSecret;
  onOn: (recoveryCodes: readonly string[]) => void;
}) {
  const client = useQueryClient();
  const [code, setCode] = useState("");
  const confirming = useMutation({
    mutationFn: confirmOneTimeCodes,
    onSuccess: ({ recoveryCodes }) => {
      onOn(recoveryCodes);
      void client.invalidateQueries();
    },
  });
  const isWrong = confirming.isError && problemOf(confirming.error).code === "sign-in-refused";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirming.mutate(code.replaceAll(/\s/g, ""));
  };
  return (
    <div className={styles.setUp}>
      <Suspense fallback={<div className={styles.code} />}>
        <div className={styles.code}>
          <QrCode text={secret.address} label="The secret as a QR code for an app" />
        </div>
      </Suspense>
      <form onSubmit={submit} className={styles.steps}>
        <p>
          Scan this with an app for one-time codes, or type the secret into it:{" "}
          <code className={styles.secret}>{secret.secret.match(/.{1,4}/g)?.join(" ")}</code>
        </p>
        <TextInput
          label="The code that the app shows"
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onChange={(event) => {
            setCode(event.currentTarget.value);
            if (confirming.isError) confirming.reset();
          }}
          error={isWrong ? "This code is not right. Is the phone's clock?" : undefined}
          required
          withAsterisk={false}
        />
        {confirming.isError && !isWrong && <ProblemNotice error={confirming.error} />}
        <div>
          <Button type="submit" variant="filled" loading={confirming.isPending}>
            Turn them on
          </Button>
        </div>
      </form>
    </div>
  );
}
