import { Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import {
  actOnEndpoint,
  addWebhookEndpoint,
  type EndpointAct,
  type NewWebhookSecret,
  type WebhookEndpoint,
  type WebhookEndpointRequest,
} from "../../api/webhooks.ts";
import { KeyedForm } from "../../parts/keyed-form.tsx";
import { ShownOnce } from "../../parts/shown-once.tsx";
import { useSending } from "../../parts/use-sending.ts";

/** Adds an endpoint, and shows its secret the one time that it can be shown. */
export function NewEndpointForm({ onDone }: { onDone: () => void }) {
  const [url, setUrl] = useState("");
  const [description, setDescription] = useState("");
  const [events, setEvents] = useState("");
  const [made, setMade] = useState<NewWebhookSecret>();
  const sending = useSending(
    (request: WebhookEndpointRequest, key) => addWebhookEndpoint(request, key),
    setMade,
  );
  if (made !== undefined)
    return <ShownOnce title="The endpoint's secret" text={made.secret} onDone={onDone} />;
  return (
    <KeyedForm
      title="New endpoint"
      intro="Its secret, by which receivers check what they get, is shown once."
      submit="Add it"
      writing={sending}
      ready={url.trim() !== ""}
      onSubmit={(key) =>
        sending.mutate({
          key,
          body: {
            url: url.trim(),
            description: description.trim(),
            events: events.split(/[\s,]+/).filter((one) => one !== ""),
          },
        })
      }
      onCancel={onDone}
    >
      <TextInput
        label="Address"
        placeholder="https://example.com/webhooks"
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <TextInput
        label="What it is for"
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <Textarea
        label="Events"
        description="Types, or all of a word as invoice.*; every event where there are none."
        placeholder="invoice.*, payment.failed"
        autosize
        value={events}
        onChange={(event) => setEvents(event.currentTarget.value)}
      />
    </KeyedForm>
  );
}

const words: Readonly<Record<EndpointAct, { readonly title: string; readonly intro: string }>> = {
  test: { title: "Send a test", intro: "An event of type webhook.test is sent." },
  rotate: {
    title: "Make a new secret",
    intro: "It is shown once. For a day messages are signed with the old one too.",
  },
  enable: { title: "Enable", intro: "What waits is sent at once." },
  disable: {
    title: "Disable",
    intro: "Nothing is sent until it is enabled. What happens meanwhile can be sent again later.",
  },
};

interface ActProperties {
  readonly endpoint: WebhookEndpoint;
  readonly act: EndpointAct;
  readonly onDone: () => void;
}

/** Does something with an endpoint. */
export function EndpointActForm({ endpoint, act, onDone }: ActProperties) {
  const [secret, setSecret] = useState<string>();
  const sending = useSending(
    (id: string, key) => actOnEndpoint(id, act, key),
    (answer) => {
      if (act === "rotate") setSecret(answer.secret);
      else onDone();
    },
  );
  if (secret !== undefined)
    return <ShownOnce title="The new secret" text={secret} onDone={onDone} />;
  const { title, intro } = words[act];
  return (
    <KeyedForm
      title={`${title}: ${endpoint.url}`}
      intro={intro}
      submit={title}
      writing={sending}
      onSubmit={(key) => sending.mutate({ key, body: endpoint.id })}
      onCancel={onDone}
    />
  );
}
