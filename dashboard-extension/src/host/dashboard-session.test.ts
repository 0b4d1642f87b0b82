import { expect, test } from 'vitest';
import { Bridge } from './bridge';
import { DashboardSession } from './dashboard-session';

const HERE = 'https://dashboard.example.com';
const tokenUntil = (exp: number) => `head.${btoa(JSON.stringify({ exp }))}.sign`;

function begun(token: string, renewed = true, patience = 5_000) {
  const parent = { postMessage: () => undefined };
  let hear: (event: { source: unknown; origin: string; data: unknown }) => void = () => undefined;
  const bridge = new Bridge(
    { parent, around: HERE, listen: (listener) => (hear = listener), later: () => undefined },
    [HERE],
  );
  bridge.start();
  const say = (type: string, payload: unknown) =>
    hear({ source: parent, origin: HERE, data: { type, payload } });
  say('handshake', { token });
  return { say, session: new DashboardSession(bridge, renewed, { now: () => 1_000_000, patience }) };
}

test('the token is read at each request', async () => {
  const { say, session } = begun('one');
  expect(await session.headers()).toEqual({ 'Authorization-Bearer': 'one' });
  say('tokenRefresh', { token: 'two' });
  expect(await session.headers()).toEqual({ 'Authorization-Bearer': 'two' });
});

test('a request waits for the new one when its token is over', async () => {
  const { say, session } = begun(tokenUntil(900));
  const asked = session.headers();
  say('theme', { theme: 'dark' });
  say('tokenRefresh', { token: tokenUntil(2000) });
  expect(await asked).toEqual({ 'Authorization-Bearer': tokenUntil(2000) });
});

test('but not for ever, and not at all where none comes', async () => {
  const old = tokenUntil(900);
  expect(await begun(old, true, 1).session.headers()).toEqual({ 'Authorization-Bearer': old });
  expect(await begun(old, false).session.headers()).toEqual({ 'Authorization-Bearer': old });
});

test('a session that has ended goes on with another token, and each change is told once', () => {
  const { say, session } = begun('one');
  const told: boolean[] = [];
  session.subscribe(() => told.push(session.isExpired()));
  session.expire();
  session.expire();
  say('theme', { theme: 'dark' });
  say('tokenRefresh', { token: 'two' });
  expect(told).toEqual([true, false]);
});
