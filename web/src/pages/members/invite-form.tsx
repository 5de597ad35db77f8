import { TextInput } from "@mantine/core";
import { useState } from "react";
import {
  type InvitationRequest,
  inviteMember,
  type MemberChange,
  type NewMember,
} from "../../api/people.ts";
import { formatMinute } from "../../format/format-date.ts";
import { FormFields, KeyedForm } from "../../parts/keyed-form.tsx";
import { ShownOnce } from "../../parts/shown-once.tsx";
import { useSending } from "../../parts/use-sending.ts";
import { MemberFields } from "./member-fields.tsx";

/** Invites somebody, and shows the link for them the one time that it can be shown. */
export function InviteForm({ onDone }: { onDone: () => void }) {
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [change, setChange] = useState<MemberChange>({ role: "read-only" });
  const [made, setMade] = useState<NewMember>();
  const sending = useSending(
    (request: InvitationRequest, key) => inviteMember(request, key),
    setMade,
  );
  if (made !== undefined)
    return (
      <ShownOnce
        title={`The invitation of ${made.name}, until ${formatMinute(made.invitedUntil)}`}
        text={`${window.location.origin}/invitation#${made.invitation}`}
        onDone={onDone}
      />
    );
  return (
    <KeyedForm
      title="Invite somebody"
      intro="They get a link from you, choose a password with it, and are signed in. No mail is sent."
      submit="Make the invitation"
      writing={sending}
      ready={email.trim() !== "" && name.trim() !== "" && change.environments?.length !== 0}
      onSubmit={(key) =>
        sending.mutate({ key, body: { email: email.trim(), name: name.trim(), ...change } })
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
          label="E-mail"
          type="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      </FormFields>
      <MemberFields value={change} onChange={setChange} />
    </KeyedForm>
  );
}
