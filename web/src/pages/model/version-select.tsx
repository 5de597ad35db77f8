import { Select } from "@mantine/core";

interface Properties {
  readonly label: string;
  /** `id@version`, the one that is offered first first. */
  readonly versions: readonly string[];
  readonly chosen: string;
  readonly onChoose: (version: string) => void;
}

/** One of the versions that were published. */
export function VersionSelect({ label, versions, chosen, onChoose }: Properties) {
  return (
    <Select
      label={label}
      allowDeselect={false}
      data={[...versions]}
      value={chosen}
      onChange={(value) => {
        if (value !== null) onChoose(value);
      }}
    />
  );
}
