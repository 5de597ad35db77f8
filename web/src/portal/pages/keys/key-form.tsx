import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { NewCustomerKey } from "../../../api/customer-keys.ts";
import { startOfLocalDay } from "../../../format/local-day.ts";
import { addKey } from "../../api/account.ts";
import { useLanguage } from "../../language/language.tsx";
import { Fields, TextField } from "../../parts/field.tsx";
import { FormPanel } from "../../parts/form-panel.tsx";
import { useMe } from "../../shell/me.tsx";

interface Properties {
  readonly onMade: (key: NewCustomerKey) => Promise<void>;
  readonly onLeft: () => void;
}

/** What a new key is called, and until when it works. */
export function KeyForm({ onMade, onLeft }: Properties) {
  const { say } = useLanguage();
  const { timeZone } = useMe();
  const [name, setName] = useState("");
  const [until, setUntil] = useState("");
  const making = useMutation({
    mutationFn: () =>
      addKey({
        name: name.trim(),
        ...(until === "" ? {} : { expiresAt: startOfLocalDay(until, timeZone) }),
      }),
    onSuccess: onMade,
  });
  return (
    <FormPanel
      title={say("keys.make")}
      act={say("keys.make-it")}
      sending={making}
      onSend={making.mutate}
      onLeft={onLeft}
    >
      <Fields>
        <TextField
          label={say("keys.name")}
          hint={say("keys.name-hint")}
          required
          maxLength={100}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={say("keys.until")}
          hint={say("keys.until-hint")}
          type="date"
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
      </Fields>
    </FormPanel>
  );
}
