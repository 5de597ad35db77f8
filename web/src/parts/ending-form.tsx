import type { ReactNode } from "react";
import { KeyedForm } from "./keyed-form.tsx";
import { useSending } from "./use-sending.ts";

interface Properties {
  readonly title: string;
  /** What comes of it, before it is done. */
  readonly intro: ReactNode;
  readonly submit: string;
  /** Does it with a key. Rejects with a `RequestFailure`. */
  readonly end: (key: string) => Promise<unknown>;
  readonly onDone: () => void;
}

/** Asks for nothing but a key before something ends for good. */
export function EndingForm({ title, intro, submit, end, onDone }: Properties) {
  const sending = useSending(
    (_: undefined, key) => end(key),
    () => onDone(),
  );
  return (
    <KeyedForm
      title={title}
      intro={intro}
      submit={submit}
      writing={sending}
      onSubmit={(key) => sending.mutate({ key, body: undefined })}
      onCancel={onDone}
    />
  );
}
