import { PasswordInput } from "@mantine/core";
import { useState } from "react";

/** The shortest password that the server takes. */
export const passwordLengthMin = 12;

/** A password that is chosen, typed twice. */
export function useNewPassword() {
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const differs = again !== "" && again !== password;
  return { password, setPassword, again, setAgain, differs };
}

/** Asks for it. */
export function NewPassword({
  chosen,
  autoFocus = false,
}: {
  chosen: ReturnType<typeof useNewPassword>;
  autoFocus?: boolean;
}) {
  const { password, setPassword, again, setAgain, differs } = chosen;
  return (
    <>
      <PasswordInput
        label="Password"
        size="md"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        minLength={passwordLengthMin}
        maxLength={200}
        autoComplete="new-password"
        autoFocus={autoFocus}
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
      />
      <PasswordInput
        label="The same again"
        size="md"
        value={again}
        onChange={(event) => setAgain(event.currentTarget.value)}
        error={differs ? "This is another password." : undefined}
        autoComplete="new-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ "aria-label": "Show the password again" }}
      />
    </>
  );
}
