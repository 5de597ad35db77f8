import { TextInput } from "@mantine/core";

/** Either end as `YYYY-MM-DD`, both included; empty where it is open. */
interface Days {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface Properties extends Days {
  /** What is on those days, where a list knows several: `Begins`. */
  readonly what?: string;
  /** With the end that was changed alone. */
  readonly onChange: (part: Days) => void;
}

/** The filter of a list by days: from one to another, both included. */
export function DayFields({ what, from = "", to = "", onChange }: Properties) {
  return (
    <>
      <TextInput
        type="date"
        label={what === undefined ? "From" : `${what} from`}
        value={from}
        {...(to === "" ? {} : { max: to })}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={what === undefined ? "To, included" : `${what} until`}
        value={to}
        {...(from === "" ? {} : { min: from })}
        onChange={(event) => onChange({ to: event.currentTarget.value })}
      />
    </>
  );
}
