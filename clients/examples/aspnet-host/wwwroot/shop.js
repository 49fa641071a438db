const form = document.getElementById("login");
const state = document.getElementById("state");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    await logIn(new FormData(form));
    const me = await joinChat();
    state.textContent = `In chat as ${me.handle}.`;
  } catch (fault) {
    state.textContent = fault.message;
  }
});

async function logIn(fields) {
  await answerOf(
    await fetch("/login", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ user: fields.get("user"), password: fields.get("password") }),
    }),
    "That is not the password.",
  );
}

// With the package chat-orleans this is: new ChatClient({ server }).signInWithHostToken(token)
async function joinChat() {
  const { server, token } = await answerOf(await fetch("/chat-token", { method: "POST" }), "Log in first.");
  return answerOf(
    await fetch(new URL("/api/v1/auth/host", server), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token, deviceName: "Shop" }),
    }),
    "The chat server does not take the token.",
  );
}

async function answerOf(response, refusal) {
  if (!response.ok) throw new Error(refusal);
  return response.status === 204 ? undefined : response.json();
}
