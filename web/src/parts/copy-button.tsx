import { Button } from "@mantine/core";
import { useState } from "react";

interface Properties {
  readonly text: string;
  readonly variant?: "filled" | "default";
}

/** Copies a text, and says that it did; nothing where the browser cannot, as over plain HTTP from elsewhere. */
export function CopyButton({ text, variant = "default" }: Properties) {
  const [copied, setCopied] = useState(false);
  if (!("clipboard" in navigator)) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <Button size={variant === "filled" ? "sm" : "xs"} variant={variant} onClick={() => void copy()}>
      {copied ? "Copied" : "Copy"}
    </Button>
  );
}
