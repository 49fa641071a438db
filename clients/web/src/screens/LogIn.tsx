import { useState } from "preact/hooks";
import { client } from "../app/client.js";
import { deviceName } from "../app/device.js";
import { errorCode } from "../app/errors.js";
import { enter } from "../app/session.js";
import { signedOutReason } from "../app/store.js";
import { texts } from "../texts/index.js";
import { Button } from "../ui/Button.js";
import { Dialog } from "../ui/Dialog.js";
import { Field } from "../ui/Field.js";
import { FormFault } from "../ui/FormFault.js";
import { checks } from "../ui/formErrors.js";
import { Link } from "../ui/Link.js";
import { toastError } from "../ui/toasts.js";
import { useForm } from "../ui/useForm.js";
import { SignInFrame } from "./SignInFrame.js";

export function LogIn() {
  const [deactivated, setDeactivated] = useState(false);
  const logIn = async (
    values: { readonly handle: string; readonly password: string },
    reactivate: boolean,
  ) => {
    await client.logIn({
      handle: values.handle.trim(),
      password: values.password,
      deviceName: deviceName(),
      ...(reactivate ? { reactivate } : {}),
    });
    enter();
  };
  const form = useForm<"handle" | "password">({
    rules: { handle: checks.required, password: checks.required },
    submit: async (values) => {
      try {
        await logIn(values, false);
      } catch (error) {
        if (errorCode(error) !== "account_deactivated") throw error;
        setDeactivated(true);
      }
    },
  });
  const reason = signedOutReason.value;

  return (
    <SignInFrame
      title={texts.auth.logInTitle}
      foot={
        <>
          <Link to={{ screen: "forgot" }} data-testid="go-forgot">
            {texts.auth.forgot}
          </Link>
          <p>
            {texts.auth.noAccount}{" "}
            <Link to={{ screen: "register" }} data-testid="go-register">
              {texts.auth.register}
            </Link>
          </p>
        </>
      }
    >
      {(reason === "revoked" || reason === "replaced") && (
        <p class="note" role="status" data-testid="signed-out-note">
          {reason === "replaced" ? texts.auth.signedOut.replaced : texts.auth.signedOut.session}
        </p>
      )}
      <form ref={form.form} class="form" noValidate onSubmit={form.onSubmit} data-testid="log-in-form">
        <Field {...form.field("handle")} label={texts.auth.handle} autoComplete="username" autoFocus />
        <Field
          {...form.field("password")}
          label={texts.auth.password}
          type="password"
          autoComplete="current-password"
        />
        <FormFault errors={form.errors} />
        <Button kind="primary" type="submit" wide busy={form.busy} data-testid="log-in">
          {texts.auth.logIn}
        </Button>
      </form>
      {deactivated && (
        <Dialog
          title={texts.auth.deactivatedTitle}
          onClose={() => setDeactivated(false)}
          testId="reactivate-dialog"
        >
          <p class="dialog-text">{texts.auth.deactivatedBody}</p>
          <div class="dialog-actions">
            <Button onClick={() => setDeactivated(false)}>{texts.dialog.cancel}</Button>
            <Button
              kind="primary"
              data-testid="reactivate"
              onClick={() => void logIn(form.values, true).catch(toastError)}
            >
              {texts.auth.reactivate}
            </Button>
          </div>
        </Dialog>
      )}
    </SignInFrame>
  );
}
