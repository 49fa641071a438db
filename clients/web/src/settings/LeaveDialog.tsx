import { client } from "../app/client.js";
import { go } from "../app/router.js";
import { me } from "../app/store.js";
import { texts } from "../texts/index.js";
import { Button } from "../ui/Button.js";
import { Dialog } from "../ui/Dialog.js";
import { Field } from "../ui/Field.js";
import { FormFault } from "../ui/FormFault.js";
import { checks } from "../ui/formErrors.js";
import { useForm } from "../ui/useForm.js";

/** Leaving for a time or for ever, with the password; for ever also asks for the handle, so that nobody does it by mistake. */
export function LeaveDialog({ how, onClose }: { how: "deactivate" | "erase"; onClose: () => void }) {
  const erases = how === "erase";
  const handle = me.value?.handle ?? "";
  const title = erases ? texts.settings.erase : texts.settings.deactivate;
  const matches = (value: string) =>
    erases && value.trim().toLowerCase() !== handle.toLowerCase() ? texts.settings.eraseMismatch : undefined;
  const form = useForm<"confirm" | "password">({
    rules: { confirm: matches, password: checks.required },
    codes: { invalid_credentials: ["password", texts.errors.wrongPassword] },
    submit: async ({ password }) => {
      if (erases) await client.api.me.erase(password);
      else await client.api.me.deactivate(password);
      // The session has ended on the server; this says so here.
      await client.logOut().catch(() => undefined);
      go({ screen: "logIn" }, "replace");
    },
  });
  return (
    <Dialog title={title} onClose={onClose} testId={`${how}-dialog`}>
      <p class="dialog-text">{erases ? texts.settings.eraseBody : texts.settings.deactivateBody}</p>
      <form ref={form.form} class="form" noValidate onSubmit={form.onSubmit}>
        {erases && (
          <Field
            {...form.field("confirm")}
            label={texts.settings.eraseConfirm(handle)}
            testId="erase-confirm"
          />
        )}
        <Field
          {...form.field("password")}
          label={texts.settings.passwordToConfirm}
          type="password"
          autoComplete="current-password"
          testId="leave-password"
        />
        <FormFault errors={form.errors} />
        <div class="dialog-actions">
          <Button onClick={onClose}>{texts.dialog.cancel}</Button>
          <Button type="submit" kind="danger" busy={form.busy} data-testid="leave-confirm">
            {title}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
