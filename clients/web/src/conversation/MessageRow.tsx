import type { Message } from "chat-orleans";
import { MessageAttachments } from "../attachments/MessageAttachments.js";
import { texts } from "../texts/index.js";
import { fullTime, timeOfDay } from "../texts/times.js";
import { memo } from "../ui/memo.js";
import { Icon } from "../ui/Icon.js";
import { Ticks, type Receipt } from "../ui/Ticks.js";
import { isOnlyEmoji } from "./emoji.js";
import { Quote, type Quotable } from "./Quote.js";
import { Reactions } from "./Reactions.js";
import { TextWithLinks } from "./TextWithLinks.js";
import { UnsentActions } from "./UnsentActions.js";

interface MessageViewProps {
  readonly message: Message;
  readonly rowKey: string;
  readonly opensGroup: boolean;
  readonly closesGroup: boolean;
  /** Who wrote it, as the reader calls them. */
  readonly author: string;
  readonly receipt: Receipt | undefined;
  /** What it answers; undefined while that is not known, or where it answers nothing. */
  readonly quote: Quotable | null | undefined;
  readonly flashes: boolean;
  readonly active: boolean;
  readonly onJump: (seq: number) => void;
  readonly onMenu: (message: Message, anchor: Element) => void;
}

/** One message, drawn again only when something of it has changed. */
export const MessageRow = memo(MessageView);

function MessageView(props: MessageViewProps) {
  const { message, opensGroup, closesGroup, receipt, quote } = props;
  const deleted = message.deletedAt !== undefined;
  if (message.system) return <SystemMessage message={message} rowKey={props.rowKey} />;
  const text = message.text ?? "";
  const large =
    !deleted && message.attachments.length === 0 && message.replyTo === undefined && isOnlyEmoji(text);
  const classes = [
    "message",
    message.mine ? "own" : "peer",
    opensGroup && "opens",
    closesGroup && "closes",
    large && "large",
    deleted && "deleted",
    props.flashes && "flash",
    message.state === "failed" && "failed",
  ];
  const at = new Date(message.at);
  return (
    <li
      class={classes.filter(Boolean).join(" ")}
      data-row={props.rowKey}
      data-testid="message"
      data-seq={message.seq}
      data-state={message.state}
      data-mine={message.mine}
      tabIndex={-1}
    >
      <p class="hidden-text">{texts.conversation.messageBy(props.author, fullTime(at))}</p>
      <div class="message-line">
        <div class="bubble" data-bubble>
          {message.replyTo !== undefined && !deleted && (
            <Quote quote={quote} onJump={() => props.onJump(message.replyTo ?? 0)} />
          )}
          {message.attachments.length > 0 && (
            <MessageAttachments threadId={message.threadId} attachments={message.attachments} />
          )}
          <div class="bubble-words">
            {(deleted || text !== "") && (
              <p class="message-text" data-testid="message-text" dir="auto">
                {deleted ? (
                  message.mine ? (
                    texts.conversation.deletedOwn
                  ) : (
                    texts.conversation.deleted
                  )
                ) : (
                  <TextWithLinks text={text} />
                )}
              </p>
            )}
            <span class="meta">
              {message.editedAt !== undefined && !deleted && (
                <span data-testid="edited">{texts.conversation.edited}</span>
              )}
              <time dateTime={message.at} title={fullTime(at)}>
                {timeOfDay(at)}
              </time>
              {receipt && !deleted && <Ticks receipt={receipt} />}
            </span>
          </div>
        </div>
        {message.seq !== undefined && !deleted && (
          <button
            type="button"
            class="icon-button message-more"
            aria-label={texts.message.actions}
            aria-haspopup="menu"
            title={texts.message.actions}
            tabIndex={-1}
            data-testid="message-actions"
            onClick={(event) => props.onMenu(message, event.currentTarget)}
          >
            <Icon name="more" />
          </button>
        )}
      </div>
      {!deleted && <Reactions message={message} disabled={!props.active} />}
      {message.state !== "sent" && <UnsentActions message={message} />}
    </li>
  );
}

function SystemMessage({ message, rowKey }: { message: Message; rowKey: string }) {
  return (
    <li
      class="system-message"
      data-row={rowKey}
      data-testid="system-message"
      data-seq={message.seq}
      tabIndex={-1}
    >
      <span class="hidden-text">{texts.conversation.system}</span>
      <p dir="auto">
        <TextWithLinks text={message.text ?? texts.conversation.deleted} />
      </p>
    </li>
  );
}
