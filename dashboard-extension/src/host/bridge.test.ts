import { describe, expect, test } from 'vitest';
import { Bridge, PATIENCE, type Surroundings } from './bridge';

const HERE = 'https://dashboard.example.com';
const OTHER = 'https://other.example.com';

/** A window around us that remembers what it was sent, and a clock that goes on when told. */
function world({ framed = true, around = HERE }: { framed?: boolean; around?: string | null } = {}) {
  const sent: { message: { type: string; payload: Record<string, unknown> }; origin: string }[] = [];
  const parent = {
    postMessage: (message: unknown, origin: string) =>
      sent.push({ message: message as (typeof sent)[number]['message'], origin }),
  };
  let hear: Parameters<Surroundings['listen']>[0] = () => undefined;
  const timers: { run: () => void; at: number }[] = [];
  const surroundings: Surroundings = {
    parent: framed ? parent : null,
    around,
    listen: (listener) => {
      hear = listener;
    },
    later: (run, milliseconds) => timers.push({ run, at: milliseconds }),
  };
  return {
    surroundings,
    sent,
    pass: (milliseconds: number) =>
      timers.filter((one) => one.at <= milliseconds).forEach((one) => one.run()),
    say: (
      type: string,
      payload: unknown,
      { origin = HERE, source = parent }: { origin?: string; source?: object } = {},
    ) => hear({ source, origin, data: { type, payload } }),
    hearRaw: (data: unknown) => hear({ source: parent, origin: HERE, data }),
  };
}

function started(given: ReturnType<typeof world>, origins = [HERE]) {
  const bridge = new Bridge(given.surroundings, origins);
  bridge.start();
  return bridge;
}

describe('the first words', () => {
  test('it says that it is here, and takes the token', () => {
    const around = world();
    const bridge = started(around);
    expect(around.sent.map(({ message, origin }) => [message.type, origin])).toEqual([['notifyReady', HERE]]);
    expect(bridge.state.stage).toBe('waiting');
    around.say('handshake', { token: 'one', version: 1 });
    around.pass(PATIENCE);
    expect(bridge.state).toEqual({ stage: 'ready', token: 'one', theme: null, locale: null });
  });

  test.each([{ token: '' }, { token: null }, {}])(
    'no token is a refusal, until there is one: %j',
    (payload) => {
      const around = world();
      const bridge = started(around);
      around.say('handshake', payload);
      expect(bridge.state.stage).toBe('denied');
      around.say('tokenRefresh', { token: 'late' });
      expect(bridge.state).toMatchObject({ stage: 'ready', token: 'late' });
      // An older handshake that comes after it takes nothing away.
      around.say('handshake', payload);
      expect(bridge.state).toMatchObject({ stage: 'ready', token: 'late' });
    },
  );

  test('nobody answers, or there is nobody', () => {
    const around = world();
    const bridge = started(around);
    around.pass(PATIENCE - 1);
    expect(bridge.state.stage).toBe('waiting');
    around.pass(PATIENCE);
    expect(bridge.state.stage).toBe('alone');
    expect(started(world({ framed: false })).state.stage).toBe('alone');
  });

  test('where the browser does not tell who is around, each that it may be is greeted, then only who spoke', () => {
    const around = world({ around: null });
    const bridge = started(around, [OTHER, HERE]);
    expect(around.sent.map((one) => one.origin)).toEqual([OTHER, HERE]);
    around.say('handshake', { token: 'one' });
    void bridge.send('redirect', { to: '/' });
    expect(around.sent.slice(2).map((one) => one.origin)).toEqual([HERE]);
  });

  test('an origin around us that the server has not named is not written to', () => {
    const around = world({ around: OTHER });
    started(around);
    expect(around.sent.map((one) => one.origin)).toEqual([HERE]);
  });
});

describe('who is listened to', () => {
  test('only the window around us, from an origin that the server has named', () => {
    const around = world();
    const bridge = started(around);
    around.say('handshake', { token: 'theirs' }, { origin: OTHER });
    around.say('handshake', { token: 'theirs' }, { origin: `${HERE}.example.net` });
    around.say('handshake', { token: 'theirs' }, { origin: 'null' });
    around.say('handshake', { token: 'theirs' }, { source: {} });
    around.say('theme', { theme: 'dark' }, { source: {} });
    expect(bridge.state).toEqual({ stage: 'waiting', token: '', theme: null, locale: null });
  });

  test.each([
    null,
    undefined,
    7,
    'handshake',
    {},
    { type: 'handshake' },
    { type: 'handshake', payload: 'x' },
    [],
  ])('what is no message is none: %j', (data) => {
    const around = world();
    const bridge = started(around);
    around.hearRaw(data);
    expect(bridge.state.stage).toBe('waiting');
  });
});

test('colours, language and tokens as they change, each told to who listens', () => {
  const around = world();
  const bridge = started(around);
  let told = 0;
  const leave = bridge.subscribe(() => told++);
  around.say('handshake', { token: 'one' });
  around.say('theme', { theme: 'dark' });
  around.say('theme', { theme: 'pink' });
  around.say('localeChanged', { locale: 'ja' });
  around.say('tokenRefresh', { token: 'two' });
  expect(bridge.now()).toEqual({ stage: 'ready', token: 'two', theme: 'dark', locale: 'ja' });
  expect(told).toBe(4);
  leave();
  around.say('theme', { theme: 'light' });
  expect(told).toBe(4);
});

describe('what is asked of the dashboard', () => {
  test('is answered by its number', async () => {
    const around = world();
    const bridge = started(around);
    const first = bridge.send('redirect', { to: '/orders/1' });
    const second = bridge.send('popupClose', {});
    const [, one, two] = around.sent.map(({ message }) => message);
    expect([one?.type, one?.payload['to'], two?.type]).toEqual(['redirect', '/orders/1', 'popupClose']);
    expect(one?.payload['actionId']).not.toBe(two?.payload['actionId']);
    around.say('response', { actionId: two?.payload['actionId'], ok: false });
    around.say('response', { actionId: one?.payload['actionId'], ok: true });
    expect([await first, await second]).toEqual([true, false]);
  });

  test('what an older dashboard does not know ends without an error', async () => {
    const around = world();
    const bridge = started(around);
    const asked = bridge.send('widgetResize', { height: 10 });
    around.pass(10_000);
    expect(await asked).toBe(false);
  });
});
