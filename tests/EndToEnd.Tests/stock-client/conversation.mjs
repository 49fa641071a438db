// Two people and a third, each with the stock client from npm as it is: negotiation, JSON protocol, WebSockets.
// Usage: CHAT_TOOLS=<folder with node_modules> node conversation.mjs <server url>
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';

const DEADLINE = 20_000;
const require = createRequire(path.join(path.resolve(process.env.CHAT_TOOLS ?? '.tools'), 'resolve-from-here.js'));
const signalR = require('@microsoft/signalr');
const server = process.argv[2];

async function post(route, body, token) {
  const response = await fetch(`${server}/api/v1${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  assert.equal(response.status, 201, `${route}: ${response.status} ${text}`);
  return JSON.parse(text);
}

class Person {
  pushes = [];
  waiting = [];

  static async join(name) {
    const person = new Person();
    person.account = await post('/auth/register', {
      handle: `${name}.${randomInt(1_000_000_000)}`,
      password: 'correct horse battery staple',
    });
    person.connection = new signalR.HubConnectionBuilder()
      .withUrl(`${server}/hubs/chat`, {
        accessTokenFactory: async () => (await post('/connections/tickets', undefined, person.account.accessToken)).ticket,
      })
      .configureLogging(signalR.LogLevel.Error)
      .build();
    for (const event of ['Event', 'ThreadChanged', 'Receipt', 'Typing', 'Presence', 'ResyncRequired', 'Draining']) {
      person.connection.on(event, (payload) => person.take({ event, payload }));
    }
    await person.connection.start();
    await person.must('Sync', { cursors: {} });
    return person;
  }

  take(push) {
    const index = this.waiting.findIndex((waiter) => waiter.fits(push));
    if (index < 0) {
      this.pushes.push(push);
    } else {
      this.waiting.splice(index, 1)[0].resolve(push.payload);
    }
  }

  expect(event, predicate) {
    const fits = (push) => push.event === event && predicate(push.payload);
    const index = this.pushes.findIndex(fits);
    if (index >= 0) {
      return Promise.resolve(this.pushes.splice(index, 1)[0].payload);
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${event} did not come: ${JSON.stringify(this.pushes)}`)), DEADLINE);
      this.waiting.push({ fits, resolve: (payload) => { clearTimeout(timer); resolve(payload); } });
    });
  }

  async must(method, argument) {
    const answer = await this.connection.invoke(method, argument);
    assert.equal(answer.ok, true, `${method}: ${JSON.stringify(answer)}`);
    return answer.value;
  }

  async mustRefuse(method, argument, code) {
    const answer = await this.connection.invoke(method, argument);
    assert.equal(answer.ok, false, `${method}: ${JSON.stringify(answer)}`);
    assert.equal(answer.error.code, code, `${method}: ${JSON.stringify(answer)}`);
    return answer.error;
  }
}

const [ada, bob, eve] = await Promise.all(['ada', 'bob', 'eve'].map((name) => Person.join(name)));
const { threadId } = await ada.must('OpenThread', { with: bob.account.handle });
await bob.expect('ThreadChanged', (thread) => thread.threadId === threadId && thread.active);

const first = await ada.must('SendMessage', { threadId, clientMessageId: 'a-1', text: 'Hello Bob 👋' });
const second = await bob.must('SendMessage', { threadId, clientMessageId: 'b-1', text: 'Hello Ada' });
assert.deepEqual([first.seq, second.seq, first.duplicate], [2, 3, false]);
for (const person of [ada, bob]) {
  const one = await person.expect('Event', (event) => event.seq === 2);
  const two = await person.expect('Event', (event) => event.seq === 3);
  assert.deepEqual([one.type, one.text, one.senderId], ['message', 'Hello Bob 👋', ada.account.userId]);
  assert.deepEqual([two.type, two.text, two.senderId], ['message', 'Hello Ada', bob.account.userId]);
}

const again = await ada.must('SendMessage', { threadId, clientMessageId: 'a-1', text: 'Hello Bob 👋' });
assert.deepEqual(again, { ...first, duplicate: true });
await bob.must('MarkRead', { threadId, seq: 2 });
await ada.expect('Receipt', (receipt) => receipt.userId === bob.account.userId && receipt.readSeq === 2);
await bob.must('SetTyping', { threadId, typing: true });
await ada.expect('Typing', (typing) => typing.userId === bob.account.userId && typing.typing);

await eve.mustRefuse('SendMessage', { threadId, clientMessageId: 'e-1', text: 'Me too' }, 'not_a_member');
await eve.mustRefuse('GetHistory', { threadId }, 'not_a_member');
await eve.mustRefuse('OpenThread', { with: bob.account.userId }, 'peer_busy');
const busy = await ada.mustRefuse('OpenThread', { with: eve.account.userId }, 'self_busy');
assert.equal(busy.activeThreadId, threadId);

await ada.connection.stop();
await bob.must('SendMessage', { threadId, clientMessageId: 'b-2', text: 'Are you there?' });
await ada.connection.start();
const sync = await ada.must('Sync', { cursors: { [threadId]: 3 } });
assert.equal(sync.me.activeThreadId, threadId);
assert.deepEqual(sync.events[threadId].map((event) => event.text), ['Are you there?']);

await bob.must('CloseThread', { threadId });
await ada.expect('ThreadChanged', (thread) => thread.threadId === threadId && !thread.active);
await ada.mustRefuse('SendMessage', { threadId, clientMessageId: 'a-2', text: 'Too late' }, 'thread_inactive');
const history = await ada.must('GetHistory', { threadId });
assert.deepEqual(history.messages.map((message) => message.text), ['Hello Bob 👋', 'Hello Ada', 'Are you there?']);
assert.equal(eve.pushes.filter((push) => push.event === 'Event').length, 0);

await Promise.all([ada, bob, eve].map((person) => person.connection.stop()));
console.log('conversation held');
