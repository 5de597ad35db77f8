import type { ReactNode } from "react";
import { useLanguage } from "../language/language.tsx";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Row, Stack } from "./stack.tsx";

interface Properties {
  readonly title: string;
  /** What comes of it. */
  readonly note: ReactNode;
  /** The words on the button that does it. */
  readonly act: string;
  readonly onConfirmed: () => void;
  /** Called once it is closed, whether it was confirmed or not. */
  readonly onClosed: () => void;
}

/** Asks once more before something goes that does not come back. */
export function ConfirmDialog({ title, note, act, onConfirmed, onClosed }: Properties) {
  const { say } = useLanguage();
  return (
    <Dialog title={title} onClosed={onClosed}>
      <Stack>
        <p>{note}</p>
        <Row>
          <Button
            kind="danger"
            onClick={() => {
              onConfirmed();
              onClosed();
            }}
          >
            {act}
          </Button>
          <Button onClick={onClosed}>{say("parts.cancel")}</Button>
        </Row>
      </Stack>
    </Dialog>
  );
}
