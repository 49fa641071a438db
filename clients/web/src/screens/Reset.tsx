import { ChatError } from "chat-orleans";
import { useState } from "preact/hooks";
import { client } from "../app/client.js";
import { texts } from "../texts/index.js";
import { Button } from "../ui/Button.js";
import { Field } from "../ui/Field.js";
import { FormFault } from "../ui/FormFault.js";
import { checks, type FormErrors } from "../ui/formErrors.js";
import { Link } from "../ui/Link.js";
import { useForm } from "../ui/useForm.js";
import { SignInFrame } from "./SignInFrame.js";

/** The page that a mail leads to: the token is behind the address's `#`, where no server sees it. */
export function Reset() {
  const [done, setDone] = useState(false);
  const [refused, setRefused] = useState<FormErrors>();
  const [linked] = useState(() => decodeURIComponent(location.hash.slice(1)));
  const form = useForm<"token" | "newPassword">({
    rules: { token: linked === "" ? checks.required : () => undefined, newPassword: checks.password },
    submit: async ({ token, newPassword }) => {
      setRefused(undefined);
      try {
        await client.api.accounts.resetPassword(linked === "" ? token.trim() : linked, newPassword);
        setDone(true);
      } catch (error) {
        // Of a session it would say "log in again"; here it is the link that has ended.
        if (!(error instanceof ChatError) || error.code !== "unauthenticated") throw error;
        setRefused({ fields: {}, form: texts.errors.resetToken });
      }
    },
  });
  return (
    <SignInFrame
      title={texts.auth.resetTitle}
      foot={<Link to={{ screen: "logIn" }}>{texts.auth.backToLogIn}</Link>}
    >
      {done ? (
        <p class="note" role="status" data-testid="reset-done">
          {texts.auth.resetDone}
        </p>
      ) : (
        <form ref={form.form} class="form" noValidate onSubmit={form.onSubmit}>
          {linked === "" && <Field {...form.field("token")} label={texts.auth.resetToken} autoFocus />}
          <Field
            {...form.field("newPassword")}
            label={texts.settings.newPassword}
            hint={texts.auth.passwordHint}
            type="password"
            autoComplete="new-password"
          />
          <FormFault errors={refused ?? form.errors} />
          <Button kind="primary" type="submit" wide busy={form.busy} data-testid="reset-save">
            {texts.auth.resetSave}
          </Button>
        </form>
      )}
    </SignInFrame>
  );
}
