import { client } from "../app/client.js";
import { texts } from "../texts/index.js";
import { Button } from "../ui/Button.js";
import { Field } from "../ui/Field.js";
import { FormFault } from "../ui/FormFault.js";
import { checks } from "../ui/formErrors.js";
import { toast } from "../ui/toasts.js";
import { useForm } from "../ui/useForm.js";
import { Section } from "./Section.js";

export function PasswordSection() {
  const form = useForm<"currentPassword" | "newPassword">({
    rules: { currentPassword: checks.required, newPassword: checks.password },
    codes: { invalid_credentials: ["currentPassword", texts.errors.wrongPassword] },
    submit: async ({ currentPassword, newPassword }) => {
      await client.api.me.changePassword(currentPassword, newPassword);
      toast(texts.settings.passwordChanged);
      form.clear();
    },
  });
  return (
    <Section title={texts.settings.password} testId="settings-password">
      <form ref={form.form} class="form" noValidate onSubmit={form.onSubmit}>
        <Field
          {...form.field("currentPassword")}
          label={texts.settings.currentPassword}
          type="password"
          autoComplete="current-password"
        />
        <Field
          {...form.field("newPassword")}
          label={texts.settings.newPassword}
          hint={texts.auth.passwordHint}
          type="password"
          autoComplete="new-password"
        />
        <FormFault errors={form.errors} />
        <Button type="submit" busy={form.busy} data-testid="change-password">
          {texts.settings.changePassword}
        </Button>
      </form>
    </Section>
  );
}
