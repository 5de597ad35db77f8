import type { UseMutationResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Panel } from "../../parts/panel.tsx";
import { useLanguage } from "../language/language.tsx";
import { Button } from "./button.tsx";
import { ProblemNotice } from "./problem-notice.tsx";
import { Row, Stack } from "./stack.tsx";

interface Properties {
  readonly title: string;
  /** What the button says that sends it. */
  readonly act: string;
  readonly sending: Pick<UseMutationResult, "isError" | "error" | "isPending">;
  readonly onSend: () => void;
  readonly onLeft: () => void;
  readonly children: ReactNode;
}

/** A form in a panel of its own, with the way out of it and what came of sending it. */
export function FormPanel({ title, act, sending, onSend, onLeft, children }: Properties) {
  const { say } = useLanguage();
  return (
    <Panel title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSend();
        }}
      >
        <Stack>
          {children}
          {sending.isError && <ProblemNotice error={sending.error} />}
          <Row>
            <Button kind="main" type="submit" busy={sending.isPending}>
              {act}
            </Button>
            <Button onClick={onLeft}>{say("parts.cancel")}</Button>
          </Row>
        </Stack>
      </form>
    </Panel>
  );
}
