import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { organisationQuery, renameOrganisation } from "../../api/organisation.ts";
import { formatDay } from "../../format/format-date.ts";
import { Answer } from "../../parts/answer.tsx";
import { Facts } from "../../parts/facts.tsx";
import { KeyedForm } from "../../parts/keyed-form.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { useSending } from "../../parts/use-sending.ts";

/** Whose environments and members they are. */
export function OrganisationPanel() {
  const organisation = useQuery(organisationQuery);
  const [isOpen, setOpen] = useState(false);
  return (
    <Panel
      title="Organisation"
      aside={
        isOpen ? undefined : (
          <Button size="xs" onClick={() => setOpen(true)}>
            Rename
          </Button>
        )
      }
    >
      <Answer query={organisation} loading={<LoadingBlock height={60} />}>
        {({ id, name, createdAt }) =>
          isOpen ? (
            <RenameForm name={name} onDone={() => setOpen(false)} />
          ) : (
            <Facts
              facts={[
                { name: "Name", value: name },
                { name: "Id", value: <code>{id}</code> },
                { name: "Since", value: formatDay(createdAt) },
              ]}
            />
          )
        }
      </Answer>
    </Panel>
  );
}

function RenameForm({ name, onDone }: { name: string; onDone: () => void }) {
  const [changed, setChanged] = useState(name);
  const sending = useSending(
    (body: string, key) => renameOrganisation(body, key),
    () => onDone(),
  );
  return (
    <KeyedForm
      title="Rename the organisation"
      submit="Rename it"
      writing={sending}
      ready={changed.trim() !== ""}
      onSubmit={(key) => sending.mutate({ key, body: changed.trim() })}
      onCancel={onDone}
    >
      <TextInput
        label="Name"
        value={changed}
        onChange={(event) => setChanged(event.currentTarget.value)}
      />
    </KeyedForm>
  );
}
