/** Two people on one thread, in a speech bubble. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <path
        fill="#0d6b66"
        d="M32 5C16.5 5 4 16.4 4 30.6c0 7 3.1 13.3 8.1 17.9L10 58.2c-.2 1 .8 1.8 1.7 1.3l10.4-5.1c3.1 1 6.4 1.6 9.9 1.6 15.5 0 28-11.3 28-25.4S47.5 5 32 5z"
      />
      <path
        fill="none"
        stroke="#fff"
        stroke-width="4"
        stroke-linecap="round"
        d="M21 31c4-9 8-9 11 0s7 9 11 0"
      />
      <circle cx="20.5" cy="31.5" r="5" fill="#fff" />
      <circle cx="43.5" cy="30.5" r="5" fill="#ffd08a" />
    </svg>
  );
}
