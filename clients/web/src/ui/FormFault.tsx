import type { FormErrors } from "./formErrors.js";

/** What is wrong with a form as a whole; screen readers hear it when it comes. */
export function FormFault({ errors }: { errors: FormErrors }) {
  return (
    <div class="form-fault" role="alert">
      {errors.form !== undefined && (
        <p class="note error" data-testid="form-error">
          {errors.form}
        </p>
      )}
    </div>
  );
}
