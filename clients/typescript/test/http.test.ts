import { describe, expect, it } from "vitest";
import { Http, refusalOf } from "../src/api/http.js";
import { ChatError } from "../src/errors.js";
import { FakeClock } from "./support/fakeClock.js";

function httpOf(answer: (input: string, init: RequestInit) => Promise<Response> | Response): {
  readonly http: Http;
  readonly clock: FakeClock;
} {
  const clock = new FakeClock();
  const fetcher: typeof fetch = async (input, init) => answer(input as string, init ?? {});
  return { http: new Http("https://chat.test", fetcher, clock, 5_000), clock };
}

describe("HTTP calls", () => {
  it("throw the refusal of a problem document, with all that it says", () => {
    const problem = { status: 409, code: "self_busy", detail: "You are busy.", activeThreadId: "t1" };
    const error = refusalOf(409, JSON.stringify(problem), null);
    expect(error).toBeInstanceOf(ChatError);
    expect(error).toMatchObject({
      code: "self_busy",
      status: 409,
      message: "You are busy.",
      activeThreadId: "t1",
    });
    const form = refusalOf(
      400,
      JSON.stringify({
        code: "invalid_argument",
        detail: "No.",
        field: "handle",
        errors: { handle: ["Too short."] },
      }),
      null,
    );
    expect(form).toMatchObject({ field: "handle", errors: { handle: ["Too short."] } });
    const limited = refusalOf(
      429,
      JSON.stringify({ code: "rate_limited", detail: "Slow down.", retryAfterMs: 250 }),
      "1",
    );
    expect(limited).toMatchObject({ retryAfterMs: 250, isTransient: true });
  });

  it.each([
    [503, "<html>", "7", "unavailable", 7_000],
    [502, "", null, "unavailable", undefined],
    [429, "", "2", "rate_limited", 2_000],
    [413, "", null, "too_large", undefined],
    [418, "{}", null, "protocol", undefined],
  ])("understand a proxy's %i", (status, text, retryAfter, code, retryAfterMs) => {
    expect(refusalOf(status, text, retryAfter)).toMatchObject({ code, status });
    expect(refusalOf(status, text, retryAfter).retryAfterMs).toBe(retryAfterMs);
  });

  it("carry path, query, credential and body, and no cookies", async () => {
    const seen: { url?: string; init?: RequestInit } = {};
    const { http } = httpOf((url, init) => {
      Object.assign(seen, { url, init });
      return Response.json({}, { headers: { date: "Sun, 01 Mar 2026 09:30:00 GMT" } });
    });
    const answer = await http.send(
      { method: "POST", path: "/a", query: { b: "c d", e: undefined }, body: { f: 1 } },
      "token",
    );
    expect(answer.date).toBe(Date.parse("2026-03-01T09:30:00.000Z"));
    expect(seen.url).toBe("https://chat.test/api/v1/a?b=c+d");
    expect(seen.init).toMatchObject({
      method: "POST",
      body: '{"f":1}',
      credentials: "omit",
      headers: { "content-type": "application/json", authorization: "Bearer token" },
    });
  });

  it("end when the server is silent for too long, and when they are given up", async () => {
    const silent = (_url: string, { signal }: RequestInit): Promise<Response> =>
      new Promise((_resolve, reject) =>
        signal?.addEventListener("abort", () => reject(new Error("aborted"))),
      );
    const { http, clock } = httpOf(silent);
    const late = expect(http.send({ method: "GET", path: "/a" })).rejects.toMatchObject({ code: "network" });
    await clock.advance(5_000);
    await late;
    const giveUp = new AbortController();
    const given = expect(
      http.send({ method: "GET", path: "/a", signal: giveUp.signal }),
    ).rejects.toMatchObject({ code: "canceled" });
    giveUp.abort();
    await given;
  });
});
