import { TextInput } from "@mantine/core";
import { useState } from "react";
import { addRole, changeRole, type Role, removeRole } from "../../api/roles.ts";
import { ActionChoice } from "../../parts/action-choice.tsx";
import { FormFields, KeyedForm } from "../../parts/keyed-form.tsx";
import { useSending } from "../../parts/use-sending.ts";

interface RoleProperties {
  /** Every action there is. */
  readonly every: readonly string[];
  /** The one that is changed; a new one where absent. */
  readonly role?: Role;
  readonly onDone: () => void;
}

/** Makes a role, or says anew what one allows. */
export function RoleForm({ every, role, onDone }: RoleProperties) {
  const [id, setId] = useState(role?.id ?? "");
  const [name, setName] = useState(role?.name ?? "");
  const [actions, setActions] = useState<readonly string[]>(role?.actions ?? []);
  const sending = useSending(
    (body: Pick<Role, "id" | "name" | "actions">, key) =>
      role === undefined
        ? addRole(body, key)
        : changeRole(role.id, { name: body.name, actions: body.actions }, key),
    () => onDone(),
  );
  return (
    <KeyedForm
      title={role === undefined ? "New role" : `Change ${role.name}`}
      intro={
        role === undefined
          ? "It may do what is chosen here and nothing else."
          : "Whoever has the role may do what is chosen here from now on."
      }
      submit={role === undefined ? "Make it" : "Change it"}
      writing={sending}
      ready={id.trim() !== "" && name.trim() !== "" && actions.length > 0}
      onSubmit={(key) =>
        sending.mutate({ key, body: { id: id.trim(), name: name.trim(), actions } })
      }
      onCancel={onDone}
    >
      <FormFields>
        <TextInput
          label="Name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {role === undefined && (
          <TextInput
            label="Id: lower-case letters, digits, dashes"
            spellCheck={false}
            value={id}
            onChange={(event) => setId(event.currentTarget.value)}
          />
        )}
      </FormFields>
      <ActionChoice label="Actions" actions={every} chosen={actions} onChange={setActions} />
    </KeyedForm>
  );
}

/** Removes a role that nobody has. */
export function RemoveRoleForm({ role, onDone }: { role: Role; onDone: () => void }) {
  const sending = useSending(
    (id: string, key) => removeRole(id, key),
    () => onDone(),
  );
  return (
    <KeyedForm
      title={`Remove ${role.name}`}
      intro={
        role.members > 0
          ? "Members have it: give them another role first."
          : "Nobody has it. It can be made again."
      }
      submit="Remove it"
      writing={sending}
      onSubmit={(key) => sending.mutate({ key, body: role.id })}
      onCancel={onDone}
    />
  );
}
