import fc from "fast-check";
import { propertySeed } from "./property.ts";

// For properties that are asserted without `property` as well: what fails once in a thousand draws would fail one run in ten.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: propertySeed });
