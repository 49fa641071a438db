import type { Contract } from "chat-orleans";
import { useEffect, useState } from "preact/hooks";
import { saveFile } from "../attachments/saveFile.js";
import { client } from "../app/client.js";
import { errorCode } from "../app/errors.js";
import { texts } from "../texts/index.js";
import { fullTime, sizeText } from "../texts/times.js";
import { Button } from "../ui/Button.js";
import { toastError } from "../ui/toasts.js";
import { LoadFault } from "./LoadFault.js";
import { Section } from "./Section.js";
import { useLoaded } from "./useLoaded.js";

/** How often is asked whether it is ready. */
const period = 3000;

type Known = Contract.ExportAnswer | "none";

export function ExportSection() {
  const { me } = client.api;
  const loaded = useLoaded<Known>(() =>
    me.export().catch((error: unknown) => {
      if (errorCode(error) === "export_not_found") return "none" as const;
      throw error;
    }),
  );
  const [busy, setBusy] = useState(false);
  const known = loaded.value;
  const pending = known !== undefined && known !== "none" && known.state === "pending";

  useEffect(() => {
    if (!pending) return undefined;
    const timer = setInterval(() => void loaded.reload(), period);
    return () => clearInterval(timer);
  }, [pending]);

  const start = () => {
    setBusy(true);
    me.startExport()
      .then(loaded.set, toastError)
      .finally(() => setBusy(false));
  };

  return (
    <Section title={texts.settings.data} hint={texts.settings.exportHint} testId="settings-export">
      {known === undefined && <LoadFault fault={loaded.fault} onRetry={() => void loaded.reload()} />}
      {pending && (
        <p class="note" role="status" data-testid="export-pending">
          {texts.settings.exportPending}
        </p>
      )}
      {known !== undefined && known !== "none" && known.state === "ready" && <Ready answer={known} />}
      {known !== undefined && !pending && (
        <Button busy={busy} onClick={start} data-testid="export-start">
          {known === "none" ? texts.settings.exportAsk : texts.settings.exportAgain}
        </Button>
      )}
    </Section>
  );
}

function Ready({ answer }: { answer: Contract.ExportAnswer }) {
  const download = (format: "json" | "html") => {
    client.api.me.downloadExport(format).then((blob) => {
      const url = URL.createObjectURL(blob);
      saveFile(url, `chat.${format}`);
      // The browser has begun to read it by then.
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    }, toastError);
  };
  return (
    <div class="export-ready" data-testid="export-ready">
      {answer.expiresAt !== undefined && (
        <p class="field-hint">{texts.settings.exportReady(fullTime(new Date(answer.expiresAt)))}</p>
      )}
      {answer.files?.map(({ format, size }) =>
        format === "json" || format === "html" ? (
          <Button key={format} kind="plain" onClick={() => download(format)} data-testid={`export-${format}`}>
            {texts.settings.exportFile(format.toUpperCase(), sizeText(size))}
          </Button>
        ) : null,
      )}
    </div>
  );
}
