import { client } from "../app/client.js";
import { deviceName } from "../app/device.js";
import { enter } from "../app/session.js";
import { texts } from "../texts/index.js";
import { Button } from "../ui/Button.js";
import { Field } from "../ui/Field.js";
import { FormFault } from "../ui/FormFault.js";
import { checks } from "../ui/formErrors.js";
import { Link } from "../ui/Link.js";
import { useForm } from "../ui/useForm.js";
import { SignInFrame } from "./SignInFrame.js";

export function Register() {
  const form = useForm<"handle" | "displayName" | "email" | "password">({
    rules: {
      handle: checks.handle,
      displayName: checks.displayName,
      password: checks.password,
      email: checks.email,
    },
    codes: { handle_taken: ["handle", texts.errors.handle_taken] },
    submit: async ({ handle, password, displayName, email }) => {
      await client.register({
        handle,
        password,
        deviceName: deviceName(),
        ...(displayName === "" ? {} : { displayName: displayName.trim() }),
        ...(email === "" ? {} : { email: email.trim() }),
      });
      enter();
    },
  });

  return (
    <SignInFrame
      title={texts.auth.registerTitle}
      foot={
        <p>
          {texts.auth.haveAccount}{" "}
          <Link to={{ screen: "logIn" }} data-testid="go-log-in">
            {texts.auth.logIn}
          </Link>
        </p>
      }
    >
      <form ref={form.form} class="form" noValidate onSubmit={form.onSubmit} data-testid="register-form">
        <Field
          {...form.field("handle")}
          label={texts.auth.handle}
          hint={texts.auth.handleHint}
          autoComplete="username"
          autoFocus
        />
        <Field
          {...form.field("displayName")}
          label={texts.auth.displayName}
          hint={texts.auth.displayNameHint}
          autoComplete="name"
          optional
        />
        <Field
          {...form.field("password")}
          label={texts.auth.password}
          hint={texts.auth.passwordHint}
          type="password"
          autoComplete="new-password"
        />
        <Field
          {...form.field("email")}
          label={texts.auth.email}
          hint={texts.auth.emailHint}
          type="email"
          autoComplete="email"
          optional
        />
        <FormFault errors={form.errors} />
        <Button kind="primary" type="submit" wide busy={form.busy} data-testid="register">
          {texts.auth.register}
        </Button>
      </form>
    </SignInFrame>
  );
}
