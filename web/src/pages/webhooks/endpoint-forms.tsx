import { Button, Checkbox, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import {
  actOnEndpoint,
  addWebhookEndpoint,
  changeWebhookEndpoint,
  deleteWebhookEndpoint,
  type EndpointAct,
  type NewWebhookSecret,
  type ReplayRequest,
  replayRange,
  type WebhookEndpoint,
  type WebhookEndpointRequest,
} from "../../api/webhooks.ts";
import { KeyedForm } from "../../parts/keyed-form.tsx";
import { ShownOnce } from "../../parts/shown-once.tsx";
import { useSending } from "../../parts/use-sending.ts";

/** What an endpoint is, as it stands in the fields of a form. */
function useEndpointFields(endpoint?: WebhookEndpoint) {
  const [url, setUrl] = useState(endpoint?.url ?? "");
  const [description, setDescription] = useState(endpoint?.description ?? "");
  const [events, setEvents] = useState(endpoint?.events.join(", ") ?? "");
  return {
    ready: url.trim() !== "",
    request: { url: url.trim(), description: description.trim(), events: typesIn(events) },
    fields: (
      <>
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
      </>
    ),
  };
}

const typesIn = (text: string): readonly string[] =>
  text.split(/[\s,]+/).filter((one) => one !== "");

/** Adds an endpoint, and shows its secret the one time that it can be shown. */
export function NewEndpointForm({ onDone }: { onDone: () => void }) {
  const { fields, ready, request } = useEndpointFields();
  const [made, setMade] = useState<NewWebhookSecret>();
  const sending = useSending(addWebhookEndpoint, setMade);
  if (made !== undefined)
    return <ShownOnce title="The endpoint's secret" text={made.secret} onDone={onDone} />;
  return (
    <KeyedForm
      title="New endpoint"
      intro="Its secret, by which receivers check what they get, is shown once."
      submit="Add it"
      writing={sending}
      ready={ready}
      onSubmit={(key) => sending.mutate({ key, body: request })}
      onCancel={onDone}
    >
      {fields}
    </KeyedForm>
  );
}

interface OneEndpoint {
  readonly endpoint: WebhookEndpoint;
  readonly onDone: () => void;
}

/** Says anew where events are sent, and which. */
export function EditEndpointForm({ endpoint, onDone }: OneEndpoint) {
  const { fields, ready, request } = useEndpointFields(endpoint);
  const sending = useSending(
    (body: WebhookEndpointRequest, key) => changeWebhookEndpoint(endpoint.id, body, key),
    onDone,
  );
  return (
    <KeyedForm
      title={`Change ${endpoint.url}`}
      intro="Its secret stays. What waits goes to the new address."
      submit="Save"
      writing={sending}
      ready={ready}
      onSubmit={(key) => sending.mutate({ key, body: request })}
      onCancel={onDone}
    >
      {fields}
    </KeyedForm>
  );
}

/** Forgets an endpoint, once its address was typed. */
export function DeleteEndpointForm({ endpoint, onDone }: OneEndpoint) {
  const [typed, setTyped] = useState("");
  const sending = useSending((id: string, key) => deleteWebhookEndpoint(id, key), onDone);
  return (
    <KeyedForm
      title={`Delete ${endpoint.url}`}
      intro="What waits for it is never sent, and its secret is gone. To stop it for a time, disable it."
      submit="Delete it"
      writing={sending}
      ready={typed.trim() === endpoint.url}
      onSubmit={(key) => sending.mutate({ key, body: endpoint.id })}
      onCancel={onDone}
    >
      <TextInput
        label="Its address, to be sure"
        placeholder={endpoint.url}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </KeyedForm>
  );
}

/** Sends again what happened in a time. */
export function ReplayForm({ endpoint, onDone }: OneEndpoint) {
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [events, setEvents] = useState("");
  const [all, setAll] = useState(false);
  const [sent, setSent] = useState<number>();
  const sending = useSending(
    (body: ReplayRequest, key) => replayRange(endpoint.id, body, key),
    ({ deliveries }) => setSent(deliveries),
  );
  if (sent !== undefined)
    return (
      <div>
        <p role="status">
          {sent === 1 ? "1 event is sent again." : `${sent} events are sent again.`}
        </p>
        <Button onClick={onDone}>Done</Button>
      </div>
    );
  const request: ReplayRequest = {
    from: `${from}:00Z`,
    ...(to === "" ? {} : { to: `${to}:00Z` }),
    only: all ? "all" : "missed",
    events: typesIn(events),
  };
  return (
    <KeyedForm
      title={`Send again to ${endpoint.url}`}
      intro="What it missed comes again, behind what waits, under its old ids. Events are kept for thirty days."
      submit="Send again"
      writing={sending}
      ready={from !== ""}
      onSubmit={(key) => sending.mutate({ key, body: request })}
      onCancel={onDone}
    >
      <TextInput
        type="datetime-local"
        label="From, UTC"
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label="Before, UTC"
        description="Until now where it is empty."
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <TextInput
        label="Only these events"
        placeholder="invoice.*"
        value={events}
        onChange={(event) => setEvents(event.currentTarget.value)}
      />
      <Checkbox
        label="Also what it took"
        checked={all}
        onChange={(event) => setAll(event.currentTarget.checked)}
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
      if ("secret" in answer && typeof answer.secret === "string") setSecret(answer.secret);
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
