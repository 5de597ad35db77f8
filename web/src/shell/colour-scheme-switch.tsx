import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconMoon, IconSun } from "@tabler/icons-react";

/** Switches between light and dark; until it is used the console follows the system. */
export function ColourSchemeSwitch() {
  // Keeping transitions spares the inline style element that a strict content security policy would refuse.
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const other = scheme === "light" ? "dark" : "light";
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={`Use ${other} colours`}
      title={`Use ${other} colours`}
      onClick={() => setColorScheme(other)}
    >
      {scheme === "light" ? (
        <IconMoon size={18} stroke={1.6} />
      ) : (
        <IconSun size={18} stroke={1.6} />
      )}
    </ActionIcon>
  );
}
