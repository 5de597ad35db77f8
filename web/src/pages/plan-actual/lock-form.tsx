import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { PlanScenarios } from "../../api/plan.ts";
import { lockPlan } from "../../api/plan-actuals.ts";
import { FormFields, KeyedForm } from "../../parts/keyed-form.tsx";
import { ScenarioSelect } from "../../parts/scenario-select.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { useSending } from "../../parts/use-sending.ts";

interface Properties {
  readonly plan: PlanScenarios;
  readonly onLocked: (id: string) => void;
}

/** Locks the plan as it is now, after it was confirmed with a key. */
export function LockForm({ plan, onLocked }: Properties) {
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [scenario, setScenario] = useState<string>();
  const locking = useSending(lockPlan, ({ id }) => {
    setOpen(false);
    setName("");
    onLocked(id);
  });
  const id = idOf(name);
  if (!isOpen)
    return (
      <div>
        <Button onClick={() => setOpen(true)}>Lock the plan</Button>
      </div>
    );
  return (
    <Sheet label="Lock the plan">
      <KeyedForm
        title="Lock the plan as it is now"
        level={2}
        intro={`Every figure of ${plan.name} ${plan.model.replace(/^.*@/, "@")} is kept under this name for good, whatever becomes of the model. A lock is never changed or taken back.`}
        submit="Lock it for good"
        writing={locking}
        ready={id !== ""}
        onSubmit={(key) =>
          locking.mutate({
            body: { id, name: name.trim(), ...(scenario === undefined ? {} : { scenario }) },
            key,
          })
        }
        onCancel={() => setOpen(false)}
      >
        <FormFields>
          <TextInput
            label="Name"
            placeholder="Budget 2027"
            value={name}
            required
            withAsterisk={false}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {plan.items.length > 0 && (
            <ScenarioSelect plan={plan} value={scenario} onChange={setScenario} />
          )}
        </FormFields>
      </KeyedForm>
    </Sheet>
  );
}

/** A name as an id: `Budget 2027` is `budget-2027`. */
const idOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
