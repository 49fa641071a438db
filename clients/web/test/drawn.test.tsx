import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TextWithLinks } from "../src/conversation/TextWithLinks.js";
import { Highlighted } from "../src/search/Highlighted.js";
import { Field } from "../src/ui/Field.js";
import { FormFault } from "../src/ui/FormFault.js";

let root: HTMLElement;

beforeEach(() => {
  root = document.createElement("div");
  document.body.append(root);
});

afterEach(() => {
  render(null, root);
  root.remove();
});

describe("what somebody else wrote", () => {
  const nasty = `<img src=x onerror="alert(1)"> <a href="javascript:alert(1)">x</a> https://a.example/"><script>1</script>`;

  test("is shown as it is written, and makes no element but links", () => {
    render(<TextWithLinks text={nasty} />, root);
    expect(root.textContent).toBe(nasty);
    const elements = [...root.querySelectorAll("*")];
    expect(elements.map((element) => element.tagName)).toEqual(["A"]);
    expect(elements[0]?.getAttribute("href")).toBe("https://a.example/");
    expect(elements[0]?.getAttribute("rel")).toBe("noopener noreferrer nofollow");
  });

  test("is so in what a search shows, too", () => {
    render(<Highlighted text={nasty} highlights={[{ start: 0, length: 4 }]} />, root);
    expect(root.textContent).toBe(nasty);
    expect([...root.querySelectorAll("*")].map((element) => element.tagName)).toEqual(["SPAN", "MARK"]);
  });
});

describe("a field", () => {
  const field = (error: string | undefined) => (
    <Field name="handle" label="Handle" value="a_b" hint="A hint." error={error} onValue={() => undefined} />
  );
  const input = () => root.querySelector("input");
  const note = () => document.getElementById(input()?.getAttribute("aria-describedby") ?? "")?.textContent;

  test("has its label, and its hint", () => {
    render(field(undefined), root);
    expect(input()?.labels?.[0]?.textContent).toBe("Handle");
    expect(note()).toBe("A hint.");
    expect(input()?.getAttribute("aria-invalid")).toBe("false");
  });

  test("says what is wrong with it in place of the hint", async () => {
    await act(() => render(field("Use letters."), root));
    expect(note()).toBe("Use letters.");
    expect(input()?.getAttribute("aria-invalid")).toBe("true");
  });
});

test("a form's fault has a place that is read out before there is one", () => {
  render(<FormFault errors={{ fields: {} }} />, root);
  const place = root.querySelector("[role=alert]");
  expect(place?.textContent).toBe("");
  render(<FormFault errors={{ fields: {}, form: "Too fast." }} />, root);
  expect(root.querySelector("[role=alert]")).toBe(place);
  expect(place?.textContent).toBe("Too fast.");
});
