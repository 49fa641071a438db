import { useRef, useState } from "preact/hooks";
import { checked, formErrors, hasErrors, noErrors, type FormErrors } from "./formErrors.js";

type Rules<N extends string> = Readonly<Record<N, (value: string) => string | undefined>>;

interface FormOptions<N extends string> {
  readonly rules: Rules<N>;
  /** Codes that belong to a field, such as `handle_taken` to the handle, with what is said there. */
  readonly codes?: Readonly<Record<string, readonly [field: N, text: string]>>;
  readonly submit: (values: Readonly<Record<N, string>>) => Promise<void>;
}

/** A form's values, what is wrong with them, and its submission: every error at once, the first one focused. */
export function useForm<N extends string>({ rules, codes, submit }: FormOptions<N>) {
  const names = Object.keys(rules) as N[];
  const [values, setValues] = useState(
    () => Object.fromEntries(names.map((name) => [name, ""])) as Record<N, string>,
  );
  const [errors, setErrors] = useState<FormErrors>(noErrors);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const focusFirst = (found: FormErrors) => {
    const first = names.find((name) => found.fields[name] !== undefined);
    if (first === undefined) return;
    form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };

  const show = (found: FormErrors) => {
    setErrors(found);
    focusFirst(found);
  };

  const send = async () => {
    const found = checked(values, rules);
    if (hasErrors(found)) {
      show(found);
      return;
    }
    setErrors(noErrors);
    setBusy(true);
    try {
      await submit(values);
    } catch (error) {
      show(formErrors(error, names, codes));
    } finally {
      setBusy(false);
    }
  };

  const onSubmit = (event: Event) => {
    event.preventDefault();
    if (!busy) void send();
  };

  const field = (name: N) => ({
    name,
    value: values[name],
    error: errors.fields[name],
    onValue: (value: string) => {
      setValues((before) => ({ ...before, [name]: value }));
      setErrors(({ fields: { [name]: _, ...fields }, ...rest }) => ({ ...rest, fields }));
    },
  });

  const clear = () => setValues(Object.fromEntries(names.map((name) => [name, ""])) as Record<N, string>);

  return { form, values, errors, busy, onSubmit, field, clear };
}
