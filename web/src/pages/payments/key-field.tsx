import { PasswordInput } from "@mantine/core";

/**
 * The key that importing and matching need, for the console's session only reads. It stays in the memory of this page and
 * goes when the page is left, so that one key serves a whole queue.
 */
export function KeyField({ value, onChange }: { value: string; onChange: (key: string) => void }) {
  return (
    <PasswordInput
      label="API key that may write"
      description="For importing and matching. Forgotten when you leave this page."
      value={value}
      onChange={(event) => onChange(event.currentTarget.value.trim())}
      autoComplete="off"
      visibilityToggleButtonProps={{ "aria-label": "Show the key" }}
    />
  );
}
