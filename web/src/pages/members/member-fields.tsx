import { Checkbox, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { environmentsQuery } from "../../api/environments.ts";
import type { MemberChange } from "../../api/people.ts";
import { rolesQuery } from "../../api/roles.ts";
import styles from "./members.module.css";

interface Properties {
  readonly value: MemberChange;
  readonly onChange: (value: MemberChange) => void;
}

/** What somebody may do, and in which environments. */
export function MemberFields({ value, onChange }: Properties) {
  const roles = useQuery(rolesQuery);
  const environments = useQuery(environmentsQuery);
  const { role, environments: chosen } = value;
  const known = environments.data?.items ?? [];
  const toggle = (id: string, isOn: boolean) =>
    onChange({
      role,
      environments: known
        .map((one) => one.id)
        .filter((one) => (one === id ? isOn : chosen?.includes(one))),
    });
  return (
    <>
      <Select
        label="Role"
        description="The table of roles says what each may do."
        data={(roles.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={role}
        allowDeselect={false}
        onChange={(next) => onChange({ ...value, role: next ?? role })}
      />
      {known.length > 1 && (
        <fieldset className={styles.environments}>
          <legend>Environments</legend>
          <Checkbox
            label="All, later ones too"
            checked={chosen === undefined}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked
                  ? { role }
                  : {
                      role,
                      environments: known.filter(({ current }) => current).map(({ id }) => id),
                    },
              )
            }
          />
          {chosen !== undefined &&
            known.map(({ id, name }) => (
              <Checkbox
                key={id}
                label={name}
                checked={chosen.includes(id)}
                onChange={(event) => toggle(id, event.currentTarget.checked)}
              />
            ))}
        </fieldset>
      )}
    </>
  );
}
