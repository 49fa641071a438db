import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface SectionProps {
  readonly title: string;
  readonly hint?: string;
  readonly children: ComponentChildren;
  readonly testId?: string;
}

export function Section({ title, hint, children, testId }: SectionProps) {
  const id = useId();
  return (
    <section class="settings-section" aria-labelledby={id} data-testid={testId}>
      <h2 id={id}>{title}</h2>
      {hint !== undefined && <p class="field-hint">{hint}</p>}
      {children}
    </section>
  );
}
