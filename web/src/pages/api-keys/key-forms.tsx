import { Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  type ApiKey,
  type ApiKeyRequest,
  addApiKey,
  type NewApiKey,
  revokeApiKey,
  rotateApiKey,
} from "../../api/api-keys.ts";
import { rolesQuery } from "../../api/roles.ts";
import { ActionChoice } from "../../parts/action-choice.tsx";
import { EndingForm } from "../../parts/ending-form.tsx";
import { FormFields, KeyedForm } from "../../parts/keyed-form.tsx";
import { ShownOnce } from "../../parts/shown-once.tsx";
import { useCaller } from "../../parts/use-caller.ts";
import { useSending } from "../../parts/use-sending.ts";
import { wholeScopes } from "./scope-words.ts";

const chosenOnes = "chosen";

/** Makes a key, and shows its text the one time that it can be shown. */
export function NewApiKeyForm({ onDone }: { onDone: () => void }) {
  const roles = useQuery(rolesQuery);
  const caller = useCaller();
  const [name, setName] = useState("");
  const [expires, setExpires] = useState("");
  const [scope, setScope] = useState<string>("read");
  const [actions, setActions] = useState<readonly string[]>([]);
  const [made, setMade] = useState<NewApiKey>();
  const sending = useSending((request: ApiKeyRequest, key) => addApiKey(request, key), setMade);
  if (made !== undefined)
    return <ShownOnce title={`The key ${made.name}`} text={made.key} onDone={onDone} />;
  const builtIn = (roles.data?.items ?? []).filter((role) => role.builtIn);
  const every = builtIn.find(({ id }) => id === "owner")?.actions ?? caller?.actions ?? [];
  return (
    <KeyedForm
      title="New API key"
      intro="Give it what its program needs and nothing else. Its text is shown once; only a hash of it is kept."
      submit="Make it"
      writing={sending}
      ready={name.trim() !== "" && (scope !== chosenOnes || actions.length > 0)}
      onSubmit={(key) =>
        sending.mutate({
          key,
          body: {
            name: name.trim(),
            scopes: scope === chosenOnes ? actions : [scope],
            ...(expires === "" ? {} : { expiresAt: `${expires}T00:00:00Z` }),
          },
        })
      }
      onCancel={onDone}
    >
      <FormFields>
        <TextInput
          label="Name"
          placeholder="What will use it"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label="It may"
          data={[
            ...wholeScopes,
            ...builtIn.map(({ id, name: role }) => ({
              value: `role:${id}`,
              label: `Do what the role ${role} may`,
            })),
            { value: chosenOnes, label: "Do what is chosen below" },
          ]}
          value={scope}
          allowDeselect={false}
          onChange={(next) => setScope(next ?? scope)}
        />
        <TextInput
          type="date"
          label="First day it no longer works, UTC"
          value={expires}
          onChange={(event) => setExpires(event.currentTarget.value)}
        />
      </FormFields>
      {scope === chosenOnes && (
        <ActionChoice label="Actions" actions={every} chosen={actions} onChange={setActions} />
      )}
    </KeyedForm>
  );
}

interface KeyProperties {
  readonly apiKey: ApiKey;
  readonly onDone: () => void;
}

/** Lets a new key take the place of one that works on for some hours. */
export function RotateForm({ apiKey, onDone }: KeyProperties) {
  const [hours, setHours] = useState("24");
  const [made, setMade] = useState<NewApiKey>();
  const sending = useSending(
    (overlap: number, key) => rotateApiKey(apiKey.id, overlap, key),
    setMade,
  );
  if (made !== undefined)
    return <ShownOnce title={`The new key ${made.name}`} text={made.key} onDone={onDone} />;
  const isWhole = /^\d{1,4}$/.test(hours.trim());
  return (
    <KeyedForm
      title={`Rotate ${apiKey.name}`}
      intro="A key of the same name and scopes is made. Both work until the hours are over, so that programs can change one after the other."
      submit="Make the new key"
      writing={sending}
      ready={isWhole}
      onSubmit={(key) => sending.mutate({ key, body: Number(hours) })}
      onCancel={onDone}
    >
      <TextInput
        label="Hours that the old key works on"
        inputMode="numeric"
        value={hours}
        onChange={(event) => setHours(event.currentTarget.value)}
        error={isWhole ? undefined : "A whole number of hours"}
      />
    </KeyedForm>
  );
}

/** Revokes a key for good. */
export function RevokeForm({ apiKey, onDone }: KeyProperties) {
  return (
    <EndingForm
      title={`Revoke ${apiKey.name}`}
      intro={
        <>
          Requests with <code>{apiKey.prefix}…</code> are refused from then on. This cannot be taken
          back.
        </>
      }
      submit="Revoke it"
      end={(key) => revokeApiKey(apiKey.id, key)}
      onDone={onDone}
    />
  );
}
