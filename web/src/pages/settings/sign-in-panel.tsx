import { Button, Checkbox, Select, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { rolesQuery } from "../../api/roles.ts";
import {
  removeSignInProvider,
  type SignInProvider,
  type SignInProviderRequest,
  setSignInProvider,
  signInProviderQuery,
} from "../../api/sign-in-provider.ts";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Facts } from "../../parts/facts.tsx";
import { FormPlace } from "../../parts/form-place.tsx";
import { FormFields, KeyedForm } from "../../parts/keyed-form.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { useMay } from "../../parts/use-caller.ts";
import { useSending } from "../../parts/use-sending.ts";

type Provider = NonNullable<SignInProvider["provider"]>;

/** By which provider people of the organisation sign in, and what it has to know. */
export function SignInPanel() {
  const query = useQuery(signInProviderQuery);
  const may = useMay();
  const [open, setOpen] = useState<"set" | "remove">();
  const close = () => setOpen(undefined);
  const provider = query.data?.provider ?? undefined;
  const isOwn = query.data?.redirectUri != null && provider?.setBy !== "configuration";
  return (
    <Panel
      title="Sign-in by a provider"
      intro="People of the organisation may sign in by OpenID Connect, beside their passwords."
      aside={
        open === undefined && isOwn && may("organisation.manage") ? (
          <>
            <Button size="xs" onClick={() => setOpen("set")}>
              {provider === undefined ? "Set a provider" : "Change"}
            </Button>
            {provider !== undefined && (
              <Button size="xs" onClick={() => setOpen("remove")}>
                Remove
              </Button>
            )}
          </>
        ) : undefined
      }
    >
      {open !== undefined && (
        <FormPlace>
          {open === "set" ? (
            <ProviderForm provider={provider} onDone={close} />
          ) : (
            <RemoveForm onDone={close} />
          )}
        </FormPlace>
      )}
      <Answer query={query} loading={<LoadingBlock height={90} />}>
        {(answer) => <Standing {...answer} />}
      </Answer>
    </Panel>
  );
}

function Standing({ provider, redirectUri, signInAddress }: SignInProvider) {
  if (redirectUri === null)
    return (
      <EmptyState next={<code>FLORIN_ORIGIN=https://billing.example.com florin serve</code>}>
        The server does not know how browsers reach it, and so not where a provider sends them back
        to. Who runs it says so:
      </EmptyState>
    );
  return (
    <Facts
      facts={[
        { name: "Provider", value: provider?.issuer ?? "None" },
        { name: "Client", value: provider?.clientId },
        {
          name: "Lets in e-mails of",
          value: provider === null ? undefined : listed(provider.domains, "any domain"),
        },
        {
          name: "Newcomers",
          value: provider === null ? undefined : (provider.role ?? "have to be invited"),
        },
        {
          name: "Found by their e-mail",
          value: provider === null ? undefined : provider.byDomain ? "Yes" : "No",
        },
        {
          name: "Set by",
          value: provider?.setBy === "configuration" ? "the server's configuration" : undefined,
        },
        { name: "Register at the provider", value: <code>{redirectUri}</code> },
        { name: "Page for your people", value: <code>{signInAddress}</code> },
      ]}
    />
  );
}

const listed = (domains: readonly string[], none: string): string =>
  domains.length === 0 ? none : domains.join(", ");

function ProviderForm({
  provider,
  onDone,
}: {
  provider: Provider | undefined;
  onDone: () => void;
}) {
  const roles = useQuery(rolesQuery);
  const [issuer, setIssuer] = useState(provider?.issuer ?? "");
  const [clientId, setClientId] = useState(provider?.clientId ?? "");
  const [clientSecret, setClientSecret] = useState("");
  const [typed, setTyped] = useState(provider?.domains.join("\n") ?? "");
  const [role, setRole] = useState(provider?.role ?? null);
  const [byDomain, setByDomain] = useState(provider?.byDomain ?? false);
  const sending = useSending(
    (body: SignInProviderRequest, key) => setSignInProvider(body, key),
    () => onDone(),
  );
  const domains = typed.split(/[\s,]+/).filter((domain) => domain !== "");
  const needsSecret = provider?.issuer !== issuer.trim();
  return (
    <KeyedForm
      title={provider === undefined ? "Set a provider" : "Change the provider"}
      intro="Whoever the provider says somebody is, they are here: name one that you trust with every member."
      submit={provider === undefined ? "Set it" : "Change it"}
      writing={sending}
      ready={
        issuer.trim() !== "" && clientId.trim() !== "" && (!needsSecret || clientSecret !== "")
      }
      onSubmit={(key) =>
        sending.mutate({
          key,
          body: {
            issuer: issuer.trim(),
            clientId: clientId.trim(),
            ...(clientSecret === "" ? {} : { clientSecret }),
            domains,
            role,
            byDomain,
          },
        })
      }
      onCancel={onDone}
    >
      <FormFields>
        <TextInput
          label="Issuer"
          placeholder="https://login.example.com"
          spellCheck={false}
          value={issuer}
          onChange={(event) => setIssuer(event.currentTarget.value)}
        />
        <TextInput
          label="Client id"
          spellCheck={false}
          value={clientId}
          onChange={(event) => setClientId(event.currentTarget.value)}
        />
        <TextInput
          label={needsSecret ? "Client secret" : "Client secret, where it is another"}
          autoComplete="off"
          spellCheck={false}
          value={clientSecret}
          onChange={(event) => setClientSecret(event.currentTarget.value)}
        />
      </FormFields>
      <Textarea
        label="Domains of e-mails that it lets in"
        description="One a line; all where there are none."
        autosize
        minRows={2}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Select
        label="Newcomers of these domains"
        placeholder="Have to be invited"
        clearable
        data={(roles.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={role}
        onChange={setRole}
      />
      <Checkbox
        label="Lead people here who type an e-mail of these domains when they sign in"
        description="Then whoever guesses such a domain sees that it signs in here."
        checked={byDomain}
        onChange={(event) => setByDomain(event.currentTarget.checked)}
      />
    </KeyedForm>
  );
}

function RemoveForm({ onDone }: { onDone: () => void }) {
  const sending = useSending(
    (_: undefined, key) => removeSignInProvider(key),
    () => onDone(),
  );
  return (
    <KeyedForm
      title="Remove the provider"
      intro="Who came by it and has no password cannot sign in any more: Members gives them a new one."
      submit="Remove it"
      writing={sending}
      onSubmit={(key) => sending.mutate({ key, body: undefined })}
      onCancel={onDone}
    />
  );
}
