import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  type ChangeAsked,
  changePlan,
  changePreviewQuery,
  type OfferedPlan,
  type Told,
  type When,
} from "../../api/changes.ts";
import type { PortalPlan } from "../../api/overview.ts";
import { type Difference, differencesOf } from "../../language/inclusion-words.ts";
import { useLanguage } from "../../language/language.tsx";
import { cadenceWords, priceWords } from "../../language/price-words.ts";
import { Answer } from "../../parts/answer.tsx";
import { Button } from "../../parts/button.tsx";
import { ChoiceField } from "../../parts/field.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { Row } from "../../parts/stack.tsx";
import styles from "./plan.module.css";
import { PreviewView } from "./preview-view.tsx";

interface Properties {
  readonly plan: PortalPlan;
  readonly wished: OfferedPlan;
  readonly onDone: (told: Told) => Promise<void>;
  readonly onLeft: () => void;
}

/** Another plan: how often it is paid, from when, and what the next invoice would say, before it is confirmed. */
export function ChangePanel({ plan, wished, onDone, onLeft }: Properties) {
  const language = useLanguage();
  const { say } = language;
  const cadences = wished.cadences.filter(
    (cadence) => wished.id !== plan.plan || cadence !== plan.cadence,
  );
  const [cadence, setCadence] = useState(
    cadences.find((one) => one === plan.cadence) ?? cadences[0],
  );
  const [when, setWhen] = useState<When>("period-end");
  const [once] = useState(() => crypto.randomUUID());
  const asked: ChangeAsked = {
    subscription: plan.subscription,
    plan: wished.id,
    when,
    ...(cadence === undefined ? {} : { cadence }),
  };
  const preview = useQuery(changePreviewQuery(asked));
  const changing = useMutation({
    mutationFn: () => changePlan(asked, `${once}-${when}-${cadence ?? ""}`),
    onSuccess: onDone,
  });
  return (
    <div className={styles.form}>
      <h3>{say("plan.change-to", { from: plan.planName, to: wished.name })}</h3>
      {wished.differences !== null && (
        <Differences said={differencesOf(language, wished.differences)} />
      )}
      {cadences.length > 1 && (
        <ChoiceField
          legend={say("plan.cadence")}
          name="cadence"
          value={cadence}
          choices={cadences.map((value) => ({
            value,
            label: `${priceWords(language, wished.prices[value] ?? "")} ${cadenceWords(language, value)}`,
          }))}
          onChoose={setCadence}
        />
      )}
      <ChoiceField
        legend={say("plan.when")}
        name="when"
        value={when}
        choices={(["period-end", "now"] as const).map((value) => ({
          value,
          label: say(`plan.change-when.${value}`),
          detail: say(`plan.change-when-note.${value}`),
        }))}
        onChoose={setWhen}
      />
      <Answer query={preview}>{(data) => <PreviewView preview={data} />}</Answer>
      {changing.isError && <ProblemNotice error={changing.error} />}
      <Row>
        <Button
          kind="main"
          busy={changing.isPending}
          disabled={preview.data === undefined}
          onClick={() => changing.mutate()}
        >
          {say("plan.confirm-change", { plan: wished.name })}
        </Button>
        <Button onClick={onLeft}>{say("plan.keep")}</Button>
      </Row>
    </div>
  );
}

/** What there is more or less of in the other plan. */
function Differences({ said }: { said: readonly Difference[] }) {
  const { say } = useLanguage();
  if (said.length === 0) return null;
  return (
    <section className={styles.differences}>
      <h4>{say("plan.differences")}</h4>
      <dl>
        {said.map(({ key, name, now, after }) => (
          <div key={key}>
            <dt>{name}</dt>
            <dd>
              {now} → {after}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
