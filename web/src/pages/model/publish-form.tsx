import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { type Published, publishModel } from "../../api/models.ts";
import { formatMinute } from "../../format/format-date.ts";
import { FormPlace } from "../../parts/form-place.tsx";
import { KeyedForm } from "../../parts/keyed-form.tsx";
import { Panel } from "../../parts/panel.tsx";
import { useSending } from "../../parts/use-sending.ts";

interface Properties {
  readonly text: string;
  readonly identity: string;
  readonly base: string | null;
  readonly onDone: () => void;
  /** The draft is a version now. */
  readonly onPublished: () => void;
}

/** Publishes the draft, or asks for it where the policy wants a second person. */
export function PublishForm({ text, identity, base, onDone, onPublished }: Properties) {
  const [done, setDone] = useState<Published>();
  const sending = useSending<string, Published>(publishModel, (answer) => {
    setDone(answer);
    if (!("state" in answer)) onPublished();
  });
  if (done !== undefined)
    return (
      <Panel
        title={"state" in done ? "It waits for approval" : "Published"}
        aside={<Button onClick={onDone}>Close</Button>}
      >
        <p role="status">
          {"state" in done ? <Waits request={done} /> : <IsOut published={done} />}
        </p>
      </Panel>
    );
  return (
    <FormPlace>
      <KeyedForm
        title={`Publish ${identity}`}
        level={2}
        intro={
          base === null
            ? "It is the first version. A published version never changes."
            : `New purchases get it from then on; whoever bought before keeps what they bought. A published version never changes: the next change is another one. It follows ${base}.`
        }
        submit="Publish it"
        writing={sending}
        onSubmit={(key) => sending.mutate({ key, body: text })}
        onCancel={onDone}
      />
    </FormPlace>
  );
}

const IsOut = ({
  published,
}: {
  readonly published: { readonly id: string; readonly version: string };
}) => (
  <>
    <code>
      {published.id}@{published.version}
    </code>{" "}
    is in force. Subscriptions that are to have its prices are moved with{" "}
    <code>florin migrate-subscriptions</code> or <code>POST /v1/migrations</code>.
  </>
);

const Waits = ({
  request,
}: {
  readonly request: Extract<Published, { readonly state: string }>;
}) => (
  <>
    The approval policy wants {request.rule?.approvers.join(" or ") ?? "somebody else"} to look at
    it, until {formatMinute(request.expiresAt)} UTC. Request <code>{request.id}</code> stands among
    the <Link to="/approvals">approvals</Link>; the draft is kept until it is published.
  </>
);
