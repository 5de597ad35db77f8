import { Checkbox } from "@mantine/core";
import { useState } from "react";
import {
  changeMember,
  keepOut,
  type Member,
  type MemberChange,
  recoverMember,
  removeMember,
} from "../../api/people.ts";
import { formatMinute } from "../../format/format-date.ts";
import { KeyedForm } from "../../parts/keyed-form.tsx";
import { ShownOnce } from "../../parts/shown-once.tsx";
import { useSending } from "../../parts/use-sending.ts";
import { MemberFields } from "./member-fields.tsx";

/** What is done with a member. */
export type MemberAct = "change" | "suspend" | "resume" | "recover" | "remove";

interface Properties {
  readonly member: Member;
  readonly onDone: () => void;
}

/** Does something with a member. */
export function MemberActForm({ act, ...properties }: Properties & { readonly act: MemberAct }) {
  if (act === "change") return <ChangeForm {...properties} />;
  if (act === "recover") return <RecoverForm {...properties} />;
  return <PlainForm act={act} {...properties} />;
}

function ChangeForm({ member, onDone }: Properties) {
  const [change, setChange] = useState<MemberChange>({
    role: member.role,
    ...(member.environments === null ? {} : { environments: member.environments }),
  });
  const sending = useSending(
    (body: MemberChange, key) => changeMember(member.id, body, key),
    onDone,
  );
  return (
    <KeyedForm
      title={`Change what ${member.name} may do`}
      intro="It holds within seconds, in sessions that are open too."
      submit="Change it"
      writing={sending}
      ready={change.environments?.length !== 0}
      onSubmit={(key) => sending.mutate({ key, body: change })}
      onCancel={onDone}
    >
      <MemberFields value={change} onChange={setChange} />
    </KeyedForm>
  );
}

function RecoverForm({ member, onDone }: Properties) {
  const [endsCodes, setEndsCodes] = useState(false);
  const [made, setMade] = useState<{ readonly recovery: string; readonly recoveryUntil: string }>();
  const sending = useSending((ends: boolean, key) => recoverMember(member.id, ends, key), setMade);
  if (made !== undefined)
    return (
      <ShownOnce
        title={`A new password for ${member.name}, until ${formatMinute(made.recoveryUntil)}`}
        text={`${window.location.origin}/recovery#${made.recovery}`}
        onDone={onDone}
      />
    );
  return (
    <KeyedForm
      title={`Let ${member.name} choose another password`}
      intro="Make sure that it is really they who ask. The link works once, for a day."
      submit="Make the link"
      writing={sending}
      onSubmit={(key) => sending.mutate({ key, body: endsCodes })}
      onCancel={onDone}
    >
      {member.oneTimeCodes && (
        <Checkbox
          label="End their one-time codes, too"
          description="For who has lost the app and the recovery codes."
          checked={endsCodes}
          onChange={(event) => setEndsCodes(event.currentTarget.checked)}
        />
      )}
    </KeyedForm>
  );
}

const words = {
  suspend: {
    title: "Keep out",
    intro: "Every session of theirs ends. They can be let in again.",
    submit: "Keep them out",
  },
  resume: { title: "Let in again", intro: "They sign in as before.", submit: "Let them in" },
  remove: {
    title: "Remove",
    intro: "Every session of theirs ends. To come back they need another invitation.",
    submit: "Remove them",
  },
} as const;

function PlainForm({ member, act, onDone }: Properties & { readonly act: keyof typeof words }) {
  const sending = useSending(
    async (id: string, key): Promise<void> => {
      if (act === "remove") await removeMember(id, key);
      else await keepOut(id, act, key);
    },
    () => onDone(),
  );
  const { title, intro, submit } = words[act];
  return (
    <KeyedForm
      title={`${title}: ${member.name}`}
      intro={intro}
      submit={submit}
      writing={sending}
      onSubmit={(key) => sending.mutate({ key, body: member.id })}
      onCancel={onDone}
    />
  );
}
