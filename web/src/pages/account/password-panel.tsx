import { Button, PasswordInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { changePassword } from "../../api/people.ts";
import { problemOf } from "../../api/problem.ts";
import { FormFields } from "../../parts/keyed-form.tsx";
import { Panel } from "../../parts/panel.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import styles from "./account.module.css";

/** Changes one's own password. */
export function PasswordPanel() {
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const changing = useMutation({
    mutationFn: () => changePassword(current, password),
    onSuccess: () => {
      setCurrent("");
      setPassword("");
    },
  });
  const isWrong = changing.isError && problemOf(changing.error).code === "sign-in-refused";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    changing.mutate();
  };
  return (
    <Panel title="Password">
      <form onSubmit={submit} className={styles.steps}>
        <FormFields>
          <PasswordInput
            label="The one you have"
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            error={isWrong ? "This is not your password." : undefined}
            autoComplete="current-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ "aria-label": "Show the password you have" }}
          />
          <PasswordInput
            label="Another, of 12 characters or more"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            minLength={12}
            maxLength={200}
            autoComplete="new-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ "aria-label": "Show the new password" }}
          />
        </FormFields>
        {changing.isError && !isWrong && <ProblemNotice error={changing.error} />}
        <div className={styles.begin}>
          <Button type="submit" loading={changing.isPending}>
            Change the password
          </Button>
          <span role="status" className={styles.plain}>
            {changing.isSuccess ? "Changed." : ""}
          </span>
        </div>
      </form>
    </Panel>
  );
}
