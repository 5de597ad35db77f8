import { createTheme, type MantineColorsTuple, type MantineThemeOverride } from "@mantine/core";

/** Shades of the deep ink, which Mantine wants to know by number; in use are the variables named after it. */
const ink: MantineColorsTuple = [
  "#eef0f7",
  "#d9deec",
  "#b2bbd8",
  "#8896c3",
  "#6576b2",
  "#4f62a7",
  "#3f539e",
  "#2b3763",
  "#1b2443",
  "#131a2e",
];

/**
 * Mantine's side of the theme: default sizes of its controls. Colours, type and radii are CSS variables in `tokens.css`,
 * set from a style sheet and not at run time, so that the page needs no inline style element.
 */
export const theme: MantineThemeOverride = createTheme({
  colors: { ink },
  primaryColor: "ink",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "sm", variant: "default" } },
    Select: {
      defaultProps: {
        checkIconPosition: "right", // In place and with its own scroll area, the list of options stays inside its landmark and reachable by key.
        withScrollArea: false,
        comboboxProps: { withinPortal: false, shadow: "md" },
      },
    },
    SegmentedControl: { defaultProps: { size: "sm" } },
  },
});
