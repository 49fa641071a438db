import "./styles/index.css";
import { render } from "preact";
import { App } from "./app/App.js";
import { start } from "./app/session.js";
import { ErrorBoundary } from "./app/ErrorBoundary.js";
import { watchMessages } from "./notifications/watchMessages.js";

const root = document.getElementById("app");
if (root) {
  root.replaceChildren();
  render(
    <ErrorBoundary>
      <App />
    </ErrorBoundary>,
    root,
  );
}
watchMessages();
void start();
