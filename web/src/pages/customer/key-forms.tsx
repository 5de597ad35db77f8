import { TextInput } from "@mantine/core";
import { useState } from "react";
import {
  addCustomerKey,
  type CustomerKey,
  type CustomerKeyRequest,
  type NewCustomerKey,
  revokeCustomerKey,
} from "../../api/customer-keys.ts";
import { EndingForm } from "../../parts/ending-form.tsx";
import { FormFields, KeyedForm } from "../../parts/keyed-form.tsx";
import { ShownOnce } from "../../parts/shown-once.tsx";
import { useSending } from "../../parts/use-sending.ts";

/** Makes a key, and shows its text the one time that it can be shown. */
export function NewKeyForm({ customer, onDone }: { customer: string; onDone: () => void }) {
  const [name, setName] = useState("production");
  const [expires, setExpires] = useState("");
  const [made, setMade] = useState<NewCustomerKey>();
  const sending = useSending(
    (request: CustomerKeyRequest, key) => addCustomerKey(customer, request, key),
    setMade,
  );
  if (made !== undefined)
    return <ShownOnce title={`The key ${made.name}`} text={made.key} onDone={onDone} />;
  return (
    <KeyedForm
      title="New key"
      intro="Its text is shown once. Only a hash of it is kept here."
      submit="Make it"
      writing={sending}
      ready={name.trim() !== ""}
      onSubmit={(key) =>
        sending.mutate({
          key,
          body: {
            name: name.trim(),
            ...(expires === "" ? {} : { expiresAt: `${expires}T00:00:00Z` }),
          },
        })
      }
      onCancel={onDone}
    >
      <FormFields>
        <TextInput
          label="Name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label="First day it no longer works, UTC"
          value={expires}
          onChange={(event) => setExpires(event.currentTarget.value)}
        />
      </FormFields>
    </KeyedForm>
  );
}

interface RevokeProperties {
  readonly customer: string;
  readonly revoked: CustomerKey;
  readonly onDone: () => void;
}

/** Revokes a key for good. */
export function RevokeKeyForm({ customer, revoked, onDone }: RevokeProperties) {
  return (
    <EndingForm
      title={`Revoke ${revoked.name}`}
      intro={
        <>
          Calls with <code>{revoked.prefix}…</code> are refused from then on. This cannot be taken
          back.
        </>
      }
      submit="Revoke it"
      end={(key) => revokeCustomerKey(customer, revoked.id, key)}
      onDone={onDone}
    />
  );
}
