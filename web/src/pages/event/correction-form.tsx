import { Button, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import {
  correctEvent,
  type EventCorrectionBody,
  type EventDetail,
  previewCorrection,
} from "../../api/events.ts";
import { FormFields, KeyedForm } from "../../parts/keyed-form.tsx";
import { type Sent, useSending } from "../../parts/use-sending.ts";
import { correctionOf, dataOf, draftOf } from "./correction-draft.ts";
import { CorrectionEffects } from "./correction-effects.tsx";
import styles from "./event.module.css";

type Kind = "void" | "replace";

/** The ways in which an event can be corrected: one that is void can only be brought back. */
export function CorrectionButtons({
  event,
  onChoose,
}: {
  event: EventDetail;
  onChoose: (kind: Kind) => void;
}) {
  const isVoid = event.status === "voided";
  return (
    <>
      {!isVoid && <Button onClick={() => onChoose("void")}>Void it</Button>}
      <Button onClick={() => onChoose("replace")}>{isVoid ? "Bring it back" : "Replace it"}</Button>
    </>
  );
}

const titles = { void: "Void this event", replace: "Replace what it says" } as const;
const intros = {
  void: "It counts no more. What it said stays readable.",
  replace: "It keeps its source and id. What it said stays readable.",
} as const;

interface Properties {
  readonly event: EventDetail;
  readonly kind: Kind;
  readonly onDone: () => void;
}

/** Corrects an event, in two steps: first which invoice lines that would change, then the correction. */
export function CorrectionForm({ event, kind, onDone }: Properties) {
  const last = event.versions.at(-1);
  const [draft, setDraft] = useState(
    last === undefined ? { customer: "", time: "", data: "{}", reason: "" } : draftOf(last),
  );
  const previewing = useMutation({
    mutationFn: ({ body, key }: Sent<EventCorrectionBody>) => previewCorrection(body, key),
  });
  const sending = useSending(correctEvent, onDone);
  if (last === undefined) return null;
  const body = correctionOf(last, kind, draft);
  const isLookedAt = previewing.data !== undefined;
  const change = (part: Partial<typeof draft>) => {
    setDraft({ ...draft, ...part });
    previewing.reset();
    sending.reset();
  };
  return (
    <div className={styles.form}>
      <KeyedForm
        title={titles[kind]}
        level={2}
        intro={intros[kind]}
        submit={isLookedAt ? "Correct it" : "See what that changes"}
        writing={isLookedAt ? sending : previewing}
        ready={body !== undefined}
        onSubmit={(key) => {
          if (body === undefined) return;
          (isLookedAt ? sending : previewing).mutate({ body, key });
        }}
        onCancel={onDone}
      >
        {kind === "replace" && (
          <>
            <FormFields>
              <TextInput
                label="Customer"
                value={draft.customer}
                onChange={({ currentTarget }) => change({ customer: currentTarget.value })}
              />
              <TextInput
                label="Time, UTC"
                value={draft.time}
                onChange={({ currentTarget }) => change({ time: currentTarget.value })}
              />
            </FormFields>
            <Textarea
              label="Data, as JSON"
              autosize
              minRows={3}
              value={draft.data}
              onChange={({ currentTarget }) => change({ data: currentTarget.value })}
              error={dataOf(draft.data) === undefined ? "An object of JSON" : undefined}
            />
          </>
        )}
        <TextInput
          label="Reason"
          value={draft.reason}
          onChange={({ currentTarget }) => change({ reason: currentTarget.value })}
        />
        <div aria-live="polite">
          {previewing.data !== undefined && <CorrectionEffects {...previewing.data} />}
        </div>
      </KeyedForm>
    </div>
  );
}
