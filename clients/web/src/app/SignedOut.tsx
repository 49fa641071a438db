import { Forgot } from "../screens/Forgot.js";
import { LogIn } from "../screens/LogIn.js";
import { Register } from "../screens/Register.js";
import { Reset } from "../screens/Reset.js";
import { route } from "./router.js";

/** The screens before the conversations. Whoever comes to a conversation's address logs in first, and lands there. */
export function SignedOut() {
  switch (route.value.screen) {
    case "register":
      return <Register />;
    case "forgot":
      return <Forgot />;
    case "reset":
      return <Reset />;
    default:
      return <LogIn />;
  }
}
