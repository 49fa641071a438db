import { texts } from "../texts/index.js";
import { Icon } from "./Icon.js";

export type Receipt = "failed" | "unsent" | "sent" | "delivered" | "read";

const labels: Readonly<Record<Receipt, string>> = {
  failed: texts.receipts.failed,
  unsent: texts.receipts.waiting,
  sent: texts.receipts.sent,
  delivered: texts.receipts.delivered,
  read: texts.receipts.read,
};

/** How far a message has come: a clock, one tick, two ticks, two bright ticks. */
export function Ticks({ receipt, class: extra }: { receipt: Receipt; class?: string }) {
  const classes = ["ticks", receipt, extra].filter(Boolean).join(" ");
  return (
    <span class={classes} title={labels[receipt]} data-testid="receipt" data-receipt={receipt}>
      <span class="hidden-text">{labels[receipt]}</span>
      {receipt === "failed" || receipt === "unsent" ? (
        <Icon name={receipt === "failed" ? "alert" : "clock"} />
      ) : (
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path
            d={receipt === "sent" ? "M6 12.5l4 4 8.5-9" : "M2.5 12.5l4 4L15 7.5M12.2 15.5l1 1L21.5 7.5"}
          />
        </svg>
      )}
    </span>
  );
}
