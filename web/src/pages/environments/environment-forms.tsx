import { Button, PasswordInput, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import {
  addEnvironment,
  type ClockMove,
  type Environment,
  type EnvironmentRequest,
  moveClock,
  type NewEnvironment,
} from "../../api/environments.ts";
import { signInWithKey } from "../../api/request.ts";
import { formatMinute } from "../../format/format-date.ts";
import { formatCount } from "../../format/format-quantity.ts";
import formStyles from "../../parts/keyed-form.module.css";
import { FormFields, KeyedForm } from "../../parts/keyed-form.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { ShownOnce } from "../../parts/shown-once.tsx";
import { useEnvironmentSwitch } from "../../parts/use-environment-switch.ts";
import { useSending } from "../../parts/use-sending.ts";

/** Makes a sandbox, and shows its first key the one time that it can be shown. */
export function NewSandboxForm({ onDone }: { onDone: () => void }) {
  const [name, setName] = useState("");
  const [starts, setStarts] = useState("");
  const [made, setMade] = useState<NewEnvironment>();
  const sending = useSending(
    (request: EnvironmentRequest, key) => addEnvironment(request, key),
    setMade,
  );
  if (made !== undefined)
    return <ShownOnce title={`The first key of ${made.name}`} text={made.key} onDone={onDone} />;
  return (
    <KeyedForm
      title="New sandbox"
      intro="It has customers, books, keys and events of its own, and a clock that stands until it is moved."
      submit="Make it"
      writing={sending}
      ready={name.trim() !== ""}
      onSubmit={(key) =>
        sending.mutate({
          key,
          body: {
            name: name.trim(),
            kind: "sandbox",
            ...(starts === "" ? {} : { startsAt: `${starts}T00:00:00Z` }),
          },
        })
      }
      onCancel={onDone}
    >
      <FormFields>
        <TextInput
          label="Name"
          placeholder="Spring prices"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label="Its clock begins on, UTC; now if empty"
          value={starts}
          onChange={(event) => setStarts(event.currentTarget.value)}
        />
      </FormFields>
    </KeyedForm>
  );
}

interface Properties {
  readonly environment: Environment;
  readonly onDone: () => void;
}

const units = [
  { value: "hours", label: "Hours", most: 87_600 },
  { value: "days", label: "Days", most: 3_650 },
  { value: "years", label: "Years", most: 10 },
] as const;

/** Moves a sandbox's clock on; what falls due on the way is billed. */
export function MoveClockForm({ environment, onDone }: Properties) {
  const [count, setCount] = useState("1");
  const [unit, setUnit] = useState<(typeof units)[number]["value"]>("days");
  const [moved, setMoved] = useState<{ readonly now: string; readonly invoices: number }>();
  const sending = useSending(
    (move: ClockMove, key) => moveClock(environment.id, move, key),
    setMoved,
  );
  const most = units.find(({ value }) => value === unit)?.most ?? 0;
  const isWhole = /^\d{1,5}$/.test(count) && Number(count) >= 1 && Number(count) <= most;
  return (
    <KeyedForm
      title={`Move the clock of ${environment.name}`}
      intro={
        moved === undefined
          ? `It shows ${formatMinute(environment.clock.now)}. What falls due on the way is billed; the clock does not go back.`
          : `It shows ${formatMinute(moved.now)}. That issued ${formatCount(moved.invoices, "document")}.`
      }
      submit="Move it"
      writing={sending}
      ready={isWhole}
      onSubmit={(key) => sending.mutate({ key, body: moveOf(unit, Number(count)) })}
      onCancel={onDone}
    >
      <FormFields>
        <TextInput
          label="On by"
          inputMode="numeric"
          value={count}
          onChange={(event) => setCount(event.currentTarget.value.trim())}
          error={isWhole ? undefined : `A whole number from 1 to ${most.toLocaleString("en")}`}
        />
        <Select
          label="Of"
          data={units.map(({ value, label }) => ({ value, label }))}
          value={unit}
          allowDeselect={false}
          onChange={(next) => setUnit(units.find(({ value }) => value === next)?.value ?? unit)}
        />
      </FormFields>
    </KeyedForm>
  );
}

function moveOf(unit: (typeof units)[number]["value"], count: number): ClockMove {
  if (unit === "hours") return { hours: count };
  return unit === "days" ? { days: count } : { years: count };
}

/** Opens an environment with a key of its own, where nobody is signed in who may simply enter it. */
export function OpenWithKeyForm({ environment, onDone }: Properties) {
  const [key, setKey] = useState("");
  const opening = useEnvironmentSwitch(signInWithKey);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    opening.mutate(key.trim());
  };
  return (
    <form onSubmit={submit} className={formStyles.form}>
      <div>
        <h3 className={formStyles.title}>Open {environment.name}</h3>
        <p className={formStyles.intro}>
          Who signs in with e-mail and password goes from one environment to another. This browser
          was let in by a link or a key, and needs one of that environment.
        </p>
      </div>
      <PasswordInput
        label={`API key of ${environment.name}`}
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
        autoComplete="off"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ "aria-label": "Show the key" }}
      />
      {opening.isError && <ProblemNotice error={opening.error} />}
      <div className={formStyles.buttons}>
        <Button type="submit" variant="filled" loading={opening.isPending}>
          Open it
        </Button>
        <Button onClick={onDone}>Not now</Button>
      </div>
    </form>
  );
}
