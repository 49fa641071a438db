import { defineConfig } from "vitest/config";

// The unit tests of all workspaces in one run: counts on the console, and as JUnit for whoever adds them up.
export default defineConfig({
  test: {
    projects: ["typescript", "web"],
    reporters: ["default", ["junit", { outputFile: "TestResults/junit.xml" }]],
  },
});
