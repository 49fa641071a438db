import type { Thread } from "chat-orleans";
import { useEffect, useRef } from "preact/hooks";
import { mostFiles } from "../attachments/uploads.js";
import { UploadTray } from "../attachments/UploadTray.js";
import { client } from "../app/client.js";
import { peerName } from "../conversations/summary.js";
import { texts } from "../texts/index.js";
import { IconButton } from "../ui/Button.js";
import { toast, toastError } from "../ui/toasts.js";
import { ComposerContext } from "./ComposerContext.js";
import { draftOf } from "./drafts.js";
import { EmojiButton } from "./EmojiButton.js";
import { insertText } from "./insertText.js";
import { textLimit, textLength } from "./textLength.js";
import { useTyping } from "./useTyping.js";

/** Where messages are written. */
export function Composer({ thread }: { thread: Thread }) {
  const draft = draftOf(thread.threadId);
  const { text, replyTo, editing, uploads } = draft;
  const input = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const typing = useTyping(thread.threadId);
  const name = peerName(thread.peer);
  const value = text.value;
  const over = textLength(value) - textLimit;
  const files = uploads.list.value;
  const ready = files.every(({ state }) => state.value.step === "ready");
  const sendable =
    over <= 0 && (editing.value ? value.trim() !== "" : ready && (value.trim() !== "" || files.length > 0));

  // Taller with its words, up to what the stylesheet allows.
  useEffect(() => {
    const element = input.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${String(element.scrollHeight)}px`;
  }, [value]);

  const focused = [editing.value, replyTo.value];
  useEffect(() => {
    if (editing.value || replyTo.value) input.current?.focus();
  }, focused);

  // On a phone the keyboard would cover the conversation that one came to read.
  useEffect(() => {
    if (matchMedia("(hover: hover)").matches) input.current?.focus({ preventScroll: true });
  }, [thread.threadId]);

  const stopEditing = () => {
    editing.value = undefined;
    text.value = "";
  };

  const send = () => {
    if (!sendable) {
      if (!ready && !editing.value) toast(texts.attachments.pending);
      return;
    }
    typing.stop();
    const words = value.trim();
    const changed = editing.value;
    if (changed) {
      if (changed.seq !== undefined && words !== changed.text) {
        client.edit(thread.threadId, changed.seq, words).settled.catch(toastError);
      }
      stopEditing();
      return;
    }
    const attachments = uploads.take() ?? [];
    const seq = replyTo.value?.seq;
    client.send(thread.threadId, {
      ...(words === "" ? {} : { text: words }),
      ...(seq === undefined ? {} : { replyTo: seq }),
      ...(attachments.length === 0 ? {} : { attachments }),
    });
    text.value = "";
    replyTo.value = undefined;
    input.current?.focus();
  };

  const addFiles = (list: FileList | null | undefined) => {
    const added = [...(list ?? [])];
    if (added.length > 0 && !uploads.add(added)) toast(texts.attachments.tooMany(mostFiles), true);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const coarse = matchMedia("(pointer: coarse)").matches;
    if (event.key === "Enter" && !event.shiftKey && (!coarse || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
    } else if (event.key === "ArrowUp" && value === "" && !editing.value) {
      const last = thread.messages.findLast(
        (one) => one.mine && one.seq !== undefined && one.deletedAt === undefined,
      );
      if (!last?.text) return;
      event.preventDefault();
      editing.value = last;
      text.value = last.text;
    } else if (event.key === "Escape" && (editing.value ?? replyTo.value)) {
      event.preventDefault();
      event.stopPropagation();
      if (editing.value) stopEditing();
      else replyTo.value = undefined;
    }
  };

  return (
    <form
      class="composer"
      data-testid="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onPaste={(event) => {
        if (event.clipboardData && event.clipboardData.files.length > 0) {
          event.preventDefault();
          addFiles(event.clipboardData.files);
        }
      }}
    >
      <ComposerContext thread={thread} draft={draft} onStopEditing={stopEditing} />
      <UploadTray uploads={uploads} />
      <div class="composer-line">
        <IconButton
          icon="attach"
          label={texts.composer.attach}
          onClick={() => picker.current?.click()}
          data-testid="attach"
        />
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          data-testid="file-input"
          onChange={(event) => {
            addFiles(event.currentTarget.files);
            event.currentTarget.value = "";
          }}
        />
        <div class="composer-box">
          <textarea
            ref={input}
            class="composer-input"
            rows={1}
            dir="auto"
            value={value}
            aria-label={texts.composer.label(name)}
            aria-invalid={over > 0}
            placeholder={texts.composer.placeholder}
            title={texts.composer.hint}
            data-testid="composer-input"
            onInput={(event) => {
              text.value = event.currentTarget.value;
              typing.wrote(text.value !== "" && !editing.value);
            }}
            onKeyDown={onKeyDown}
            onBlur={typing.stop}
          />
          <EmojiButton
            onPick={(emoji) => {
              text.value = insertText(input.current, value, emoji);
              input.current?.focus();
            }}
          />
        </div>
        <IconButton
          icon={editing.value ? "check" : "send"}
          label={editing.value ? texts.composer.save : texts.composer.send}
          filled
          type="submit"
          disabled={!sendable}
          data-testid="send"
        />
      </div>
      {over > 0 && (
        <p class="field-error composer-fault" role="status" data-testid="too-long">
          {texts.composer.tooLong(over)}
        </p>
      )}
    </form>
  );
}
