import { useState } from "preact/hooks";
import { client } from "../app/client.js";
import { texts } from "../texts/index.js";
import { Button } from "../ui/Button.js";
import { Field } from "../ui/Field.js";
import { FormFault } from "../ui/FormFault.js";
import { checks } from "../ui/formErrors.js";
import { Link } from "../ui/Link.js";
import { useForm } from "../ui/useForm.js";
import { SignInFrame } from "./SignInFrame.js";

/** Asks for a mail with a link. The answer never tells whether there is such an account. */
export function Forgot() {
  const [sent, setSent] = useState(false);
  const form = useForm<"name">({
    rules: { name: checks.required },
    submit: async ({ name }) => {
      await client.api.accounts.forgotPassword(name.trim());
      setSent(true);
    },
  });
  return (
    <SignInFrame
      title={texts.auth.forgotTitle}
      intro={texts.auth.forgotIntro}
      foot={<Link to={{ screen: "logIn" }}>{texts.auth.backToLogIn}</Link>}
    >
      {sent ? (
        <p class="note" role="status" data-testid="forgot-sent">
          {texts.auth.forgotSent}
        </p>
      ) : (
        <form ref={form.form} class="form" noValidate onSubmit={form.onSubmit}>
          <Field {...form.field("name")} label={texts.auth.forgotName} autoComplete="username" autoFocus />
          <FormFault errors={form.errors} />
          <Button kind="primary" type="submit" wide busy={form.busy} data-testid="forgot-send">
            {texts.auth.forgotSend}
          </Button>
        </form>
      )}
    </SignInFrame>
  );
}
