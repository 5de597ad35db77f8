import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Panel } from "../../../parts/panel.tsx";
import {
  cancellationPreviewQuery,
  cancelPlan,
  cancelReasons,
  type Told,
  type When,
} from "../../api/changes.ts";
import type { PortalPlan } from "../../api/overview.ts";
import { useLanguage } from "../../language/language.tsx";
import { Answer } from "../../parts/answer.tsx";
import { Button } from "../../parts/button.tsx";
import { ChoiceField, SelectField, TextArea } from "../../parts/field.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { Row } from "../../parts/stack.tsx";
import styles from "./plan.module.css";
import { PreviewView } from "./preview-view.tsx";

interface Properties {
  readonly plan: PortalPlan;
  readonly onDone: (told: Told) => Promise<void>;
  readonly onLeft: () => void;
}

/** The end of a plan: when, why, and what the next invoice would say, before it is confirmed. */
export function CancelPanel({ plan, onDone, onLeft }: Properties) {
  const { say } = useLanguage();
  const [when, setWhen] = useState<When>("period-end");
  const [reason, setReason] = useState("");
  const [comment, setComment] = useState("");
  const [once] = useState(() => crypto.randomUUID());
  const { subscription } = plan;
  const preview = useQuery(cancellationPreviewQuery({ subscription, when }));
  const cancelling = useMutation({
    mutationFn: () => {
      const why = [reason, comment.trim()].filter((part) => part !== "").join(": ");
      return cancelPlan(
        { subscription, when, ...(why === "" ? {} : { reason: why }) },
        `${once}-${when}`,
      );
    },
    onSuccess: onDone,
  });
  return (
    <Panel title={say("plan.cancel-title", { plan: plan.planName })}>
      <div className={styles.form}>
        <ChoiceField
          legend={say("plan.cancel-when")}
          name="cancel-when"
          value={when}
          choices={(["period-end", "now"] as const).map((value) => ({
            value,
            label: say(`plan.cancel-when.${value}`),
            detail: say(`plan.cancel-when-note.${value}`),
          }))}
          onChoose={setWhen}
        />
        <SelectField
          label={say("plan.reason")}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        >
          <option value="">{say("plan.reason.none")}</option>
          {cancelReasons.map((one) => (
            <option key={one} value={one}>
              {say(`plan.reason.${one}`)}
            </option>
          ))}
        </SelectField>
        <TextArea
          label={say("plan.comment")}
          maxLength={400}
          value={comment}
          onChange={(event) => setComment(event.target.value)}
        />
        <Answer query={preview}>{(data) => <PreviewView preview={data} />}</Answer>
        {cancelling.isError && <ProblemNotice error={cancelling.error} />}
        <Row>
          <Button
            kind="danger"
            busy={cancelling.isPending}
            disabled={preview.data === undefined}
            onClick={() => cancelling.mutate()}
          >
            {say("plan.confirm-cancel")}
          </Button>
          <Button onClick={onLeft}>{say("plan.keep")}</Button>
        </Row>
      </div>
    </Panel>
  );
}
