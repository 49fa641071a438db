import type { Contract } from "chat-orleans";
import { initials, tone } from "./initials.js";

interface AvatarProps {
  readonly person: Pick<Contract.Peer, "userId" | "displayName"> &
    Partial<Pick<Contract.Peer, "state" | "online">>;
  readonly size?: "small" | "large";
}

/**
 * A disc with somebody's initials, always in the same colour; the name beside it says who it is. The stylesheet writes the
 * initials: they are no part of the name of a button that holds them.
 */
export function Avatar({ person, size }: AvatarProps) {
  const gone = person.state === "erased";
  const classes = ["avatar", gone ? "tone-gone" : `tone-${String(tone(person.userId))}`, size]
    .filter(Boolean)
    .join(" ");
  return (
    <span class={classes} aria-hidden="true" data-initials={gone ? "–" : initials(person.displayName)}>
      {person.online && <span class="avatar-online" />}
    </span>
  );
}
