import { Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Customer } from "../../api/customers.ts";
import {
  addPortalLink,
  type NewPortalLink,
  type PortalLink,
  type PortalLinkRequest,
  type PortalRole,
  revokePortalLink,
} from "../../api/portal.ts";
import { formatMinute } from "../../format/format-date.ts";
import { EndingForm } from "../../parts/ending-form.tsx";
import { FormFields, KeyedForm } from "../../parts/keyed-form.tsx";
import { ShownOnce } from "../../parts/shown-once.tsx";
import { useSending } from "../../parts/use-sending.ts";
import { portalRoles, portalRoleWords } from "./portal-role-words.ts";

const lengths = [
  { value: "PT15M", label: "15 minutes" },
  { value: "PT1H", label: "An hour" },
  { value: "P1D", label: "A day" },
  { value: "P7D", label: "A week" },
] as const;

interface NewProperties {
  readonly customer: Customer;
  /** Whether it is for somebody by name, who has time to come. */
  readonly invites?: boolean;
  readonly onDone: () => void;
}

/** Makes a link into the customer's portal, and shows it the one time that it can be shown. */
export function NewPortalLinkForm({ customer, invites = false, onDone }: NewProperties) {
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<PortalRole>("admin");
  const [expiresIn, setExpiresIn] = useState(invites ? "P7D" : "PT15M");
  const [made, setMade] = useState<NewPortalLink>();
  const sending = useSending(
    (request: PortalLinkRequest, key) => addPortalLink(request, key),
    setMade,
  );
  if (made !== undefined)
    return (
      <ShownOnce
        title={`The link into the portal of ${customer.name}, until ${formatMinute(made.expiresAt)}`}
        text={made.url}
        onDone={onDone}
      />
    );
  const isNamed = invites || name.trim() !== "" || email.trim() !== "";
  return (
    <KeyedForm
      title={invites ? "Invite somebody to the portal" : "Portal link"}
      intro={
        invites
          ? "Hand the link on to them: no mail is sent. Whoever was invited before stays what they are."
          : "Hand it on to the customer: no mail is sent. With a name, what is done stands in it."
      }
      submit="Make it"
      writing={sending}
      ready={!isNamed || (name.trim() !== "" && email.trim() !== "")}
      onSubmit={(key) =>
        sending.mutate({
          key,
          body: {
            customer: customer.id,
            role,
            expiresIn,
            ...(isNamed ? { for: { name: name.trim(), email: email.trim() } } : {}),
          },
        })
      }
      onCancel={onDone}
    >
      <FormFields>
        <TextInput
          label="For whom, by name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="Their e-mail"
          type="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Select
          label="They may"
          description={
            isNamed || role !== "admin"
              ? undefined
              : "People, API keys and alerts are managed by somebody with a name."
          }
          data={portalRoles.map((value) => ({ value, label: portalRoleWords(value, isNamed) }))}
          value={role}
          allowDeselect={false}
          onChange={(value) => setRole((value ?? "admin") as PortalRole)}
        />
        <Select
          label="It works for"
          data={lengths}
          value={expiresIn}
          allowDeselect={false}
          onChange={(value) => setExpiresIn(value ?? "PT15M")}
        />
      </FormFields>
    </KeyedForm>
  );
}

/** Withdraws a link. */
export function RevokePortalLinkForm({
  revoked,
  onDone,
}: {
  revoked: PortalLink;
  onDone: () => void;
}) {
  return (
    <EndingForm
      title={`Withdraw the link of ${formatMinute(revoked.createdAt)}`}
      intro="It opens nothing any more, and the visits that began with it end. This cannot be taken back."
      submit="Withdraw it"
      end={(key) => revokePortalLink(revoked.id, key)}
      onDone={onDone}
    />
  );
}
