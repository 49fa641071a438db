import type { TargetedEvent } from "preact";
import { useId, useState } from "preact/hooks";
import { texts } from "../texts/index.js";
import { IconButton } from "./Button.js";

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly error?: string | undefined;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly type?: "text" | "email" | "password";
  readonly autoComplete?: string;
  readonly autoFocus?: boolean;
  readonly maxLength?: number;
  readonly lines?: boolean;
  readonly testId?: string;
}

/** A labelled field with its hint or its error, tied together for screen readers. */
export function Field(props: FieldProps) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const note = props.error ?? props.hint;
  const secret = props.type === "password";
  const shared = {
    id,
    name: props.name,
    value: props.value,
    class: "input",
    autoComplete: props.autoComplete ?? "off",
    maxLength: props.maxLength,
    "aria-invalid": props.error !== undefined,
    "aria-describedby": note === undefined ? undefined : `${id}-note`,
    "aria-required": !props.optional,
    "data-testid": props.testId ?? `field-${props.name}`,
    onInput: (event: TargetedEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      props.onValue(event.currentTarget.value),
  };
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {props.label}
        {props.optional && <span class="field-optional">{texts.auth.optional}</span>}
      </label>
      <div class={secret ? "field-box with-action" : "field-box"}>
        {props.lines ? (
          <textarea {...shared} rows={3} />
        ) : (
          <input
            {...shared}
            type={secret && shown ? "text" : (props.type ?? "text")}
            autoFocus={props.autoFocus}
            autocapitalize="none"
            spellcheck={false}
          />
        )}
        {secret && (
          <IconButton
            icon={shown ? "eyeOff" : "eye"}
            label={shown ? texts.auth.hidePassword : texts.auth.showPassword}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          />
        )}
      </div>
      {note !== undefined && (
        <p
          id={`${id}-note`}
          class={props.error === undefined ? "field-hint" : "field-error"}
          data-testid={props.error === undefined ? undefined : `error-${props.name}`}
        >
          {note}
        </p>
      )}
    </div>
  );
}
