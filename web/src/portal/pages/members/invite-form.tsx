import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { inviteMember, type MemberLink, type PortalMember } from "../../api/account.ts";
import type { PortalRole } from "../../api/me.ts";
import { useLanguage } from "../../language/language.tsx";
import { ChoiceField, Fields, TextField } from "../../parts/field.tsx";
import { FormPanel } from "../../parts/form-panel.tsx";
import { portalRoles } from "./portal-roles.ts";

interface Properties {
  readonly onInvited: (member: PortalMember & MemberLink) => Promise<void>;
  readonly onLeft: () => void;
}

/** Who is to be invited, and what they may do. */
export function InviteForm({ onInvited, onLeft }: Properties) {
  const { say } = useLanguage();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<PortalRole>("viewer");
  const inviting = useMutation({
    mutationFn: () => inviteMember({ name: name.trim(), email: email.trim(), role }),
    onSuccess: onInvited,
  });
  return (
    <FormPanel
      title={say("members.invite")}
      act={say("members.make-link")}
      sending={inviting}
      onSend={inviting.mutate}
      onLeft={onLeft}
    >
      <Fields>
        <TextField
          label={say("members.name")}
          required
          maxLength={200}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={say("members.email")}
          type="email"
          required
          maxLength={200}
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Fields>
      <ChoiceField
        legend={say("members.role")}
        name="role"
        value={role}
        choices={portalRoles.map((value) => ({
          value,
          label: say(`role.${value}`),
          detail: say(`role-note.${value}`),
        }))}
        onChoose={setRole}
      />
    </FormPanel>
  );
}
