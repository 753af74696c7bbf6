import { mutantConfig } from "spec/mutants";
import { mutants } from "./mutants.js";

export default mutantConfig({
  root: new URL("../../", import.meta.url),
  name: "effection-style",
  mutants,
});
